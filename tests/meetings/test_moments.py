"""Times that do not exist, and the moments the database makes of a day and a time."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from meetings import moments
from meetings.models import Meeting
from tests.meetings.factories import MeetingFactory

FORWARD, BACK = datetime.date(2027, 3, 28), datetime.date(2027, 10, 31)


def test_time_becomes_a_moment_in_summer_and_winter():
    assert moments.at(datetime.date(2027, 7, 1), datetime.time(9, 30)).isoformat() == "2027-07-01T09:30:00+02:00"
    assert moments.at(datetime.date(2027, 1, 5), datetime.time(9, 30)).isoformat() == "2027-01-05T09:30:00+01:00"


@pytest.mark.parametrize("time", [datetime.time(2, 0), datetime.time(2, 30), datetime.time(2, 59)])
def test_time_that_is_skipped_does_not_exist(time):
    with pytest.raises(moments.NoSuchTime, match="bestaat dan niet"):
        moments.at(FORWARD, time)


@pytest.mark.parametrize("time", [datetime.time(2, 0), datetime.time(2, 30), datetime.time(2, 59)])
def test_time_that_comes_twice_is_refused(time):
    with pytest.raises(moments.NoSuchTime, match="twee keer"):
        moments.at(BACK, time)


@pytest.mark.parametrize("time", [datetime.time(1, 59), datetime.time(3, 0)])
@pytest.mark.parametrize("day", [FORWARD, BACK])
def test_times_around_the_change_exist(day, time):
    assert moments.at(day, time).time() == time


@pytest.mark.django_db
@pytest.mark.parametrize("day", [FORWARD, BACK, datetime.date(2027, 7, 1), datetime.date(2027, 12, 9)])
def test_database_makes_the_same_moments(day):
    meeting = MeetingFactory(day=day, starts=datetime.time(1, 30), ends=datetime.time(3, 30))

    assert meeting.starts_at == moments.at(day, meeting.starts)
    assert meeting.ends_at == moments.at(day, meeting.ends)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "promise"),
    [
        ({"day": FORWARD, "starts": datetime.time(2, 30)}, "at_times_that_exist"),
        ({"day": FORWARD, "starts": datetime.time(1, 0), "ends": datetime.time(2, 30)}, "at_times_that_exist"),
        ({"ends": datetime.time(9, 30)}, "begins_before_end"),
        ({"title": ""}, "has_title"),
        ({"visibility": "public"}, "never_public"),
        ({"place": ""}, "is_somewhere"),
        ({"cancel_reason": "Zomaar"}, "cancelled_with_reason"),
    ],
)
def test_database_refuses_what_must_never_be(fields, promise):
    with pytest.raises(IntegrityError, match=f"meetings_meeting_{promise}"), transaction.atomic():
        MeetingFactory(**fields)

    assert not Meeting.objects.exists()
