"""Coming to the symposium, or not: the place for the day itself. Through the same lock as all other places."""

from django.db.models import Q

from members.refused import Refused
from symposium.models import Edition, Registration, RegistrationState
from symposium.registering import emails
from symposium.seats import deadlines
from symposium.seats.changing import Board, changing
from symposium.seats.leaving import take_away

COMING, OFFERED, WAITING = RegistrationState.COMING, RegistrationState.OFFERED, RegistrationState.WAITING
STANDING = (COMING, OFFERED, WAITING)
BEGUN = "Het symposium is al begonnen."


class Closed(Refused):
    """Registration is not open."""


def find(edition: Edition, *, email: str, user=None) -> Registration | None:
    """Return the registration of this person, also one that was cancelled; what they have by account goes first."""
    rows = Registration.objects.filter(edition=edition)
    by_account = rows.filter(user=user).first() if user else None
    return by_account or rows.filter(~Q(email=""), email=email.strip().lower()).first()


def standing(edition: Edition, user) -> Registration | None:
    """Return the registration of somebody with an account, unless they stay away."""
    found = find(edition, email=user.email, user=user)
    return found if found and found.state in STANDING else None


def join(edition: Edition, *, email, now, user=None, **details) -> Registration:
    """Come, or stand on the waiting list of the day. Who is registered already, stays so as they were."""
    with changing(edition.pk, now=now) as board:
        if not board.edition.takes_registrations(now):
            raise Closed("Aanmelden kan nu niet.")
        row = find(board.edition, email=email, user=user)
        if row and row.state in STANDING:
            return row
        # Whoever put them on the list before: now they are there by their own choice.
        row = place(board, row, email=email, user=user, registered_by=None, **details)
        emails.registered(row, now).send()
        return row


def place(board: Board, row: Registration | None = None, *, email, user=None, **details) -> Registration:
    """Write down who comes, and give them a place for the day, or the last one of those who wait."""
    row = _written(row, board, email=email, user=user, **details)
    _place(board, row, COMING if board.is_free(board.day) else WAITING)
    return row


def walk_in(edition: Edition, *, email, now, **details) -> Registration:
    """Somebody stands before the door: they are there, so there is a place, and nobody asks for a code.

    Who gave an address gets the link to their day, with their certificate.
    """
    with changing(edition.pk, now=now) as board:
        row = find(board.edition, email=email)
        if row and row.state == COMING:
            return row
        if not row or row.state not in STANDING:
            row = _written(row, board, email=email, **details)
        give_room(board)
        _place(board, row, COMING)
        if row.email:
            emails.walked_in(row).send()
        return row


def come(registration: Registration, *, now) -> Registration:
    """Say yes to a place that came free."""
    with changing(registration.edition_id, now=now) as board:
        row = board.registration(registration.pk)
        if row.state == COMING:
            return row
        if row.state != OFFERED or now >= row.offered_until:
            raise Refused("Deze plek is er niet meer voor jou: de tijd om ja te zeggen is voorbij.")
        _place(board, row, COMING)
        emails.registered(row, now).send()
        return row


def cancel(registration: Registration, *, now) -> None:
    """Stay away: every place goes to who waits for it. Twice is once."""
    with changing(registration.edition_id, now=now) as board:
        row = board.registration(registration.pk)
        if row.state not in STANDING:
            return
        if deadlines.has_begun(board.edition, now):
            raise Refused(BEGUN)
        take_away(board, row)
        emails.cancelled(row, can_come_back=board.edition.takes_registrations(now)).send()


def give_room(board: Board) -> None:
    """One more than there were places; only where a person decides so."""
    if not board.day.has_room:
        board.resize(board.day, board.edition.taken + 1)


def _written(row, board, *, email, user=None, **details):
    row = row or Registration(edition=board.edition, email=email.strip().lower(), created_at=board.now)
    for field, value in details.items():
        setattr(row, field, value)
    row.user = row.user or user
    return row


def _place(board, row, state):
    row.cancelled_at = None
    row.confirmed_at = board.now if state == COMING else None
    board.put(board.day, row, state)
