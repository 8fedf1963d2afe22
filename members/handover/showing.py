"""What a handover looks like afterwards: for who takes over, and for who looks back."""

from collections import Counter
from dataclasses import dataclass

from members import holdings
from members.handover import unfinished
from members.models import Circle, Handover, HandoverItem, Membership
from members.rooms import Room, rooms_of


@dataclass(frozen=True)
class Lot:
    """Things of one kind in one circle."""

    title: str
    circle: Circle | None
    items: list[HandoverItem]


@dataclass(frozen=True)
class Place:
    """A circle that somebody took over, what they are there, and the pages to begin at."""

    circle: Circle
    role_label: str
    rooms: list[Room]


def by_kind(items) -> list[Lot]:
    """Group the things, in the order in which people see the kinds everywhere."""
    lots: dict[tuple, list[HandoverItem]] = {}
    for item in items:
        lots.setdefault((item.kind, item.circle), []).append(item)
    titles = _titles()
    return [
        Lot(titles[kind], circle, found)
        for (kind, circle), found in sorted(
            lots.items(), key=lambda lot: (str(lot[0][1] or ""), list(titles).index(lot[0][0]))
        )
    ]


def places(parts, user) -> list[Place]:
    roles = {membership.circle_id: membership.role_label for membership in user.current_memberships}
    return [Place(part.circle, roles[part.circle_id], rooms_of(part.circle, user)) for part in parts]


def shares(handover: Handover) -> list[tuple]:
    """Who got what: (person, ["Coalitieleider van …", "Actiepunten: 3", …])."""
    titles = _titles()
    got = _roles(handover)
    counted: dict = {}
    rows = handover.items.select_related("to").order_by("pk")
    for item in rows:
        counted.setdefault(item.to, Counter())[titles[item.kind]] += 1
    for to, counts in counted.items():
        got.setdefault(to, []).extend(f"{title}: {number}" for title, number in counts.items())
    return list(got.items())


def _roles(handover):
    """Who became what this person was: {person: ["Coalitieleider van …"]}."""
    parts = handover.parts.filter(passes_role=True, successor__isnull=False).select_related("circle", "successor")
    circles = [part.circle_id for part in parts]
    was = Membership.objects.filter(user=handover.person_id, circle__in=circles).select_related("circle")
    roles = {one.circle_id: one for one in was.exclude(role=Membership.Role.MEMBER).order_by("since", "pk")}
    found: dict = {}
    for part in parts:
        if membership := roles.get(part.circle_id):
            found.setdefault(part.successor, []).append(f"{membership.role_label.capitalize()} van {part.circle}")
    return found


def _titles():
    return {source.kind: source.title for source in (*holdings.sources(), *unfinished.sources())}
