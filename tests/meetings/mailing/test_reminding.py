"""Two days before, at nine by the clock of Fryslân, also around the nights that the clock is moved."""

import datetime

import pytest
from django.utils import timezone

from meetings import tasks
from meetings.mailing import reminding
from outbox.models import Email
from tests.meetings.factories import InviteeFactory, MeetingFactory
from tests.races import at_once

pytestmark = pytest.mark.django_db
ASKED = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)


def utc(text):
    return datetime.datetime.fromisoformat(f"{text}+00:00")


@pytest.fixture
def invitee(circle, partner):
    meeting = MeetingFactory(circle=circle, title="Overleg", day=datetime.date(2027, 3, 29), created_at=ASKED)
    return InviteeFactory(meeting=meeting, user=partner, told=True, asked_at=ASKED)


@pytest.mark.parametrize(
    ("day", "too_early", "on_time"),
    [
        ("2027-03-28", "2027-03-26T07:59", "2027-03-26T08:00"),  # winter
        ("2027-03-29", "2027-03-27T07:59", "2027-03-27T08:00"),  # the night between: 47 hours before
        ("2027-03-30", "2027-03-28T06:59", "2027-03-28T07:00"),  # summer began that night
        ("2027-10-31", "2027-10-29T06:59", "2027-10-29T07:00"),
        ("2027-11-01", "2027-10-30T06:59", "2027-10-30T07:00"),  # 49 hours before
        ("2027-11-02", "2027-10-31T07:59", "2027-10-31T08:00"),
    ],
)
def test_reminder_leaves_at_nine_by_the_clock(invitee, day, too_early, on_time):
    invitee.meeting.day = datetime.date.fromisoformat(day)
    invitee.meeting.save()

    assert not reminding.remind(invitee.pk, now=utc(too_early))
    assert reminding.remind(invitee.pk, now=utc(on_time))
    assert not reminding.remind(invitee.pk, now=utc(on_time))

    assert Email.objects.get().subject.startswith("Herinnering: Overleg, ")


def test_missed_morning_is_made_up_but_not_at_night(invitee):
    assert not reminding.remind(invitee.pk, now=utc("2027-03-27T20:00"))
    assert not reminding.remind(invitee.pk, now=utc("2027-03-28T04:00"))
    assert reminding.remind(invitee.pk, now=utc("2027-03-28T07:00"))


@pytest.mark.parametrize("said", ["yes", "maybe", "no"])
def test_who_said_no_is_left_alone(invitee, said):
    invitee.answer, invitee.answered_at = said, ASKED
    invitee.save()

    assert reminding.remind(invitee.pk, now=utc("2027-03-27T09:00")) is (said != "no")


def test_who_was_only_just_asked_or_told_knows(invitee):
    now = utc("2027-03-27T09:00")
    invitee.asked_at = utc("2027-03-27T08:30")
    invitee.save()
    assert not reminding.remind(invitee.pk, now=now)

    invitee.asked_at = ASKED
    invitee.save()
    invitee.meeting.rescheduled_at = utc("2027-03-27T08:30")
    invitee.meeting.save()
    assert not reminding.remind(invitee.pk, now=now)


def test_nobody_is_reminded_of_what_was_or_does_not_go_on(invitee):
    assert not reminding.remind(invitee.pk, now=utc("2027-03-29T09:00"))

    invitee.meeting.cancelled_at, invitee.meeting.cancel_reason = ASKED, "Te weinig mensen."
    invitee.meeting.save()
    assert not reminding.remind(invitee.pk, now=utc("2027-03-27T09:00"))


def test_new_day_is_a_new_reminder(invitee):
    assert reminding.remind(invitee.pk, now=utc("2027-03-27T09:00"))
    invitee.meeting.day = datetime.date(2027, 4, 12)
    invitee.meeting.save()

    assert reminding.remind(invitee.pk, now=utc("2027-04-10T09:00"))
    assert Email.objects.count() == 2


def test_timetable_reminds_everybody_who_is_due(invitee, time_machine, monkeypatch):
    started = []
    monkeypatch.setattr(tasks.mail_reminder, "delay", lambda **kwargs: started.append(kwargs["invitee_id"]))
    time_machine.move_to(utc("2027-03-27T09:00"), tick=False)

    tasks.mail_reminders()
    assert started == [invitee.pk]
    tasks.mail_reminder(invitee_id=invitee.pk)

    assert Email.objects.count() == 1
    assert not reminding.due(timezone.now()).exists()


@pytest.mark.django_db(transaction=True)
def test_two_workers_remind_once(invitee):
    now = utc("2027-03-27T09:00")

    at_once(*[lambda: reminding.remind(invitee.pk, now=now)] * 3)

    assert Email.objects.count() == 1
