"""What somebody does with their own workshops: choose, swap, leave, say yes to an offer.

Per round somebody has one place at most, and beside it stands on one waiting list at most: who waits for A can take B
in the meantime, and keeps it until A is theirs.
"""

from members.refused import Refused
from symposium.models import Registration, RegistrationState, Seat, Session, Speaking
from symposium.seats import deadlines
from symposium.seats.changing import Board, changing
from symposium.seats.queues import CONFIRMED, OFFERED, WAITING


def choose(registration: Registration, session: Session, *, now) -> Seat:
    """Take a place, or the last one of the waiting list when it is full. A place in the same round is swapped for it.

    All or nothing: who swaps has the old place or the new one, and who comes on a waiting list keeps what they have.
    """
    _check_speaks(registration, session)
    with changing(registration.edition_id, now=now) as board:
        queue = board.of(session.pk)
        person = _who_may(board, registration, queue.owner)
        mine = {seat.session_id: seat for seat in person.seats.filter(slot=queue.owner.slot_id)}
        seat = mine.pop(session.pk, None)
        if seat and seat.state == OFFERED:
            return _say_yes(board, person, seat)
        is_free = board.is_free(queue)
        if seat and (seat.state == CONFIRMED or not is_free):
            return seat
        if not is_free and any(other.state == OFFERED for other in mine.values()):
            raise Refused("In deze ronde wacht een andere plek op je antwoord. Zeg daar eerst ja of nee tegen.")
        state = CONFIRMED if is_free else WAITING
        for other in mine.values():
            if other.state == state:
                board.remove(other)
        seat = seat or Seat(registration=person, session=queue.owner, slot=queue.owner.slot, since=now)
        board.put(queue, seat, state)
        return seat


def leave(registration: Registration, session: Session, *, now) -> None:
    """Give back a place or an offer, or leave the waiting list. Not there (any more)? Then it is done already."""
    with changing(registration.edition_id, now=now) as board:
        person = _who_may(board, registration, board.of(session.pk).owner)
        for seat in person.seats.filter(session=session.pk):
            board.remove(seat)


def is_hard_to_get_back(registration: Registration, session: Session) -> bool:
    """Whether somebody has a place in a workshop that is full: who gives it back has to stand in a row again."""
    has_place = registration.seats.filter(session=session, state=CONFIRMED).exists()
    return has_place and session.taken >= session.capacity


def given_away_for(registration: Registration, session: Session) -> Session | None:
    """Return the full workshop that somebody leaves by choosing this one. Where this one has no room, who chooses it
    waits, and keeps what they have.
    """
    has_room = session.taken < session.capacity and not session.seats.filter(state=WAITING).exists()
    others = registration.seats.filter(slot=session.slot_id, state=CONFIRMED).exclude(session=session)
    seat = others.select_related("session").first() if has_room else None
    return seat.session if seat and seat.session.taken >= seat.session.capacity else None


def confirm(registration: Registration, session: Session, *, now) -> Seat:
    """Say yes to an offer; what somebody had in the same round goes to who waits for that."""
    _check_speaks(registration, session)
    with changing(registration.edition_id, now=now) as board:
        person = _who_may(board, registration, board.of(session.pk).owner)
        seat = person.seats.filter(session=session.pk).first()
        if seat is None or seat.state == WAITING:
            raise Refused("Deze plek is er niet meer voor jou: de tijd om ja te zeggen is voorbij.")
        return seat if seat.state == CONFIRMED else _say_yes(board, person, seat)


def _check_speaks(registration, session):
    """Before the lock: it is no race, and who is put in the programme meanwhile reads it on their own day."""
    if speaking := Speaking.objects.of(registration).filter(slot=session.slot_id).first():
        raise Refused(f"Je spreekt in deze ronde zelf, bij “{speaking.session}”. Een andere workshop kan dan niet.")


def _who_may(board: Board, registration, session) -> Registration:
    person = board.registration(registration.pk)
    if person.state != RegistrationState.COMING:
        raise Refused("Je kunt pas een workshop kiezen als je een plek hebt voor de dag zelf.")
    if board.edition.is_fair and board.edition.allocated_at is None:
        raise Refused("De plekken zijn nog niet verdeeld. Je kunt nu alleen wensen opgeven.")
    if not session.is_workshop or session.slot is None or session.is_cancelled:
        raise Refused("Deze workshop gaat niet door. Kies een andere.")
    if board.now >= deadlines.at(board.edition, session.slot.starts):
        raise Refused("Deze ronde is al begonnen.")
    return person


def _say_yes(board: Board, person, seat) -> Seat:
    if board.now >= seat.offered_until:
        raise Refused("Deze plek is er niet meer voor jou: de tijd om ja te zeggen is voorbij.")
    for other in person.seats.filter(slot=seat.slot_id, state=CONFIRMED):
        board.remove(other)
    board.put(board.of(seat.session_id), seat, CONFIRMED)
    return seat
