"""What the coordinator keeps an eye on: one screen per concern, one click to act.

A `Concern` says how much there is and what; kansrijkestart/wiring.py connects them, in the order on the page.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

# More than a screenful is not looked at; what is left comes up when this is done.
MOST = 50


@dataclass(frozen=True)
class Row:
    title: str
    url: str
    line: str  # why it is here
    action: str  # what the button says
    action_url: str
    posts: bool = False  # the button does it at once


@dataclass(frozen=True)
class Concern:
    slug: str
    title: str
    what: str  # why one would look at it
    nothing: str  # what it says when there is nothing
    find: Callable  # (now) -> a queryset, in the order of the page
    row: Callable  # (thing, now) -> Row

    def count(self, now) -> int:
        return self.find(now).count()

    def rows(self, now) -> Iterable[Row]:
        return [self.row(thing, now) for thing in self.find(now)[:MOST]]


_concerns: list[Concern] = []


def register(*concerns: Concern) -> None:
    _concerns.extend(concerns)


def every() -> list[Concern]:
    return list(_concerns)


def named(slug: str) -> Concern | None:
    return next((concern for concern in _concerns if concern.slug == slug), None)
