"""A symposium to choose workshops at: two rounds of three workshops, and people who come."""

import datetime
import email
from email import policy

from django.utils import timezone
from icalendar import Calendar

from outbox.models import Email
from symposium.models import Edition, Mode, Registration, SeatState
from symposium.registering import joining
from symposium.seats import choosing
from tests.symposium.factories import EditionFactory, SessionFactory, TimeSlotFactory

ROUNDS = ((datetime.time(10, 30), datetime.time(11, 30)), (datetime.time(13), datetime.time(14)))
NOW = datetime.datetime(2027, 1, 11, 11, tzinfo=datetime.UTC)  # noon on a Monday, a month before


def in_calendar(mail: Email) -> list[str]:
    """The UIDs of what travels along with a mail for somebody's calendar."""
    return [str(event["uid"]) for event in calendar_of(mail).walk("VEVENT")]


def calendar_of(mail: Email) -> Calendar | None:
    """What travels along with a mail; None when nothing does. The part asks what the file asks."""
    parts = email.message_from_bytes(bytes(mail.mime), policy=policy.default).walk()
    files = [part for part in parts if part.get_content_type() == "text/calendar"]
    if not files:
        return None
    (part,) = files
    found = Calendar.from_ical(part.get_content())
    assert part["Content-Type"].params["method"] == found["METHOD"]
    return found


def open_edition(**fields) -> Edition:
    fields = {
        "published_at": NOW,
        "registration_opens_at": NOW - datetime.timedelta(days=7),
        "registration_closes_at": NOW + datetime.timedelta(days=28),
    } | fields
    return EditionFactory(**fields)


def fair_edition(**fields) -> Edition:
    return open_edition(mode=Mode.FAIR, wishes_until=NOW + datetime.timedelta(days=7), **fields)


def workshops(edition, *capacities, round=0):
    """As many workshops in one round as there are capacities."""
    starts, ends = ROUNDS[round]
    slot = edition.slots.filter(starts=starts).first() or TimeSlotFactory(
        edition=edition, title=f"Ronde {round + 1}", starts=starts, ends=ends
    )
    return [SessionFactory(edition=edition, slot=slot, capacity=capacity) for capacity in capacities]


def somebody(edition, name="Anna", **details) -> Registration:
    return joining.join(
        edition, name=name, email=f"{name.lower()}@voorbeeld.invalid", now=details.pop("now", NOW), **details
    )


def people(edition, count):
    return [somebody(edition, f"Mens{number}") for number in range(count)]


def fill(session, count=None):
    """Let others take every place of a workshop; return them in order, with more than fit those who wait."""
    found = [somebody(session.edition, f"Vol{session.pk}-{number}") for number in range(count or session.capacity)]
    for person in found:
        choosing.choose(person, session, now=NOW)
    return found


def places(person):
    """What somebody has: {title of the workshop: state}."""
    return {seat.session.title: seat.state for seat in person.seats.select_related("session")}


def row_of(session):
    """Who waits, in order."""
    waiting = session.seats.filter(state=SeatState.WAITING).order_by("position")
    return [(seat.position, seat.registration.name) for seat in waiting.select_related("registration")]


def subjects(person):
    return list(Email.objects.filter(to=person.email).order_by("pk").values_list("subject", flat=True))


def hours(count):
    return NOW + datetime.timedelta(hours=count)


def local(moment):
    return timezone.localtime(moment).strftime("%d-%m %H:%M")
