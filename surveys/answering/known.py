"""What the portal already knows about a circle: shown beside the questions, so that nobody is asked for it.

Rooms offer a function; kansrijkestart/wiring.py registers it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Fact:
    text: str
    url: str
    label: str  # what the link leads to


# Takes the circle, the person who looks and the day; gives text, address and label in a constant number of queries.
Source = Callable[[object, object, object], Iterable[tuple[str, str, str]]]
_sources: list[Source] = []


def register(*sources: Source) -> None:
    _sources.extend(sources)


def facts(circle, user, on) -> list[Fact]:
    return [Fact(*said) for source in _sources for said in source(circle, user, on)]
