"""What somebody typed and did not save, which they cannot reach any more once they have left.

A draft is of its writer alone, until they say themselves who goes on with it: then it moves with the rest. Who hands
over in somebody's place is not told that there is any. Apps offer a source per kind of draft, in
`<room>/unfinished.py`; `kansrijkestart/wiring.py` registers them. See also:
giving_along.py, members/models/drafts.py.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from members.models import User


@dataclass(frozen=True)
class Unfinished:
    """One draft. Without a circle it is reached by everybody who is in the network."""

    pk: int
    label: str
    url: str  # where it is finished or thrown away
    circle_id: int | None
    for_leaders: bool = False  # only who leads the circle can finish it


@dataclass(frozen=True)
class Source:
    """One kind of draft."""

    kind: str
    title: str  # Dutch, plural
    drafts_of: Callable[[User], Iterable[Unfinished]]
    give: Callable  # (pk, to): move it; a second one at the same place is refused by the database
    as_text: Callable  # (pk): what it says, for people


_sources: list[Source] = []


def register(*sources: Source) -> None:
    _sources.extend(sources)


def sources() -> list[Source]:
    return _sources
