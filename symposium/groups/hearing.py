"""What of the programme somebody of a coalition will hear, and what nobody does: never who chose what.

A leader knows who comes. So of a round nothing is shown while one other chose in it, or all chose the same: that would
tell where somebody goes. Of two who go to different workshops it does not, and from small coalitions no more come. And
then whether somebody goes there, not how many.
"""

from dataclasses import dataclass, field

from django.db.models import Q

from symposium.models import Edition, Registration, Seat, SeatState, Session, TimeSlot, Wish


@dataclass
class Heard:
    """One workshop, with whether somebody of the coalition has a place in it, or asks for one."""

    session: Session
    is_heard: bool


@dataclass
class Round:
    slot: TimeSlot
    # Whether nothing of it tells what one person chose.
    is_shown: bool
    # Of who comes: whether somebody chose nothing here yet.
    is_open: bool
    workshops: list[Heard] = field(default_factory=list)


def rounds_of(edition: Edition, registrations, *, user) -> list[Round]:
    """Until places are given out fairly it is wishes that count. For members: they read every building block."""
    chosen = _chosen(edition, registrations)
    me = Registration.objects.filter(Q(user=user) | Q(email=user.email), pk__in=registrations)
    own = me.values_list("pk", flat=True).first()
    sessions = Session.objects.visible_to(user).workshops().filter(edition=edition, cancelled_at=None)
    found = {}
    for session in (
        sessions.exclude(slot=None)
        .select_related("slot", "room", "table", "block")
        .order_by("slot__starts", "title", "pk")
    ):
        session.edition = edition
        if session.slot_id not in found:
            found[session.slot_id] = _round(session.slot, chosen.get(session.slot_id, {}), own, len(registrations))
        is_heard = any(session.pk in sessions for sessions in chosen.get(session.slot_id, {}).values())
        found[session.slot_id].workshops.append(Heard(session, is_heard))
    return list(found.values())


def missed(rounds: list[Round]) -> tuple[list, list]:
    """The building blocks and theme tables that are in the programme and that nobody will hear about, as far as that
    may be told.
    """
    workshops = [(one, round.is_shown) for round in rounds for one in round.workshops]
    return (
        _missed((one.session.block, one.is_heard or not is_shown) for one, is_shown in workshops),
        _missed((one.session.table, one.is_heard or not is_shown) for one, is_shown in workshops),
    )


def _round(slot, chosen, own, count):
    others = [sessions for person, sessions in chosen.items() if person != own]
    is_shown = not others or (len(others) > 1 and len(set().union(*others)) > 1)
    return Round(slot, is_shown, is_open=len(chosen) < count)


def _missed(subjects):
    found = {}
    for subject, is_heard in subjects:
        if subject is not None:
            found[subject] = found.get(subject, False) or is_heard
    return [subject for subject, is_heard in found.items() if not is_heard]


def _chosen(edition, registrations):
    """{slot: {person: {session, ...}}}"""
    if edition.is_fair and edition.allocated_at is None:
        rows = Wish.objects.filter(registration__in=registrations)
    else:
        rows = Seat.objects.filter(registration__in=registrations).exclude(state=SeatState.WAITING)
    found = {}
    for session, slot, person in rows.values_list("session", "slot", "registration"):
        found.setdefault(slot, {}).setdefault(person, set()).add(session)
    return found
