"""What the coordinator does with places: more, fewer, and one for somebody in particular."""

from members.refused import Refused
from symposium.models import Edition, Registration, RegistrationState, Seat, SeatState, Session, Speaking
from symposium.seats import emails
from symposium.seats.changing import Board, changing
from symposium.seats.queues import Queue


def resize_session(session: Session, capacity: int, *, now) -> None:
    with changing(session.edition_id, now=now) as board:
        _resize(board, board.of(session.pk), capacity)


def resize_day(edition: Edition, capacity: int | None, *, now) -> None:
    with changing(edition.pk, now=now) as board:
        _resize(board, board.day, capacity)


def why_not(seat: Seat) -> str:
    """What stands in the way of giving somebody this place; empty when nothing does."""
    speaking = Speaking.objects.of(seat.registration).filter(slot=seat.slot_id).first()
    if speaking is None:
        return ""
    return (
        f"{seat.registration} spreekt dan zelf, bij “{speaking.session}”, en kan er niet bij zijn. "
        "Klopt dat niet? Haal die persoon dan eerst weg bij de sprekers."
    )


def give_seat(seat: Seat, *, now, make_room=False) -> None:
    """A place for somebody on the waiting list, out of turn; they hear of it, and need not confirm.

    Full? Then only with one place more, which the coordinator has to choose: nobody else loses theirs.
    """
    # Before the lock: it is no race, see choosing.py.
    if sentence := why_not(seat):
        raise Refused(sentence)
    with changing(seat.registration.edition_id, now=now) as board:
        found = Seat.objects.filter(pk=seat.pk).exclude(state=SeatState.CONFIRMED).first()
        if found is None:
            return
        person = board.registration(found.registration_id)
        _room_for(board, board.of(found.session_id), found, make_room)
        for other in person.seats.filter(slot=found.slot_id, state=SeatState.CONFIRMED):
            board.remove(other)
        board.put(board.of(found.session_id), found, SeatState.CONFIRMED)
        emails.given(person, found, now).send()


def give_day(registration: Registration, *, now, make_room=False) -> None:
    with changing(registration.edition_id, now=now) as board:
        row = board.registration(registration.pk)
        if row.state not in (RegistrationState.WAITING, RegistrationState.OFFERED):
            return
        _room_for(board, board.day, row, make_room)
        row.confirmed_at = now
        board.put(board.day, row, RegistrationState.COMING)
        emails.given(row, None, now).send()


def _resize(board: Board, queue: Queue, capacity):
    taken = queue.owner.taken
    if capacity is not None and capacity < taken:
        # Nobody is silently put out: the coordinator first asks people to go elsewhere.
        raise Refused(
            f"Er {'is al 1 plek' if taken == 1 else f'zijn al {taken} plekken'} bezet. Kies minstens {taken}, of "
            "meld eerst mensen af."
        )
    board.resize(queue, capacity)


def _room_for(board: Board, queue: Queue, row, make_room):
    if queue.has_room or row.offered_until:  # an offer is a place already
        return
    if not make_room:
        sentence = "Er is geen plek vrij. Vink aan dat er een plek bij komt, of maak eerst plaats."
        raise Refused(sentence, field="make_room")
    board.resize(queue, queue.owner.taken + 1)
