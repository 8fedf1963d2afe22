"""After any sequence of asking, answering, reading, joining and leaving: no mail that should not be there.

The oracle (bench/_year.py) reads the mails and keeps its own book.
"""

import datetime

import pytest
from django.utils import timezone

from bench import _year
from community.models import PostMail

START = datetime.datetime(2026, 1, 5, 8, tzinfo=timezone.get_default_timezone())


def live(time_machine, seed, days=7, members=10):
    time_machine.move_to(START, tick=False)
    year = _year.Year(
        members,
        seed=seed,
        clock=lambda now: time_machine.move_to(now, tick=False),
        start=START,
        pace=3,
        restless=0.25,
    )
    year.live(days)
    return year


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(2))
def test_no_mail_is_wrong(time_machine, seed):
    year = live(time_machine, seed)

    assert not {fault: count for fault, count in year.oracle.faults.items() if count}
    assert sum(year.oracle.per_week([person.pk for person in year.people], list(year.weeks))) > 10
    assert PostMail.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("safeguard", "without", "fault"),
    [
        ("community.digests.gathering.read", lambda person: PostMail.objects.none(), "already_read"),
        ("community.models.posts.PostQuerySet.visible_to", lambda posts, user: posts, "no_access"),
    ],
)
def test_the_oracle_sees_what_a_safeguard_keeps_away(time_machine, monkeypatch, safeguard, without, fault):
    """The negative control: with a safeguard taken away the same days are wrong."""
    monkeypatch.setattr(safeguard, without)

    assert live(time_machine, 0).oracle.faults[fault] > 0
