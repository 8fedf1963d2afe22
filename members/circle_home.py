"""Where a circle lives: the page of its coalition or its table, which stand on higher floors.

`kansrijkestart/wiring.py` registers one function per kind of circle; without it a circle has no home.
"""

from collections.abc import Callable
from dataclasses import dataclass

from members.models import Circle


@dataclass(frozen=True)
class Home:
    """A link: what it says, and where it goes."""

    label: str
    url: str


_finders: dict[str, Callable[[Circle], Home | None]] = {}


def register(kind: Circle.Kind, find: Callable[[Circle], Home | None]) -> None:
    _finders[kind] = find


def home_of(circle: Circle) -> Home | None:
    find = _finders.get(circle.kind)
    return find(circle) if find else None
