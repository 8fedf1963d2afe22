"""A session goes to another room: who has a seat there gets a mail, and everybody who looks sees it."""

from datetime import timedelta

from symposium.entrance import emails
from symposium.models import RoomChange, Seat, SeatState

# So long it is news; after the day nobody goes anywhere any more.
SHOWN = timedelta(days=7)


def tell(session, *, was, now) -> RoomChange | None:
    """Note that a session is in another room than `was`, and mail who has a seat there. Call it after saving."""
    if was is None or session.room is None or was == session.room:
        return None
    change = RoomChange.objects.create(session=session, was=str(was), became=str(session.room), changed_at=now)
    seats = Seat.objects.filter(session=session, state=SeatState.CONFIRMED)
    for seat in seats.select_related("registration__edition", "registration__user").order_by("pk"):
        emails.room_changed(seat.registration, session, change).send()
    return change


def shown(edition, *, now) -> list[RoomChange]:
    """Return the last change of each session, the newest first; one query."""
    recent = RoomChange.objects.filter(session__edition=edition, changed_at__gt=now - SHOWN)
    last = recent.order_by("session_id", "-changed_at", "-pk").distinct("session_id").select_related("session")
    return sorted(last, key=lambda change: change.changed_at, reverse=True)
