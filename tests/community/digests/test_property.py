"""After any sequence of asking, answering, reading, joining and leaving: no mail or find that should not be there.

The oracle (bench/_year.py) reads the mails and keeps its own book.
"""

import datetime
import re

import pytest
from django.utils import timezone

from bench import _year
from community.models import Post, PostMail
from library.search import queue, searching
from members.models import User

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

    assert {fault: year.oracle.faults[fault] for fault in _year.FAULTS} == dict.fromkeys(_year.FAULTS, 0)
    assert sum(year.oracle.per_week([person.pk for person in year.people], list(year.weeks))) > 10
    assert PostMail.objects.exists()
    assert wrongly_found(year) == []


def wrongly_found(year):
    """What search shows and the book of the same oracle forbids, or hides and it allows: (person, topic, found)."""
    now = timezone.now()
    queue.work_off(now)
    wrong = []
    for (topic, number), (_, circle) in year.oracle.posts.items():
        # Of each closed conversation, and of as many open ones: how it begins. Every text has a number of its own.
        if number > 1 or (circle is None and topic % 3):
            continue
        words = re.search(r"nummer (\d+)", Post.objects.get(topic=topic, number=1).text).group(1)
        for person in User.objects.filter(email__endswith="@bench.invalid"):
            inside = year.oracle.inside
            may_see = (person.pk, None) in inside and (circle is None or (person.pk, circle) in inside)
            found = searching.search(person, words, on=timezone.localdate(now)).count > 0
            if found != may_see:
                wrong.append((person.pk, topic, found))
    return wrong


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("safeguard", "without", "fault"),
    [
        ("community.digests.gathering.read", lambda person: PostMail.objects.none(), "already_read"),
        ("community.models.topics.TopicQuerySet.visible_to", lambda topics, user: topics, "no_access"),
    ],
)
def test_the_oracle_sees_what_a_safeguard_keeps_away(time_machine, monkeypatch, safeguard, without, fault):
    """The negative control: with a safeguard taken away the same days are wrong."""
    monkeypatch.setattr(safeguard, without)

    year = live(time_machine, 0)

    assert year.oracle.faults[fault] > 0
    assert bool(wrongly_found(year)) == (fault == "no_access")
