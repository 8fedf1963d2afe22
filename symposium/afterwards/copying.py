"""Next year starts from this one: the place, the rooms, how the day is divided, what is for everybody. No people."""

import datetime

from django.db import transaction

from symposium.models import Edition, Room, Session, SessionKind, TimeSlot

# What is the same until somebody changes it. Not the summary: that is about the theme of the year.
SAME = (
    *("starts_at", "ends_at", "venue", "address", "directions", "accessibility"),
    *("mode", "capacity", "offer_hours", "asks_diet", "asks_access"),
)


@transaction.atomic
def copy(edition: Edition, *, theme: str, held_on: datetime.date) -> Edition:
    """Make a draft. Workshops and speakers are not in it: those come from next year's call."""
    later = held_on - edition.held_on
    new = Edition.objects.create(
        year=held_on.year,
        theme=theme,
        held_on=held_on,
        # As long before the day as now; the coordinator can still change it.
        wishes_until=edition.wishes_until and edition.wishes_until + later,
        **{name: getattr(edition, name) for name in SAME},
    )
    rooms = {
        room.pk: Room.objects.create(
            edition=new, name=room.name, capacity=room.capacity, note=room.note, position=room.position
        )
        for room in edition.rooms.order_by("position", "pk")
    }
    slots = {
        slot.pk: TimeSlot.objects.create(edition=new, title=slot.title, starts=slot.starts, ends=slot.ends)
        for slot in edition.slots.order_by("starts")
    }
    together = edition.sessions.exclude(kind=SessionKind.WORKSHOP).filter(cancelled_at=None)
    for session in together.order_by("pk"):
        Session.objects.create(
            edition=new,
            kind=session.kind,
            title=session.title,
            summary=session.summary,
            meant_for=session.meant_for,
            slot=slots.get(session.slot_id),
            room=rooms.get(session.room_id),
        )
    return new
