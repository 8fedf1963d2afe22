"""What waits for somebody, on their start page: what is late first, then what has a day, then the rest.

Apps offer functions `(user, on) -> [(sentence, url), …]`; kansrijkestart/wiring.py lists them. A sentence says what
to do, and its link leads to where it is done. What has to be done by a day has that day as a third value. Nothing
waits? Then the function returns nothing.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from kansrijkestart.wiring import WAITING

SOON = timedelta(days=7)
LATE, WEEK, LATER = "Te laat", "Binnen een week", "Daarna"


@dataclass(frozen=True)
class Item:
    text: str
    url: str
    due: date | None = None

    def group(self, on):
        if self.due is None or self.due > on + SOON:
            return LATER
        return LATE if self.due < on else WEEK


@dataclass(frozen=True)
class Group:
    title: str
    items: list[Item]


def waiting_for(user, on) -> list[Item]:
    """Return what waits, the first day first; what has no day keeps the order of the wiring."""
    found = [Item(*row) for source in WAITING for row in source(user, on)]
    return sorted(found, key=lambda item: item.due or date.max)


def grouped(items, on) -> list[Group]:
    groups = [Group(title, [item for item in items if item.group(on) == title]) for title in (LATE, WEEK, LATER)]
    return [group for group in groups if group.items]
