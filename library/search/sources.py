"""What apps offer to the search index: what there is to find, what stands in it, and the queryset that says who may.

Each app has its sources in a file of its own (`searchable.py`); kansrijkestart/wiring.py registers them. A migration
of the app watches the tables (library_search_watch), so that every change finds its way here.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet


@dataclass(frozen=True)
class Part:
    """A thing as it is found, or one page of it; the number of the page is `number`, and 0 is the thing itself."""

    title: str
    url: str
    moment: datetime.datetime
    text: str = ""
    # The row that holds `text` when that is long, so that the index keeps no copy of it. See also: Source.bodies.
    body: int | None = None
    # What it is one result with: the conversation of a reply. By itself the thing.
    group: int | None = None
    # What it is found by, but what nobody reads under it: former names, places.
    also: str = ""
    # A few words behind the title: where, of whom.
    context: str = ""
    # From when it stands below what holds, and why: "vervallen", "vervangen".
    low_from: datetime.date | None = None
    note: str = ""
    number: int = 0
    # False where the title is that of something else that is found by it: the topic of a reply.
    is_found_by_title: bool = True


@dataclass(frozen=True)
class Source:
    """One kind of thing that can be found."""

    kind: str
    singular: str
    label: str
    # Everything that may ever be found, ready to be read (select_related): from this the index is made.
    objects: Callable[[], QuerySet]
    # What this person may see now. Asked at every look; the index never decides.
    visible_to: Callable[..., QuerySet]
    parts: Callable[..., Iterable[Part]]
    # The rows that `Part.body` points at, each with a field `text`, and how such a text is read.
    bodies: Callable[[], QuerySet] | None = None
    read: Callable[[str], str] = str
    # What `Part.also` is, for who wonders why something was found: "... staat bij de gemeenten".
    beside: str = "de gegevens die erbij horen"


# Of what stopped holding on a day that we do not know.
ALWAYS = datetime.date(2000, 1, 1)
# When something was last news that carries no moment of its own.
FIRST_DAY = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)

sources: dict[str, Source] = {}


def register(*more):
    """In the order in which people see them."""
    sources.update({source.kind: source for source in more})
