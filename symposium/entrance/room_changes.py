"""A session goes to another room or time: who has a seat there gets a mail; another room everybody sees who looks."""

from datetime import timedelta

from django.utils import timezone
from django.utils.formats import date_format

from symposium.entrance import emails
from symposium.models import RoomChange, Seat, SeatState, TimeSlot

# So long it is news; after the day nobody goes anywhere any more.
SHOWN = timedelta(days=7)


def tell(session, *, was, now, hours="") -> RoomChange | None:
    """Note that a session is in another room than `was`, and mail who has a seat there. Call it after saving.

    `hours` is when it was, if that changed too: see `hours_of`. One mail, whatever changed.
    """
    if timezone.localdate(now) > session.edition.held_on:  # somebody puts the archive in order
        return None
    change = None
    if was and session.room and was != session.room:
        change = RoomChange.objects.create(session=session, was=str(was), became=str(session.room), changed_at=now)
    if change or hours:
        seats = Seat.objects.filter(session=session, state=SeatState.CONFIRMED)
        for seat in seats.select_related("registration__edition", "registration__user").order_by("pk"):
            emails.moved(seat.registration, session, change=change, hours=hours).send()
    return change


def hours_of(slot: TimeSlot) -> str:
    return f"{date_format(slot.starts, 'G.i')} tot {date_format(slot.ends, 'G.i')} uur"


def shown(edition, *, now) -> list[RoomChange]:
    """Return the last change of each session, the newest first; one query."""
    recent = RoomChange.objects.filter(session__edition=edition, changed_at__gt=now - SHOWN)
    last = recent.order_by("session_id", "-changed_at", "-pk").distinct("session_id").select_related("session")
    return sorted(last, key=lambda change: change.changed_at, reverse=True)
