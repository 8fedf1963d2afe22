"""What somebody would like to hear: kept as a whole per slot, until the last moment for it.

A workshop that moves takes its wishes along, and one that does not go on loses them: ranks stay 1, 2, 3 without gaps.
"""

from enum import StrEnum

from django.db import transaction
from django.db.models import Count

from members.refused import Refused
from symposium.models import Edition, Registration, RegistrationState, Session, TimeSlot, Wish
from symposium.seats import deadlines, locking

MOST = 3
CHANGED = "Het programma is net veranderd. Je wensen zijn nog zoals ze waren. Kijk hieronder wat er nu te kiezen is."
CLOSED = "De wensen zijn gesloten: de plekken worden verdeeld, of zijn dat al. Op jouw pagina zie je wat je kreeg."


class Stage(StrEnum):
    """How far the wishes of an edition are, as long as they count."""

    SOON = "soon"  # until there is a programme to choose from
    OPEN = "open"
    CLOSED = "closed"  # and the places are not given yet


def stage_of(edition: Edition, now) -> Stage | None:
    """None where nobody gives wishes: first come, or the places are given, or the day has begun."""
    if not edition.is_fair or edition.allocated_at or deadlines.has_begun(edition, now):
        return None
    if not is_open(edition, now):
        return Stage.CLOSED
    return Stage.OPEN if edition.has_programme else Stage.SOON


def given(registration: Registration) -> list[tuple[TimeSlot, list[Session]]]:
    """What somebody wished, best first, in the order of the day."""
    found = {}
    for wish in registration.wishes.select_related("slot", "session").order_by("slot__starts", "rank"):
        found.setdefault(wish.slot, []).append(wish.session)
    return list(found.items())


def rounds(edition: Edition) -> list[tuple[TimeSlot, list[Session]]]:
    """The slots in which there is something to choose; nothing until everybody reads the programme."""
    if not edition.has_programme:
        return []
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
    if not _are_there(wishes):
        raise Refused(CHANGED)
    registration.wishes.filter(slot__in=wishes).delete()
    Wish.objects.bulk_create(
        Wish(registration=registration, slot_id=slot, session_id=session, rank=rank)
        for slot, sessions in wishes.items()
        for rank, session in enumerate(sessions, 1)
    )


def _are_there(wishes):
    """Whether every workshop still is where it was when the page was drawn."""
    asked = {(slot, session) for slot, sessions in wishes.items() for session in sessions}
    found = Session.objects.filter(pk__in=[session for _, session in asked], cancelled_at=None)
    return set(found.values_list("slot", "pk")) == asked


def too_many(session: Session, slot: TimeSlot) -> int:
    """How many people would have more wishes than one can give, if this workshop moved to that slot."""
    full = Wish.objects.filter(slot=slot, registration__wishes__session=session).exclude(session=session)
    return full.values("registration").annotate(number=Count("pk")).filter(number__gte=MOST).count()


def ranks_of(session: Session) -> dict[int, int]:
    """Which wish it is of whom."""
    return dict(session.wishes.values_list("registration", "rank"))


def moved(session: Session, ranks: dict[int, int]) -> None:
    """Say this after it moved to another slot, where the wishes for it went along: there each comes behind what that
    person wished already, and what they wished where it was moves up. Who is in `ranks` gets it back as that wish.

    One too many (see `too_many`) goes: say it then only when the places are given, and wishes are history.
    """
    _renumber(who_wished(session), placed=session, ranks=ranks)


def withdraw(session: Session) -> list[Registration]:
    """Take the wishes for it away; the others of the same people move up. Return who those people are."""
    people = who_wished(session)
    session.wishes.all().delete()
    _renumber(people)
    return people


def who_wished(session: Session) -> list[Registration]:
    wished = Registration.objects.filter(wishes__session=session)
    return list(wished.select_related("edition", "user").order_by("pk"))


def _renumber(people, *, placed=None, ranks=None):
    """Number the wishes of these people from one in every slot, in the order they are in; `placed` comes where it was
    by `ranks`, or at the end.
    """

    def order(wish):
        is_placed = placed is not None and wish.session_id == placed.pk
        # Right before what took its number.
        return ranks.get(wish.registration_id, MOST + 1) - 0.5 if is_placed else wish.rank

    numbers, changed, over = {}, [], []
    for wish in sorted(Wish.objects.filter(registration__in=people), key=order):
        place = wish.registration_id, wish.slot_id
        numbers[place] = numbers.get(place, 0) + 1
        if numbers[place] > MOST:
            over.append(wish.pk)
        elif wish.rank != numbers[place]:
            wish.rank = numbers[place]
            changed.append(wish)
    Wish.objects.filter(pk__in=over).delete()
    Wish.objects.bulk_update(changed, ["rank"])
