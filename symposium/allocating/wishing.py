"""What somebody would like to hear: kept as a whole per slot, until the last moment for it."""

from django.db import transaction

from members.refused import Refused
from symposium.models import Edition, Registration, RegistrationState, Session, TimeSlot, Wish
from symposium.seats import locking

MOST = 3
CLOSED = "De wensen zijn gesloten: de plekken worden verdeeld, of zijn dat al. Op jouw pagina zie je wat je kreeg."


def rounds(edition: Edition) -> list[tuple[TimeSlot, list[Session]]]:
    """The slots in which there is something to choose."""
    found = {}
    sessions = edition.sessions.workshops().filter(cancelled_at=None).exclude(slot=None)
    for session in sessions.select_related("slot", "room").order_by("slot__starts", "title"):
        found.setdefault(session.slot, []).append(session)
    return [(slot, sessions) for slot, sessions in found.items() if len(sessions) > 1]


def is_open(edition: Edition, now) -> bool:
    return edition.is_fair and edition.allocated_at is None and now < edition.wishes_until


def wishes_of(registration: Registration) -> dict[int, list[int]]:
    """{slot: [session, ...]}, best first."""
    found = {}
    for slot, session in registration.wishes.order_by("rank").values_list("slot", "session"):
        found.setdefault(slot, []).append(session)
    return found


@transaction.atomic
def keep(registration: Registration, wishes: dict[int, list[int]], *, now) -> None:
    """Replace the wishes for the slots that are named; the others stay.

    Under the lock of the places: no wish comes in while they are given out.
    """
    edition = locking.lock(registration.edition_id)
    state = Registration.objects.values_list("state", flat=True).get(pk=registration.pk)
    if state == RegistrationState.CANCELLED or not is_open(edition, now):
        raise Refused(CLOSED)
    registration.wishes.filter(slot__in=wishes).delete()
    Wish.objects.bulk_create(
        Wish(registration=registration, slot_id=slot, session_id=session, rank=rank)
        for slot, sessions in wishes.items()
        for rank, session in enumerate(sessions, 1)
    )
