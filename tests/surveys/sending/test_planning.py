"""Reminders at nine in the morning of Fryslân, on both sides of the night in which the clock moves."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from surveys.sending import planning
from tests.surveys.rounds import DAY, coalition, draft

FRYSLAN = ZoneInfo("Europe/Amsterdam")


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=FRYSLAN)


@pytest.mark.parametrize(
    ("closes", "days", "instant"),
    [
        # 28 March 2027: at two o'clock it becomes three.
        ("2027-03-29T17:00", 2, "2027-03-27T08:00"),  # the reminder still in winter time
        ("2027-03-30T17:00", 2, "2027-03-28T07:00"),  # on the day itself, after the change
        ("2027-03-31T17:00", 2, "2027-03-29T07:00"),
        ("2027-04-02T17:00", 7, "2027-03-26T08:00"),
        # 31 October 2027: at three o'clock it becomes two.
        ("2027-11-01T17:00", 2, "2027-10-30T07:00"),
        ("2027-11-02T17:00", 2, "2027-10-31T08:00"),
        ("2027-11-03T17:00", 2, "2027-11-01T08:00"),
        ("2027-11-05T17:00", 7, "2027-10-29T07:00"),
        # Just before and just after midnight in Fryslân is another day there.
        ("2027-03-30T00:30", 2, "2027-03-28T07:00"),
        ("2027-03-29T23:30", 2, "2027-03-27T08:00"),
    ],
)
def test_nine_o_clock_stays_nine_o_clock(closes, days, instant):
    found = planning.moment(at(closes), days)

    assert found == datetime.fromisoformat(instant).replace(tzinfo=UTC)
    assert timezone.localtime(found).hour == 9


@pytest.mark.django_db
def test_days_before_are_read_back_over_the_change(coordinator):
    coalition("West")
    round = draft(
        coordinator, opens_at=at("2027-03-01T09:00"), closes_at=at("2027-03-30T17:00"), reminder_days=(14, 7, 2)
    )

    assert planning.days_before(round) == [14, 7, 2]


@pytest.mark.django_db
def test_what_falls_before_the_opening_is_left_out(coordinator):
    now = at("2027-05-03T09:00")

    round = draft(coordinator, now=now, closes_at=now + 3 * DAY, reminder_days=(7, 2))

    assert planning.days_before(round) == [2]


@pytest.mark.django_db
def test_planning_again_leaves_what_was_done(coordinator):
    now = at("2027-05-03T09:00")
    round = draft(coordinator, now=now, closes_at=at("2027-05-20T17:00"), reminder_days=(7, 2))
    round.reminders.filter(due_at=at("2027-05-13T09:00")).update(done_at=now)

    planning.plan(round, [7, 1], after=now)

    assert list(round.reminders.values_list("due_at", flat=True)) == [at("2027-05-13T09:00"), at("2027-05-19T09:00")]
    assert planning.days_before(round) == [1]
