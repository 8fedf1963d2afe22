"""What an item of an agenda can be about, in other rooms: a bottleneck, a plan.

A room offers a function that takes a user and a meeting, and returns (heading, [(address, label)]) of what this person
may read. They are connected in kansrijkestart/wiring.py.
"""

from collections.abc import Callable

from members.models import User

Subjects = tuple[str, list[tuple[str, str]]]
_rooms: list[Callable[..., Subjects]] = []


def register(*rooms: Callable[..., Subjects]) -> None:
    _rooms.extend(rooms)


def of(user: User, meeting) -> list[Subjects]:
    """Return the headings under which there is something to choose."""
    return [(heading, subjects) for heading, subjects in (room(user, meeting) for room in _rooms) if subjects]
