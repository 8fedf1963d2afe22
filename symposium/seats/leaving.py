"""All that somebody has comes free at once: when they stay away, or let an offer for the day lapse."""

from symposium.models import Registration, RegistrationState
from symposium.seats.changing import Board


def take_away(board: Board, row: Registration) -> None:
    """Give every place back, and forget what they told us to be able to come."""
    for seat in row.seats.order_by("pk"):
        board.remove(seat)
    row.wishes.all().delete()
    row.diet = row.access_needs = ""
    row.confirmed_at, row.cancelled_at = None, board.now
    board.put(board.day, row, RegistrationState.CANCELLED)
