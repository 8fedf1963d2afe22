"""What somebody typed and did not save, which they cannot reach any more once they have left.

A draft is of its writer alone: it moves to nobody, and nobody else is told that it is there. Apps offer a function
that lists somebody's drafts; `kansrijkestart/wiring.py` registers them. See also: members/models/drafts.py.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from members.models import Handover, User


@dataclass(frozen=True)
class Unfinished:
    """One draft. Without a circle it is reached by everybody who is in the network."""

    label: str
    url: str  # where it is finished or thrown away
    circle_id: int | None


_sources: list[Callable[[User], Iterable[Unfinished]]] = []


def register(*functions: Callable[[User], Iterable[Unfinished]]) -> None:
    _sources.extend(functions)


def lost_by(handover: Handover, user: User, parts) -> list[Unfinished]:
    """What the one who leaves loses with these circles; nothing for who does it in their place."""
    if handover.person_id != user.pk:
        return []
    left = {part.circle_id for part in parts}
    return [one for source in _sources for one in source(user) if one.circle_id in left]
