"""A plan outside the portal: a table for Excel, and days for somebody's calendar."""

from datetime import timedelta

from django.utils import timezone
from django.utils.formats import date_format
from icalendar import Event

from actions.models.points import State
from language import calendars
from outbox.messages import absolute

HEADER = (
    *("Wat", "Hoe", "Met wie", "Pijler", "Wie", "Uiterlijk", "Stand"),
    *("Begonnen op", "Klaar op", "Resultaat", "Vervallen op", "Reden", "Komt uit"),
)


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
    """Return the points as whole days, byte for byte the same as long as nothing changes."""
    found = calendars.begin("Werkagenda", name=name)
    for point in sorted(points, key=lambda point: point.pk):
        found.add_component(event(point))
    return found.to_ical()


def event(point):
    """A point as a day; it has the same UID wherever it stands."""
    found = Event()
    found.add("uid", calendars.uid("actiepunt", point.pk))
    found.add("dtstamp", point.changed_at.replace(microsecond=0))
    found.add("sequence", point.sequence)
    found.add("dtstart", point.due_on)
    found.add("dtend", point.due_on + timedelta(days=1))  # the first day without
    found.add("summary", calendars.line(f"{'Klaar: ' if point.state == State.DONE else ''}{point.what}"))
    found.add("description", calendars.lines(_description(point)))
    found.add("url", absolute(point.get_absolute_url()))
    found.add("status", "CANCELLED" if point.state == State.DROPPED else "CONFIRMED")
    found.add("transp", "TRANSPARENT")  # the day stays free for appointments
    return found


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
