"""Who stands on the list at the door, and the numbers of the day."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.timezone import localtime

from language.sorting import sort_key
from symposium import codes
from symposium.entrance import tickets
from symposium.models import Presence, Registration, Seat, SeatState, Session, SessionKind


@dataclass(frozen=True)
class Person:
    """One line: no more than somebody at the door needs to find a name and point to a room."""

    code: str
    name: str
    seats: list[str]
    since: str  # empty while they are not in

    @property
    def plain_code(self):
        return codes.plain(self.code)


def people(edition, session=None) -> list[Person]:
    """Return the line of everybody who comes, or of who has a seat at this session; three queries."""
    coming = Registration.objects.coming().filter(edition=edition)
    if session and session.is_workshop:
        seated = Q(seats__session=session, seats__state=SeatState.CONFIRMED)
        coming = coming.filter(seated | Q(presences__session=session)).distinct()
    seats = {}
    confirmed = Seat.objects.filter(registration__edition=edition, state=SeatState.CONFIRMED)
    for seat in confirmed.select_related("session__room", "slot").order_by("slot__starts", "pk"):
        seats.setdefault(seat.registration_id, []).append(where(seat.session))
    moments = Presence.objects.filter(registration__edition=edition, session=session)
    since = {pk: f"{localtime(at):%-H.%M}" for pk, at in moments.values_list("registration_id", "scanned_at")}
    found = [
        Person(tickets.code_of(one), one.name, seats.get(one.pk, []) if session is None else [], since.get(one.pk, ""))
        for one in coming
    ]
    return sorted(found, key=lambda person: sort_key(person.name))


def where(session):
    return f"{session.title} ({session.room})" if session.room else session.title


def sessions(edition):
    """Return the sessions with a door of their own, with how many are in and how many have a seat."""
    placed = Session.objects.filter(edition=edition, slot__isnull=False, cancelled_at=None)
    placed = placed.exclude(kind=SessionKind.BREAK).select_related("slot", "room")
    return placed.annotate(
        # As on the page of the places: what somebody may still say yes to is nobody else's.
        seated=Count("seats", filter=Q(seats__state__in=[SeatState.CONFIRMED, SeatState.OFFERED]), distinct=True),
        present=Count("presences", distinct=True),
    ).order_by("slot__starts", "title", "pk")


def numbers(edition):
    """Return how many come and how many are in."""
    return (
        Registration.objects.coming()
        .filter(edition=edition)
        .aggregate(
            coming=Count("pk", distinct=True),
            present=Count("pk", filter=Q(presences__session=None, presences__isnull=False), distinct=True),
        )
    )
