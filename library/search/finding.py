"""Finding: which entries have all the words, which of those this person may see, and in what order.

The index says what has the words; the live querysets of the sources say who sees it, in the same statement. So
somebody who left a circle finds nothing of it from that second on.

Three statements, however many sources and results: what there is (at most `MOST` of each kind, newest first), how well
it fits (all of it when that is little, else the newest), and the texts of the one page that is shown.
"""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import BooleanField, F, FloatField, Func, OuterRef, Subquery

from library.search.models import Entry
from library.search.queries import Question
from library.search.sources import Source, sources

MOST = 1001
RANKED = 500
LOW = 0.2


class Matches(Func):
    """Whether a vector has what is asked."""

    template, arg_joiner, output_field = "%(expressions)s", " @@ ", BooleanField()


class Rank(Func):
    """How well it fits: what a part of a word in the text counts, a word there, a part in the title, a word there."""

    template, output_field = "ts_rank('{0.1,0.3,0.6,1.0}', %(expressions)s)", FloatField()


@dataclass(frozen=True)
class Hit:
    """One thing that was found, at its best page."""

    pk: int
    kind: str
    object_id: int
    moment: datetime.datetime
    low_from: datetime.date | None


@dataclass(frozen=True)
class Group:
    """What was found of one kind, newest first; `is_capped` when there is more than we looked at."""

    source: Source
    hits: list[Hit]
    count: int
    is_capped: bool


def visible(source: Source, user):
    """Return the entries of a source that this person may see now.

    As a subquery per entry: the planner would else collect everything that somebody may see first.
    """
    allowed = source.visible_to(user).filter(pk=OuterRef("object_id")).order_by().values("pk")[:1]
    return Entry.objects.filter(kind=source.kind).alias(seen=Subquery(allowed)).filter(seen__isnull=False)


def find(user, question: Question) -> list[Group]:
    """Return what this person finds, per kind in the order of the sources; kinds with nothing are left out."""
    if not question:
        return []
    branches = [
        visible(source, user)
        .filter(Matches(F("vector"), question.query))
        .order_by(F("moment").desc())
        .values_list("pk", "kind", "object_id", "moment", "low_from")[:MOST]
        for source in sources.values()
    ]
    found = defaultdict(list)
    for row in branches[0].union(*branches[1:], all=True):
        found[row[1]].append(Hit(*row))
    return [group(source, found[kind]) for kind, source in sources.items() if found[kind]]


def group(source, hits):
    hits.sort(key=lambda hit: hit.moment, reverse=True)
    return Group(source, hits, len({hit.object_id for hit in hits}), len(hits) >= MOST)


def ranked(groups: list[Group], question: Question, on) -> list[Hit]:
    """Return the hits best first, each thing once; of many only the newest of each kind are weighed."""
    hits = [hit for group in groups for hit in group.hits]
    if len(hits) >= MOST:
        each = RANKED // len(groups)
        hits = [hit for group in groups for hit in group.hits[:each]]
    scores = dict(
        Entry.objects.filter(pk__in=[hit.pk for hit in hits])
        .annotate(score=Rank(F("vector"), question.query))
        .values_list("pk", "score")
    )
    hits = [hit for hit in hits if hit.pk in scores]  # the others went between two statements
    hits.sort(key=lambda hit: (scores[hit.pk] * (LOW if is_low(hit, on) else 1), hit.moment), reverse=True)
    best: dict[tuple[str, int], Hit] = {}
    for hit in hits:
        best.setdefault((hit.kind, hit.object_id), hit)
    return list(best.values())


def is_low(hit, on):
    return hit.low_from is not None and hit.low_from <= on


def texts(hits: list[Hit]) -> dict[int, Entry]:
    """Return the entries of the hits that are shown, by number."""
    return Entry.objects.defer("vector").in_bulk([hit.pk for hit in hits])
