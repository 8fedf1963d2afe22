"""The timetable of rounds: what breaks in one place goes on everywhere else, and is said."""

from datetime import timedelta

import pytest
from django.utils import timezone

from outbox.models import Email
from surveys import tasks
from surveys.models import Invitation, Round
from surveys.one_by_one import one_by_one
from surveys.sending import confirming, emails
from tests.surveys.rounds import DAY, coalition, draft, running

pytestmark = pytest.mark.django_db


def test_what_fails_does_not_stop_what_comes_after(caplog):
    def half(number):
        if number == 2:
            raise ValueError("twee")
        return number != 3

    with pytest.raises(ExceptionGroup) as raised:
        one_by_one("halves", [1, 2, 3, 4], half)

    assert [str(one) for one in raised.value.exceptions] == ["twee"]
    assert "survey_part_failed" in caplog.text
    assert one_by_one("halves", [1, 3, 4], half) == [1, 4]


def test_broken_round_does_not_hold_up_the_others(coordinator, monkeypatch):
    """One round of which no mail can be made; another opens, a third closes and reminds on the same run."""
    now = timezone.now()
    coalition("West", partners=0)
    closing = running(coordinator, now=now - 20 * DAY, days=10, title="Sluit")
    reminding = running(coordinator, now=now - 10 * DAY, days=11, title="Herinnert")
    broken, opening = (draft(coordinator, now=now - timedelta(hours=1), title=title) for title in ("Kapot", "Opent"))
    for one in (broken, opening):
        confirming.confirm(one, by=coordinator, now=now, reason="Omdat het nodig is.")
    Email.objects.all().delete()
    whole = emails.invitation
    monkeypatch.setattr(
        emails, "invitation", lambda one: whole(one) if one.round_id != broken.pk else {}["geen tekst"]
    )

    with pytest.raises(ExceptionGroup):
        tasks.run_rounds()

    assert Round.objects.get(pk=closing.pk).closed_at
    assert Invitation.objects.get(round=reminding).reminders == 1
    assert Invitation.objects.get(round=opening).invited_at
    assert Invitation.objects.get(round=broken).invited_at is None
