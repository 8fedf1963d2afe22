"""How a plan is laid out: what is late and what is for this week first, then by month, then what is over."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils.formats import date_format

from actions.models import ActionPoint
from actions.models.points import State, last_day_of_week


@dataclass
class Group:
    key: str  # also the anchor on the page
    title: str
    is_over: bool = False  # folded: done and dropped come last, for who wants to look back
    points: list[ActionPoint] = field(default_factory=list)


def groups(points: Iterable[ActionPoint], on: date) -> list[Group]:
    """Return the groups that hold anything; the points come `in_order`."""
    found: dict[str, Group] = {}
    for point in points:
        key, title, is_over = _place(point, on)
        found.setdefault(key, Group(key, title, is_over)).points.append(point)
    return list(found.values())


def _place(point, on):
    if not point.is_open:
        return point.state.value, point.state.label.capitalize(), True
    if point.is_overdue(on):
        return "te-laat", "Te laat", False
    if point.due_on <= last_day_of_week(on):
        return "deze-week", "Deze week", False
    return f"{point.due_on:%Y-%m}", date_format(point.due_on, "F Y").capitalize(), False


@dataclass
class Column:
    """One column of the board."""

    state: State
    points: list[ActionPoint]


def columns(points: Iterable[ActionPoint]) -> list[Column]:
    points = list(points)
    return [Column(state, [point for point in points if point.state == state]) for state in State]


@dataclass
class Chapter:
    """One pillar of the plan of a year."""

    title: str
    points: list[ActionPoint]


def chapters(points: Iterable[ActionPoint], pillars) -> list[Chapter]:
    """Return the pillars that hold anything, what is for all of them first, each by date."""
    points = sorted(points, key=lambda point: (point.due_on, point.pk))
    heads = [(None, "Alle pijlers"), *((pillar.pk, pillar.name) for pillar in pillars)]
    found = [Chapter(title, [point for point in points if point.pillar_id == pillar]) for pillar, title in heads]
    return [chapter for chapter in found if chapter.points]


@dataclass
class Month:
    first_day: date
    cells: list[tuple[str, list[ActionPoint]]]  # per pillar: its name and its points
    is_now: bool

    @property
    def count(self):
        return sum(len(points) for _, points in self.cells)


def months(points: Iterable[ActionPoint], *, year: int, pillars, on: date) -> list[Month]:
    """Return the twelve months of the year; a point without a pillar is for all of them."""
    heads = [*((pillar.pk, pillar.name) for pillar in pillars), (None, "Alle pijlers")]
    points = sorted(points, key=lambda point: (point.due_on, point.pk))
    return [
        Month(
            date(year, month, 1),
            [
                (name, [p for p in points if p.due_on.month == month and p.pillar_id == pillar])
                for pillar, name in heads
            ],
            (on.year, on.month) == (year, month),
        )
        for month in range(1, 13)
    ]
