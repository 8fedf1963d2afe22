"""A plan outside the portal: a table for Excel, and days for somebody's calendar."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from icalendar import Calendar, Event, vText

from actions.models.points import State
from outbox.messages import absolute

HEADER = (
    *("Wat", "Hoe", "Met wie", "Pijler", "Wie", "Uiterlijk", "Stand"),
    *("Begonnen op", "Klaar op", "Resultaat", "Vervallen op", "Reden", "Komt uit"),
)

# What RFC 5545 forbids in a text. The end of a line is written as \n by the library; a carriage return it leaves.
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def rows(points):
    for point in points:
        yield [
            point.what,
            point.how,
            point.with_whom,
            str(point.pillar or "Alle pijlers"),
            point.who,
            point.due_on,
            point.state.label,
            _day(point.started_at),
            _day(point.done_at),
            point.result,
            _day(point.dropped_at),
            point.drop_reason,
            point.source_label,
        ]


def _day(moment):
    return timezone.localdate(moment) if moment else None


def calendar(points, *, name: str) -> bytes:
    """Return the points as whole days, byte for byte the same as long as nothing changes.

    A calendar program recognises a point by its UID, and takes over a change when SEQUENCE rises.
    """
    found = Calendar()
    found.add("prodid", "-//Kansrijke Start Fryslân//Werkagenda//NL")
    found.add("version", "2.0")
    found.add("x-wr-calname", vText(_line(name)))
    for point in sorted(points, key=lambda point: point.pk):
        found.add_component(_event(point))
    return found.to_ical()


def _event(point):
    event = Event()
    event.add("uid", f"actiepunt-{point.pk}@{urlsplit(settings.BASE_URL).hostname}")
    event.add("dtstamp", point.changed_at.replace(microsecond=0))
    event.add("sequence", point.sequence)
    event.add("dtstart", point.due_on)
    event.add("dtend", point.due_on + timedelta(days=1))  # the first day without
    event.add("summary", _line(f"{'Klaar: ' if point.state == State.DONE else ''}{point.what}"))
    event.add("description", CONTROL.sub("", _description(point)))
    event.add("url", absolute(point.get_absolute_url()))
    event.add("status", "CANCELLED" if point.state == State.DROPPED else "CONFIRMED")
    event.add("transp", "TRANSPARENT")  # the day stays free for appointments
    return event


def _line(text):
    return " ".join(CONTROL.sub("", text).split())


def _description(point):
    parts = [
        f"Hoe: {point.how}" if point.how else "",
        f"Met wie: {point.with_whom}" if point.with_whom else "",
        f"Wie: {point.who}",
        f"Stand: {point.state.label}",
    ]
    return "\n".join(part for part in parts if part)


def year_plan(circle, year, chapters, *, on) -> dict:
    """Return what the PDF says, as plain data."""
    return {
        "title": f"Werkagenda {year} van {circle}",
        "made_on": date_format(on, "j F Y"),
        "chapters": [
            {"title": chapter.title, "points": [_on_paper(point, on) for point in chapter.points]}
            for chapter in chapters
        ],
    }


def _on_paper(point, on):
    return {
        "what": point.what,
        "how": point.how,
        "with_whom": point.with_whom,
        "owner": point.who,
        "due": date_format(point.due_on, "j F Y"),
        "state": "te laat" if point.is_overdue(on) else point.state.label,
        "outcome": point.result or point.drop_reason,
    }
