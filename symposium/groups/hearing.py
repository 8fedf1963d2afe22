"""What of the programme somebody of a coalition will hear, and what nobody does: counts, never who chose what."""

from collections import Counter
from dataclasses import dataclass, field

from symposium.models import Edition, Seat, SeatState, Session, TimeSlot, Wish


@dataclass
class Heard:
    """One workshop, with how many of the coalition have a place in it, or ask for one."""

    session: Session
    count: int


@dataclass
class Round:
    slot: TimeSlot
    workshops: list[Heard] = field(default_factory=list)
    # Of who comes: how many chose nothing here yet.
    free: int = 0


def rounds_of(edition: Edition, registrations, *, user) -> list[Round]:
    """Until places are given out fairly it is wishes that count. For members: they read every building block."""
    counts, busy = _counts(edition, registrations)
    sessions = Session.objects.visible_to(user).workshops().filter(edition=edition, cancelled_at=None)
    found = {}
    for session in (
        sessions.exclude(slot=None)
        .select_related("slot", "room", "table", "block")
        .order_by("slot__starts", "title", "pk")
    ):
        session.edition = edition
        round = found.setdefault(session.slot_id, Round(session.slot))
        round.workshops.append(Heard(session, counts[session.pk]))
    for slot, round in found.items():
        round.free = len(registrations) - len(busy.get(slot, ()))
    return list(found.values())


def missed(rounds: list[Round]) -> tuple[list, list]:
    """The building blocks and theme tables that are in the programme and that nobody will hear about."""
    workshops = [one for round in rounds for one in round.workshops]
    return (
        _missed((one.session.block, one.count) for one in workshops),
        _missed((one.session.table, one.count) for one in workshops),
    )


def _missed(subjects):
    total = Counter()
    for subject, count in subjects:
        if subject is not None:
            total[subject] += count
    return [subject for subject, count in total.items() if not count]


def _counts(edition, registrations):
    if edition.is_fair and edition.allocated_at is None:
        rows = Wish.objects.filter(registration__in=registrations)
    else:
        rows = Seat.objects.filter(registration__in=registrations).exclude(state=SeatState.WAITING)
    counts, busy = Counter(), {}
    for session, slot, person in rows.values_list("session", "slot", "registration"):
        counts[session] += 1
        busy.setdefault(slot, set()).add(person)
    return counts, busy
