"""The draft of a handover: what somebody holds, and who gets which part of it."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from members import holdings
from members.handover.keepers import Keepers
from members.handover.passing import Assignment, lock_person
from members.holdings import Holding
from members.models import Circle, Handover, HandoverChoice, HandoverPart, Membership, User


@dataclass
class KindPlan:
    """One kind of thing in one circle, with who gets each."""

    kind: str
    title: str
    things: list[Holding] = field(default_factory=list)
    items: list[Assignment] = field(default_factory=list)  # the things for which somebody was chosen

    @property
    def without(self):
        return len(self.things) - len(self.items)

    @property
    def doubts(self):
        """What to say about who gets what, before it is done."""
        source = holdings.source(self.kind)
        found = (source.doubt(item.holding, item.to) for item in self.items)
        return list(dict.fromkeys(filter(None, found)))

    @property
    def shares(self):
        """Who gets how many of these, in the order of the things."""
        return list(Counter(item.to for item in self.items).items())


@dataclass
class PartPlan:
    """One circle that somebody leaves."""

    part: HandoverPart
    membership: Membership | None
    people: list[tuple[int, str]]
    kinds: list[KindPlan]
    other_leader: User | None
    keeper: User | None  # who looks after it until an invited successor accepts

    @property
    def count(self):
        return sum(len(kind.things) for kind in self.kinds)

    @property
    def is_divided(self):
        return not any(kind.without for kind in self.kinds)

    @property
    def special_role(self):
        """The membership, when somebody else has to take the role over: leader, data editor, board reader."""
        plain = self.membership is None or self.membership.role == Membership.Role.MEMBER
        return None if plain else self.membership

    @property
    def role_to(self):
        """Who becomes what this person was."""
        return self.part.successor if self.special_role and self.part.passes_role else None

    @property
    def leaves_without_leader(self):
        """Whether the circle has nobody to lead it after this."""
        is_leader = self.membership is not None and self.membership.role == Membership.Role.LEADER
        return is_leader and self.other_leader is None and self.role_to is None


@dataclass
class Plan:
    parts: list[PartPlan]
    stays: list[Circle]  # the circles that somebody does not leave

    @property
    def count(self):
        return sum(part.count for part in self.parts)

    @property
    def is_divided(self):
        return all(part.is_divided for part in self.parts)

    @property
    def assignments(self):
        return [item for part in self.parts for kind in part.kinds for item in kind.items]


def leavable(person: User, on) -> list[Circle]:
    """Return the circles this person can leave: those they are in, and those whose things are in their name."""
    circles = {one.circle for one in _memberships(person, on).values()}
    circles |= {holding.circle for holding in holdings.held_by(person) if holding.circle}
    return sorted(circles, key=lambda circle: (circle.kind, circle.sort_name))


def count_held(membership: Membership, on) -> int:
    """Return how many things this person looks after in this circle."""
    if not membership.is_current(on):
        return 0
    return sum(one.circle == membership.circle for one in holdings.held_by(membership.user))


def start(person: User, circles: list[Circle], *, leaves_on: date, by: User, now) -> Handover:
    """Begin a draft; return the one that is there already, when there is one."""
    on = timezone.localdate(now)
    with transaction.atomic():
        lock_person(person.pk)
        draft = person.handovers.drafts().first()
        if draft:
            return draft
        draft = Handover.objects.create(person=person, started_by=by, leaves_on=leaves_on, created_at=now)
        keepers = Keepers(circles, on=on, without=person)
        leaves_all = set(_memberships(person, on)) <= {circle.pk for circle in circles}
        # Who leaves everything, hands over what belongs to the network as a whole too; of that a leader of one circle,
        # who does it for somebody, decides nothing: it goes to a coordinator (passing.pass_on).
        takes_all = leaves_all and (by == person or by.is_coordinator)
        for circle in [*circles, *([None] if takes_all else [])]:
            HandoverPart.objects.create(
                handover=draft,
                circle=circle,
                successor=keepers.proposed_for(circle),
                passes_role=keepers.leader_of(circle) is None,
            )
    return draft


def plan_of(handover: Handover, on) -> Plan:
    """What the person holds now, and where it goes by what was chosen. A constant number of queries."""
    parts = list(handover.parts.select_related("circle", "successor", "invitation"))
    keepers = Keepers([part.circle for part in parts], on=on, without=handover.person)
    choices = _choices(handover)
    memberships = _memberships(handover.person, on)
    held = holdings.held_by(handover.person)
    plans = []
    for part in parts:
        own = [one for one in held if (one.circle and one.circle.pk) == part.circle_id]
        if not own and part.circle is None:
            continue  # nothing of the network as a whole: there is nothing to ask about it
        plans.append(
            PartPlan(
                part=part,
                membership=memberships.get(part.circle_id),
                people=people_of(part, keepers),
                kinds=_kinds(part, own, choices, keepers),
                other_leader=keepers.leader_of(part.circle) if part.circle else None,
                keeper=keepers.keeper_of(part.circle),
            )
        )
    leaves = {part.circle_id for part in parts}
    return Plan(plans, [one.circle for one in memberships.values() if one.circle_id not in leaves])


def choose(part: HandoverPart, kind: str, chosen: dict[int | None, User | None]) -> None:
    """Remember who gets these things of one kind; the number None is the whole kind, nobody is "as the rest"."""
    with transaction.atomic():
        part.choices.filter(Q(thing=None) | Q(thing__in=[pk for pk in chosen if pk]), kind=kind).delete()
        HandoverChoice.objects.bulk_create(
            HandoverChoice(part=part, kind=kind, thing=thing, to=to) for thing, to in chosen.items() if to
        )


def _memberships(person, on):
    return {one.circle_id: one for one in person.memberships.current(on).select_related("circle")}


def _choices(handover):
    choices = HandoverChoice.objects.filter(part__handover=handover).select_related("to")
    return {(one.part_id, one.kind, one.thing): one.to for one in choices}


def people_of(part, keepers):
    """Return who can be chosen: the people of the circle, who leads it first, and the coordinators."""
    people = {m.user_id: f"{m.user.shown_name}, {m.role_label}" for m in keepers.members_of(part.circle)}
    for membership in keepers.coordinator_memberships if part.circle else keepers.memberships:
        people.setdefault(membership.user_id, _elsewhere(membership))
    return list(people.items())


def _elsewhere(membership):
    return f"{membership.user.shown_name}, {membership.role_label} ({membership.circle})"


def _kinds(part, own, choices, keepers):
    kinds = []
    for source in holdings.sources():
        things = [one for one in own if one.kind == source.kind]
        if not things:
            continue
        assigned = [_assign(part, holding, choices, keepers) for holding in things]
        kinds.append(KindPlan(source.kind, source.title, things, [one for one in assigned if one]))
    return kinds


def _assign(part, holding: Holding, choices, keepers):
    chosen = choices.get((part.pk, holding.kind, holding.pk)) or choices.get((part.pk, holding.kind, None))
    for to in (chosen, part.successor):
        # Somebody who was chosen may have left since.
        if to is not None and keepers.may_hold(to.pk, part.circle):
            return Assignment(holding, to)
    keeper = keepers.keeper_of(part.circle)
    if part.invites and keeper:
        return Assignment(holding, keeper, part.invitation)
    return None
