"""The programme as pages draw it: rounds of the day under each other, what happens in them beside each other."""

from dataclasses import dataclass, field

from django.db.models import Prefetch

from symposium.models import Edition, Room, Session, Speaker, TimeSlot


@dataclass
class Row:
    """One slot with what happens in it."""

    slot: TimeSlot
    sessions: list[Session] = field(default_factory=list)

    @property
    def is_together(self):
        """Everybody does the same: it stretches over all rooms."""
        return all(not session.is_workshop for session in self.sessions)

    def cells(self, rooms: list[Room | None]):
        """[(room or None, its sessions)], in the order of the rooms; None is for what has no room (yet)."""
        there = {}
        for session in self.sessions:
            there.setdefault(session.room_id, []).append(session)
        return [(room, there.get(room and room.pk, [])) for room in rooms]


@dataclass
class Programme:
    rooms: list[Room]
    rows: list[Row]
    waiting: list[Session]  # without a slot

    @property
    def columns(self) -> list[Room | None]:
        """Where the workshops are: the columns of the table that people choose from, beside the time."""
        used = {session.room_id for row in self.rows for session in row.sessions if not row.is_together}
        return [room for room in (*self.rooms, None) if (room and room.pk) in used]

    @property
    def table(self):
        columns = self.columns
        return [(row, None if row.is_together else row.cells(columns)) for row in self.rows]

    @property
    def boxes(self):
        """For making it: [(row, [(room or None, its sessions)])]; a box without a room holds a break."""
        return [(row, row.cells([*self.rooms, None])) for row in self.rows]


def people(*, named_only):
    """For prefetching: who speaks, in a fixed order; a visitor reads only who said yes to that."""
    speakers = Speaker.objects.order_by("speaking__pk")
    if named_only:
        speakers = speakers.filter(consented_at__isnull=False)
    return Prefetch("speakers", speakers, "people")


def of(edition: Edition, *, user) -> Programme:
    """The whole programme in four statements: rooms, slots, sessions, who speaks."""
    sessions = list(
        Session.objects.visible_to(user)
        .filter(edition=edition)
        .order_by("slot__starts", "room__position", "pk")
        .prefetch_related(people(named_only=not user.is_coordinator))
    )
    rooms = {room.pk: room for room in edition.rooms.all()}
    rows = {slot.pk: Row(slot) for slot in edition.slots.all()}
    waiting = []
    for session in sessions:
        session.edition = edition
        if session.room_id:
            session.room = rooms[session.room_id]
        if session.slot_id:
            session.slot = rows[session.slot_id].slot
            rows[session.slot_id].sessions.append(session)
        else:
            waiting.append(session)
    return Programme(list(rooms.values()), list(rows.values()), waiting)


def now_and_next(programme: Programme, time) -> tuple[Row | None, Row | None]:
    """What goes on at that time of the day, and what comes after it."""
    going_on = next((row for row in programme.rows if row.slot.starts <= time < row.slot.ends), None)
    coming = next((row for row in programme.rows if row.slot.starts > time), None)
    return going_on, coming
