"""People who were together somewhere, so that a round can ask all of them: a meeting, a day.

Rooms that know of such gatherings offer a source; kansrijkestart/wiring.py connects them. Who was there is asked when
it matters, before the round goes out and at the moment it opens, and never copied: attendance may come in later.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from members.sources import query_of


@dataclass(frozen=True)
class Source:
    """`recent(on)` yields (label, address of its page); `people(address)` returns (number of the account or None,
    e-mail address of who has none) of everybody who was there, and nothing for a page that is not of this room."""

    recent: Callable[[date], Iterable[tuple[str, str]]]
    people: Callable[[str], Iterable[tuple[int | None, str]]]


_sources: list[Source] = []


def register(*sources: Source) -> None:
    _sources.extend(sources)


def recent(on) -> list[tuple[str, str]]:
    return [one for source in _sources for one in source.recent(on)]


def people(url: str) -> list[tuple[int | None, str]]:
    return [one for source in _sources for one in source.people(url)] if url else []


def ask_about(user, label: str, url: str):
    """What the page of a gathering offers: (text, address), or None for who sends no rounds."""
    if not user.is_coordinator:
        return None
    return "Vraag de mensen die er waren hoe het was", reverse("surveys:round_create", query=query_of(label, url))
