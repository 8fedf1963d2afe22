"""One line about each room of a coalition, for its page: "4 actiepunten open, waarvan 1 te laat".

A room is there when members/rooms.py says so; what its line says, the app of that room offers here by the label of
the room, connected in `kansrijkestart/wiring.py`. A room without a line stands in the row of rooms only.
"""

from collections.abc import Callable
from dataclasses import dataclass

from members.models import Circle
from members.rooms import Room, rooms_of

# Takes the circle, the person who looks and the day; a constant number of queries.
Line = Callable[[Circle, object, object], str]
_lines: dict[str, Line] = {}


@dataclass(frozen=True)
class Glance:
    room: Room
    line: str


def register(label: str, line: Line) -> None:
    _lines[label] = line


def glances_of(circle: Circle, user, on) -> list[Glance]:
    """Return the rooms this person may enter and that have a line."""
    return [
        Glance(room, _lines[room.label](circle, user, on)) for room in rooms_of(circle, user) if room.label in _lines
    ]
