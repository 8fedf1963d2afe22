"""An offer that nobody said yes to in time passes on to who is next. Who let it lapse hears so, and can come back."""

from symposium.models import Edition, Registration, RegistrationState, Seat, SeatState
from symposium.seats import emails
from symposium.seats.changing import changing
from symposium.seats.leaving import take_away


def lapse_due(now) -> int:
    """Return how many lapsed. Asked again under the lock: by then somebody may have said yes."""
    seats = Seat.objects.filter(state=SeatState.OFFERED, offered_until__lte=now)
    people = Registration.objects.filter(state=RegistrationState.OFFERED, offered_until__lte=now)
    editions = Edition.objects.filter(pk__in=seats.values("registration__edition")) | Edition.objects.filter(
        pk__in=people.values("edition")
    )
    return sum(lapse(pk, now=now) for pk in editions.distinct().order_by("pk").values_list("pk", flat=True))


def lapse(edition_pk, *, now) -> int:
    with changing(edition_pk, now=now) as board:
        seats, people = due_seats(edition_pk, now), due_people(edition_pk, now)
        for seat in seats:
            emails.lapsed(seat.registration, seat).send()
            board.remove(seat)
        for row in people:
            emails.lapsed(row, None, can_come_back=board.edition.takes_registrations(now)).send()
            take_away(board, row)
        return len(seats) + len(people)


def due_seats(edition_pk, now):
    due = Seat.objects.filter(registration__edition=edition_pk, state=SeatState.OFFERED, offered_until__lte=now)
    return list(due.select_related("registration__edition", "session").order_by("pk"))


def due_people(edition_pk, now):
    due = Registration.objects.filter(edition=edition_pk, state=RegistrationState.OFFERED, offered_until__lte=now)
    return list(due.select_related("edition").order_by("pk"))
