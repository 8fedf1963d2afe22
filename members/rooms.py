"""The rooms of a circle: the pages about one coalition or table, which stand in several apps, as one row of links.

`kansrijkestart/wiring.py` registers the functions, in the order in which people see the rooms. A page draws the row
with `{% circle_rooms circle %}`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from members.models import Circle


@dataclass(frozen=True)
class Room:
    label: str
    url: str


Finder = Callable[[Circle, object], Room | None]
_finders: list[Finder] = []


def register(*finders: Finder) -> None:
    """Each takes the circle and the person who looks, and returns None where this person has nothing to find."""
    _finders.extend(finders)


def rooms_of(circle: Circle, user) -> list[Room]:
    return [room for find in _finders if (room := find(circle, user))]


def people(circle: Circle, user) -> Room | None:
    """The room that every circle has, for who may see its people."""
    if user.is_coordinator or {circle.pk, circle.goes_on_in_id} & {*user.circle_ids}:
        return Room("Mensen", circle.get_absolute_url())
    return None
