"""Somebody comes in: once per person and per session, however often it is told and by how many phones."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from symposium.entrance import tickets
from symposium.models import Presence, Registration, RegistrationState, Seat, SeatState, Session
from symposium.registering import joining
from symposium.seats.locking import lock

UNKNOWN = "Deze code kennen we niet. Kijk of hij goed is overgenomen, of zoek de naam in de lijst."


@dataclass(frozen=True)
class Outcome:
    """What the phone at the door is told: whether somebody is in, and the one sentence to read."""

    is_in: bool
    said: str
    # Only a seat is missing: whoever stands there decides whether there is room.
    asks_room: bool = False


@dataclass(frozen=True)
class Act:
    """What was done at the door: for which session, when, under which name of the phone."""

    now: datetime
    at: datetime
    session: Session | None = None
    scan: uuid.UUID = field(default_factory=uuid.uuid4)


def check_in(edition, code: str, act: Act, *, without_seat=False) -> Outcome:
    """Note that the holder of this ticket is in, or say why not."""
    registration = tickets.find(code)
    if fault := _fault(edition, registration):
        return Outcome(False, fault)
    if not without_seat and (fault := _no_seat(registration, act.session)):
        return Outcome(False, fault, asks_room=True)
    if _note(registration, act):
        return Outcome(True, f"{registration.name} is binnen.")
    since = Presence.objects.get(registration=registration, session=act.session).scanned_at
    return Outcome(True, f"{registration.name} was al binnen, sinds {timezone.localtime(since):%-H.%M} uur.")


@transaction.atomic
def walk_in(edition, act: Act, *, name: str, organisation: str, email: str) -> Outcome:
    """Note somebody who had no place for the day. The same act told twice is one person."""
    # Held until the end, so that of the same act told twice at once the second one sees the first.
    lock(edition.pk)
    registration = _told(act)
    if registration is None:
        listed = None if email else _listed(edition, name, organisation)
        registration = listed or joining.walk_in(
            edition, email=email, now=act.now, name=name, organisation=organisation
        )
        _note(registration, act)
    return Outcome(True, f"{registration.name} is binnen.")


def _listed(edition, name, organisation):
    """Return who is on the list under this name and was not found there; who is in, or of other work, is another."""
    is_in = Exists(Presence.objects.filter(registration=OuterRef("pk"), session=None))
    found = Registration.objects.coming().filter(~is_in, edition=edition, name__iexact=name)
    if organisation:
        found = found.filter(organisation__iexact=organisation)
    # Of two with one name nobody knows which one it is.
    people = list(found[:2])
    return people[0] if len(people) == 1 else None


def _told(act):
    """Return whom this act was about, if we heard of it before."""
    return Registration.objects.filter(presences__scan=act.scan).first()


def _fault(edition, registration):
    """Return why this ticket does not open this door; None when it does."""
    if registration is None:
        return UNKNOWN
    name = registration.name
    if registration.edition_id != edition.pk:
        return f"Dit is een ticket voor het {registration.edition}, niet voor vandaag."
    if registration.state == RegistrationState.CANCELLED:
        return f"{name} heeft zich afgemeld. Is {name} er toch? Schrijf de naam in bij Inlopers."
    if registration.state != RegistrationState.COMING:
        return f"{name} heeft nog geen plek op het symposium. Is er ruimte? Schrijf de naam in bij Inlopers."
    return None


def _no_seat(registration, session):
    if session is None or not session.is_workshop:
        return None
    seats = Seat.objects.filter(registration=registration, session__slot=session.slot_id, state=SeatState.CONFIRMED)
    seat = seats.select_related("session__room").first()
    if seat is None:
        return f"{registration.name} heeft geen plek in deze workshop. Is er ruimte, vink dat dan aan."
    if seat.session_id == session.pk:
        return None
    where = f", {seat.session.room}" if seat.session.room else ""
    return f"{registration.name} heeft een andere workshop: {seat.session.title}{where}."


def _note(registration, act):
    """Return whether this is the first time. Who is at a session is at the symposium."""
    at = _on_the_day(registration.edition, act.at)
    moments = {"registration": registration, "scanned_at": at, "received_at": act.now}
    rows = [Presence(**moments, session=act.session, scan=act.scan)]
    if act.session:
        rows.append(Presence(**moments))
    was = Presence.objects.filter(registration=registration, session=act.session).exists()
    # Two phones at once: the database keeps one, and nobody hears of a fault.
    Presence.objects.bulk_create(rows, ignore_conflicts=True)
    # Whichever phone tells it first, the earliest moment stays.
    later = Presence.objects.filter(registration=registration, session=act.session, scanned_at__gt=at)
    later.update(scanned_at=at)
    return not was


def _on_the_day(edition, at):
    """Nobody came in before the day or after it, whatever a phone says."""
    first = timezone.make_aware(datetime.combine(edition.held_on, time()))
    return min(max(at, first), first + timedelta(days=1) - timedelta(seconds=1))
