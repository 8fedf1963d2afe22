"""Which municipalities are there when these people are: what counts at a meeting is who is represented.

Which municipalities a circle works for, this room does not know: the coalitions tell it (kansrijkestart/wiring.py).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from members.models import Circle, Membership
from province.models import Municipality

# Takes ids of circles and a day, returns {id of a circle: ids of municipalities}.
Places = Callable[[list[int], object], dict[int, list[int]]]
_places: list[Places] = []


def register(places: Places) -> None:
    _places[:] = [places]


@dataclass(frozen=True)
class Map:
    """The municipalities of a meeting, and of each of its people."""

    names: dict[int, str]  # of all of them, in the order of the alphabet
    _of_person: dict[int, set[int]] = field(default_factory=dict)

    def of(self, people: Iterable) -> set[int]:
        """Return the municipalities where at least one of these invitees works."""
        return set().union(*(self._of_person.get(one.pk, ()) for one in people))

    def named(self, places) -> list[str]:
        return [name for pk, name in self.names.items() if pk in places]


def of_meeting(meeting, people, on) -> Map:
    """Somebody stands for the circle they come for; who comes for a table or the network, for their own coalitions."""
    if not _places or not people:
        return Map({})
    coalitions = _coalitions_of(people, on)
    circles = {circle.pk for circle in meeting.circles_on(on)}
    by_circle = _places[0](list(circles.union(*coalitions.values())), on)
    of_person = {pk: set().union(*(by_circle.get(circle, ()) for circle in own)) for pk, own in coalitions.items()}
    everything = set().union(*(by_circle.get(circle, ()) for circle in circles), *of_person.values())
    found = Municipality.objects.existing(on).filter(pk__in=everything)
    return Map(dict(found.values_list("pk", "name")), of_person)


def _coalitions_of(people, on):
    """Return the circles each person stands for."""
    memberships = Membership.objects.current(on).filter(
        user__in=[one.user_id for one in people if one.circle.kind != Circle.Kind.COALITION],
        circle__kind=Circle.Kind.COALITION,
    )
    own = {}
    for user, circle in memberships.values_list("user", "circle"):
        own.setdefault(user, set()).add(circle)
    return {
        one.pk: {one.circle_id} if one.circle.kind == Circle.Kind.COALITION else own.get(one.user_id, set())
        for one in people
    }
