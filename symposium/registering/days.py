"""What the page of somebody's own day shows: the rounds, what they have, and what is free."""

from dataclasses import dataclass, field

from django.db.models import Count, Q

from symposium.models import Registration, Seat, SeatState, Session, Speaking, TimeSlot
from symposium.seats import deadlines


@dataclass
class Choice:
    session: Session
    seat: Seat | None
    waiting: int
    offered: int = 0
    is_too_late: bool = False  # to say yes; within a minute the timetable takes it away
    is_own: bool = False  # they speak there

    @property
    def is_closed(self):
        """Whether there is nothing to press: who speaks there needs no place."""
        return self.is_too_late or (self.is_own and self.seat is None)

    @property
    def left(self):
        return max(self.session.capacity - self.session.taken, 0)

    @property
    def is_free(self):
        return self.left > 0 and not self.waiting


@dataclass
class Round:
    slot: TimeSlot
    choices: list[Choice]
    has_begun: bool
    called_off: list[Session] = field(default_factory=list)
    speaks: Session | None = None  # where they speak themselves then

    @property
    def mine(self):
        return [choice for choice in self.choices if choice.seat]

    @property
    def place(self):
        return next((one for one in self.choices if one.seat and one.seat.state == SeatState.CONFIRMED), None)


def rounds_of(person: Registration, now) -> list[Round]:
    """Three statements: the workshops of the day with who waits, what this person has, and where they speak.

    Who speaks then has nothing to choose: they see that one, and what they have elsewhere, to give it back.
    """
    edition = person.edition
    seats = {seat.session_id: seat for seat in person.seats.all()}
    workshops = (
        Session.objects.workshops()
        .filter(edition=edition, slot__isnull=False)
        .select_related("slot", "room")
        .annotate(
            waiting=Count("seats", filter=Q(seats__state=SeatState.WAITING)),
            offered=Count("seats", filter=Q(seats__state=SeatState.OFFERED)),
        )
        .order_by("slot__starts", "title", "pk")
    )
    speaks = {one.slot_id: one.session for one in Speaking.objects.of(person)} if edition.has_programme else {}
    found = {}
    for session in workshops if edition.has_programme else ():
        begun = now >= deadlines.at(edition, session.slot.starts)
        round = found.setdefault(session.slot_id, Round(session.slot, [], begun))
        if session.is_cancelled:
            round.called_off.append(session)
            continue
        seat = seats.get(session.pk)
        round.speaks = speaks.get(session.slot_id)
        is_own = session == round.speaks
        if seat or is_own or not round.speaks:
            too_late = deadlines.is_too_late(seat, now)
            round.choices.append(Choice(session, seat, session.waiting, session.offered, too_late, is_own))
    return list(found.values())
