"""What people hold: everything with somebody's name on it as the one who looks after it.

When somebody leaves, all of it goes to others (members/handover/). Apps offer one source per kind of thing, in
`<app>/holdings.py`; `kansrijkestart/wiring.py` registers them. For things with an `owner` there is `Owned`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from django.db.models import Q, QuerySet

from members.models import Circle, Membership, User


@dataclass(frozen=True)
class Holding:
    """One thing somebody holds. Without a circle it belongs to the network as a whole."""

    kind: str
    pk: int
    label: str
    url: str
    circle: Circle | None


class Source(Protocol):
    """One kind of thing. Every method takes a constant number of queries, however much there is."""

    kind: str
    title: str  # Dutch, plural: "Actiepunten"

    def held_by(self, user: User) -> list[Holding]: ...

    def holders(self) -> QuerySet:
        """Return the numbers of everybody who holds anything of this kind, as `values()`: it becomes a subquery."""

    def doubt(self, holding: Holding, to: User) -> str:
        """Return what to say before this goes to this person, when it may not suit them."""

    def move(self, pks: Iterable[int], *, to: User, by: User | None, now) -> int:
        """Put these in the name of `to`, with a row of history where the app keeps history.

        `by` is None when the portal does it by itself, because somebody is gone.
        """


@dataclass(frozen=True)
class Owned:
    """The source for a model with a person in a field `owner`."""

    kind: str
    title: str
    things: Callable[[], QuerySet]  # with select_related for whatever label and url need
    circle: str = ""  # the path to the circle, as in a filter: "circle", "coalition__circle"
    owner: str = "owner"
    label: Callable[[object], str] = str
    url: Callable[[object], str] = lambda thing: thing.get_absolute_url()
    # What to say before this goes to this person, when it may not suit them.
    doubt: Callable[[Holding, User], str] = lambda holding, to: ""

    def held_by(self, user):
        things = self.things().filter(**{self.owner: user})
        if self.circle:
            things = things.select_related(self.circle)
        return [
            Holding(self.kind, thing.pk, self.label(thing), self.url(thing), self._circle_of(thing))
            for thing in things
        ]

    def holders(self):
        return self.things().order_by().filter(**{f"{self.owner}__isnull": False}).values(self.owner)

    def move(self, pks, *, to, by, now):
        return self.things().order_by().filter(pk__in=list(pks)).update(**{self.owner: to})

    def _circle_of(self, thing):
        if not self.circle:
            return None
        for name in self.circle.split("__"):
            thing = getattr(thing, name)
        return thing


_sources: dict[str, Source] = {}


def register(*sources: Source) -> None:
    """In the order in which people see the kinds."""
    for source in sources:
        _sources[source.kind] = source


def sources() -> list[Source]:
    return list(_sources.values())


def source(kind: str) -> Source:
    return _sources[kind]


def held_by(user: User) -> list[Holding]:
    """Everything this person holds, kind by kind."""
    return [holding for one in sources() for holding in one.held_by(user)]


def people_who_hold() -> QuerySet:
    """Return everybody who holds anything, in one query."""
    holds = Q(pk__in=[])
    for one in sources():
        holds |= Q(pk__in=one.holders())
    return User.objects.filter(holds)


def move(holdings: Iterable[Holding], *, to: User, by: User | None, now) -> int:
    """Move a mixed lot: one call per kind. The caller holds the transaction."""
    by_kind: dict[str, list[int]] = {}
    for holding in holdings:
        by_kind.setdefault(holding.kind, []).append(holding.pk)
    return sum(source(kind).move(pks, to=to, by=by, now=now) for kind, pks in by_kind.items())


def who_may_hold(circle: Circle | None, on):
    """Return the people who can look after a thing of this circle: who works in it, and the coordinators."""
    current = Membership.objects.current(on)
    if circle is not None:
        is_coordinator = Q(circle__kind=Circle.Kind.NETWORK, role=Membership.Role.LEADER)
        works_there = Q(circle=circle) & ~Q(role=Membership.Role.READER)
        current = current.filter(works_there | is_coordinator)
    return User.objects.filter(is_active=True, pk__in=current.values("user"))
