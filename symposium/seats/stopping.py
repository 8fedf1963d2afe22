"""A workshop that does not go on, or moves to another part of the day: who had a place there hears of it."""

from symposium.models import Seat, SeatState, Session, TimeSlot
from symposium.seats import emails
from symposium.seats.changing import changing

# Who may still say yes has a place as long as that lasts.
PLACE = (SeatState.CONFIRMED, SeatState.OFFERED)


def stop(session: Session, *, now) -> int:
    """Take everybody off the list of a workshop that was called off, and mail each; return how many that were."""
    with changing(session.edition_id, now=now) as board:
        seats = Seat.objects.filter(session=session).select_related("registration__edition", "registration__user")
        gone = list(seats.order_by("-position", "pk"))
        for seat in gone:
            had_place = seat.state == SeatState.CONFIRMED
            was_offered = seat.state == SeatState.OFFERED
            emails.stopped(seat.registration, session, now, had_place=had_place, was_offered=was_offered).send()
            # Past the board: what comes free here is for nobody.
            board.of(session.pk).remove(seat)
        return len(gone)


def clashing(session: Session, slot: TimeSlot):
    """The places of people who would be in two workshops at once, if this one moved to that part of the day."""
    elsewhere = Seat.objects.filter(slot=slot, state__in=PLACE).exclude(session=session)
    return Seat.objects.filter(session=session, state__in=PLACE, registration__in=elsewhere.values("registration"))
