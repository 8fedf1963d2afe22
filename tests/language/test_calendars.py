"""Calendars are read back by two libraries that know nothing of each other: the one that writes them, and `ical`."""

import datetime
import re
import zoneinfo

import pytest
from django.http import HttpResponse
from hypothesis import given, settings
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from language import calendars

AMSTERDAM = zoneinfo.ZoneInfo("Europe/Amsterdam")
NIGHT = datetime.datetime(2027, 3, 27, 22, tzinfo=datetime.UTC)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


def one(**fields):
    said = {"uid": "proef-1@voorbeeld.invalid", "stamp": NIGHT, "sequence": 3, "starts": NIGHT, "ends": NIGHT}
    return calendars.event(**said | {"title": "Proef"} | fields)


def read(body):
    """Return the one event of a file as both libraries read it."""
    (first,) = Calendar.from_ical(body).walk("VEVENT")
    (second,) = IcsCalendarStream.calendar_from_ics(body.decode()).events
    return first, second


@settings(max_examples=80, deadline=None)
@given(title=TEXTS, place=TEXTS, text=TEXTS, hours=st.integers(0, 24 * 400), length=st.integers(1, 600))
def test_every_text_and_moment_is_read_back_by_two_libraries(title, place, text, hours, length):
    starts = NIGHT + datetime.timedelta(hours=hours)
    ends = starts + datetime.timedelta(minutes=length)

    body = calendars.written([one(title=title, place=place, text=text, starts=starts, ends=ends)], product="Proef")
    first, second = read(body)

    assert first["SUMMARY"] == (second.summary or "") == calendars.line(title)
    assert first.get("LOCATION", "") == (second.location or "") == calendars.line(place)
    assert first.get("DESCRIPTION", "") == (second.description or "") == calendars.lines(text)
    assert clocks(first["DTSTART"].dt, first["DTEND"].dt) == clocks(starts, ends)
    assert clocks(second.dtstart, second.dtend) == clocks(starts, ends)
    assert (first["SEQUENCE"], second.sequence, second.uid) == (3, 3, str(first["UID"]))
    assert all(len(row) <= 75 for row in body.split(b"\r\n"))


def clocks(*moments):
    """By the clock of Fryslân: a calendar has no word for the second time of an hour that comes twice."""
    return [moment.astimezone(AMSTERDAM).replace(fold=0, tzinfo=None) for moment in moments]


def test_zone_is_the_clock_of_amsterdam_in_every_year():
    """The rule in the file, walked by hand, against the days that the zone itself changes."""
    summer, winter = calendars.zone().subcomponents
    for year in range(1997, 2038):
        for part, month, before in ((summer, 3, 1), (winter, 10, 2)):
            hour = part["DTSTART"].dt.hour
            sundays = [datetime.date(year, month, number) for number in range(25, 32)]
            (day,) = [day for day in sundays if day.weekday() == 6]
            shown = datetime.datetime.combine(day, datetime.time(hour), tzinfo=datetime.UTC)
            change = shown - datetime.timedelta(hours=before)
            eve = change - datetime.timedelta(seconds=1)
            assert eve.astimezone(AMSTERDAM).utcoffset() == part["TZOFFSETFROM"].td
            assert change.astimezone(AMSTERDAM).utcoffset() == part["TZOFFSETTO"].td


def test_feed_says_its_name_and_when_to_look_again():
    body = calendars.written([one()], product="Proef", name="Mijn\nagenda", is_feed=True)

    found = Calendar.from_ical(body)

    assert found["X-WR-CALNAME"] == "Mijn agenda"
    assert (found["METHOD"], found["PRODID"]) == ("PUBLISH", "-//Kansrijke Start Fryslân//Proef//NL")
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT4H\r\n" in body
    assert b"X-PUBLISHED-TTL:PT4H\r\n" in body


def test_what_is_called_off_says_so():
    off = one(is_cancelled=True)
    assert (off["STATUS"], off["TRANSP"]) == ("CANCELLED", "TRANSPARENT")
    assert off["SUMMARY"] == f"Gaat niet door: {one()['SUMMARY']}"
    assert one()["STATUS"] == "CONFIRMED"
    assert set(one()) == {"UID", "DTSTAMP", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "STATUS"}


def test_same_calendar_is_sent_once(rf):
    body = calendars.written([one()], product="Proef")
    first = calendars.subscribed(rf.get("/"), body)
    assert (first.status_code, first.content, first["Content-Type"]) == (200, body, calendars.CONTENT_TYPE)

    again = calendars.subscribed(rf.get("/", headers={"if-none-match": first["ETag"]}), body)
    other = calendars.subscribed(
        rf.get("/", headers={"if-none-match": first["ETag"]}), calendars.written([one(sequence=4)], product="Proef")
    )

    assert (again.status_code, again.content) == (304, b"")
    assert other.status_code == 200


def test_download_is_a_file():
    response = calendars.download("proef", b"x")

    assert isinstance(response, HttpResponse)
    assert response["Content-Disposition"] == 'attachment; filename="proef.ics"'


@pytest.mark.parametrize("end", ["\n", "\x85", "\u2028", "\u2029"])
def test_every_end_of_a_line_is_one(end):
    first, second = read(calendars.written([one(text=f"een{end}twee")], product="Proef"))

    assert first["DESCRIPTION"] == second.description == "een\ntwee"


def test_file_has_no_line_that_a_program_could_take_for_two():
    body = calendars.written([one(title="a\x0bb\x0cc\x1cd", text="\x85\u2028\u2029\r")], product="Proef").decode()

    assert re.findall("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]|\r(?!\n)", body) == []
