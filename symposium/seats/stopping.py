"""A workshop that does not go on, or moves to another part of the day: who had a place there hears of it."""

from symposium.models import Seat, SeatState, Session, TimeSlot
from symposium.seats import emails
from symposium.seats.changing import changing


def stop(session: Session, *, now) -> int:
    """Take everybody off the list of a workshop that was called off, and mail each; return how many that were."""
    with changing(session.edition_id, now=now) as board:
        seats = Seat.objects.filter(session=session).select_related("registration__edition", "registration__user")
        gone = list(seats.order_by("-position", "pk"))
        for seat in gone:
            had_place = seat.state == SeatState.CONFIRMED
            emails.stopped(seat.registration, session, now, had_place=had_place).send()
            # Past the board: what comes free here is for nobody.
            board.of(session.pk).remove(seat)
        return len(gone)


def clashing(session: Session, slot: TimeSlot):
    """The places of people who would be in two workshops at once, if this one moved to that part of the day."""
    elsewhere = Seat.objects.filter(slot=slot, state=SeatState.CONFIRMED).exclude(session=session)
    return Seat.objects.filter(
        session=session, state=SeatState.CONFIRMED, registration__in=elsewhere.values("registration")
    )
