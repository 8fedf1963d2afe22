"""Moving what people hold, and what happens to it when somebody is gone and chose nobody."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from members import holdings
from members.handover import emails
from members.handover.keepers import Keepers, holds_rightly
from members.holdings import Holding
from members.models import Handover, HandoverItem, HandoverPart, Invitation, Membership, User

LABEL_LENGTH = HandoverItem._meta.get_field("label").max_length


@dataclass(frozen=True)
class Assignment:
    """One thing, who gets it, and for whose acceptance it waits there."""

    holding: Holding
    to: User
    waits_for: Invitation | None = None


def pass_on(user: User, *, by: User | None, now) -> int:
    """Give away whatever this person holds and can no longer look after; return how much that was.

    It goes to the successor whom they chose for that circle, else to another leader of it, else to a coordinator.
    Called by everything that ends a right, in its transaction; the timetable calls it for rights that end by date.
    """
    on = timezone.localdate(now)
    with transaction.atomic():
        person = lock_person(user.pk)
        memberships = list(person.memberships.current(on).select_related("circle"))
        lost = [one for one in holdings.held_by(person) if not holds_rightly(person, memberships, one)]
        assignments = _to_keepers(person, lost, on) if lost else []
        if not assignments:
            return 0
        handover = Handover.objects.create(
            person=person, started_by=by, leaves_on=on, created_at=now, completed_at=now
        )
        carry_out(handover, assignments, by=by, now=now)
        emails.tell_successors(handover, assignments, by=by)
    return len(assignments)


def lock_person(pk):
    """Two who give away the things of one person act one after the other."""
    return User.objects.select_for_update(no_key=True).get(pk=pk)


def _to_keepers(person, lost, on):
    keepers = Keepers({one.circle for one in lost}, on=on, without=person)
    chosen = _chosen_successors(person)
    waiting = _waiting_with(person)
    assignments = []
    for holding in lost:
        to = chosen.get(holding.circle and holding.circle.pk)
        if to is None or not keepers.may_hold(to.pk, holding.circle):
            to = keepers.keeper_of(holding.circle)
        if to is not None:
            assignments.append(Assignment(holding, to, waiting.get((holding.kind, holding.pk))))
    return assignments


def _waiting_with(person):
    """Return what this person only keeps until an invited successor accepts: (kind, number) to the invitation."""
    items = HandoverItem.objects.filter(to=person, waits_for__isnull=False).select_related("waits_for")
    return {(item.kind, item.thing): item.waits_for for item in items}


def _chosen_successors(person):
    """Return who this person chose in an earlier handover, by circle; the latest choice counts."""
    parts = HandoverPart.objects.filter(
        handover__person=person, handover__completed_at__isnull=False, successor__is_active=True
    )
    parts = parts.select_related("successor").order_by("handover__completed_at", "pk")
    return {part.circle_id: part.successor for part in parts}


def carry_out(handover: Handover, assignments: list[Assignment], *, by: User | None, now) -> None:
    """Move it all, and write down what went to whom: one call per person and kind, however much there is."""
    lots: dict[User, list[Holding]] = {}
    for one in assignments:
        lots.setdefault(one.to, []).append(one.holding)
    for to, lot in lots.items():
        holdings.move(lot, to=to, by=by, now=now)
    HandoverItem.objects.bulk_create(
        [
            HandoverItem(
                handover=handover,
                circle=one.holding.circle,
                kind=one.holding.kind,
                thing=one.holding.pk,
                label=one.holding.label[:LABEL_LENGTH],
                url=one.holding.url,
                to=one.to,
                waits_for=one.waits_for,
            )
            for one in assignments
        ],
        batch_size=1000,
    )


def left_behind(on):
    """Return the people who hold something and (also) lost a right: where `pass_on` may have work."""
    memberships = Membership.objects.filter(user=OuterRef("pk"))
    lost_a_right = Q(is_active=False) | Exists(memberships.filter(until__lte=on)) | ~Exists(memberships.current(on))
    return holdings.people_who_hold().filter(lost_a_right)


def gone_with_things(on):
    """Return the people who take no part any more and still hold something: there should be nobody."""
    takes_part = Exists(Membership.objects.current(on).filter(user=OuterRef("pk")))
    return holdings.people_who_hold().filter(Q(is_active=False) | ~takes_part)
