"""Finding: what has all the words, grouped by kind, and in what order.

A handful of statements, however many sources and results: what there is (at most `MOST` of each kind, newest first),
how well it fits (all of it when that is little, else the newest), and the texts of the one page that is shown.
"""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Case, F, FloatField, Func, OuterRef, Subquery, When
from django.db.models.functions import Coalesce

from library.search.looking import look
from library.search.models import Entry
from library.search.queries import Question, as_query
from library.search.sources import Source, sources

MOST = 401
RANKED = 400
LOW = 0.2
# What the words of a text add to those of the title: all of them as words, or some only as part of one.
TEXT, TEXT_PART = 0.2, 0.05


class TitleRank(Func):
    """How many of the words the title has: a part of a word there counts less than a word."""

    template, output_field = "ts_rank('{0,0,0.6,1.0}', %(expressions)s)", FloatField()


class TextRank(Func):
    template = f"CASE WHEN %(expressions)s THEN {TEXT} ELSE {TEXT_PART} END"
    arg_joiner, output_field = " @@ ", FloatField()


@dataclass(frozen=True)
class Hit:
    """One thing that was found, at its best page."""

    pk: int
    kind: str
    group_id: int
    moment: datetime.datetime
    low_from: datetime.date | None


@dataclass(frozen=True)
class Group:
    """What was found of one kind, newest first; `is_capped` when there is more than we looked at."""

    source: Source
    hits: list[Hit]
    count: int
    is_capped: bool


def find(user, question: Question) -> list[Group]:
    """Return what this person finds, per kind in the order of the sources; kinds with nothing are left out."""
    if not question:
        return []
    found = defaultdict(list)
    for row in look(user, question.term, "id, kind, group_id, moment, low_from", limit=MOST):
        found[row[1]].append(Hit(*row))
    return [group(source, found[kind]) for kind, source in sources.items() if found[kind]]


def group(source, hits):
    hits.sort(key=lambda hit: hit.moment, reverse=True)
    return Group(source, hits, len({hit.group_id for hit in hits}), len(hits) >= MOST)


def ranked(groups: list[Group], question: Question, on) -> list[Hit]:
    """Return the hits best first, each thing once; of many only the newest of each kind are weighed."""
    hits = [hit for group in groups for hit in group.hits]
    if len(hits) >= MOST:
        each = RANKED // len(groups)
        hits = [hit for group in groups for hit in group.hits[:each]]
    weighed = (
        Entry.objects.filter(pk__in=[hit.pk for hit in hits])
        .annotate(
            score=Coalesce(TitleRank(F("heading"), as_query(question.either)), 0.0)
            + TextRank(F("vector"), as_query(question.whole)),
            is_bare=Case(When(text="", body_id=None, then=True), default=False),
        )
        .values_list("pk", "score", "is_bare")
    )
    scores, bare = {}, set()
    for pk, score, is_bare in weighed:
        scores[pk] = score
        bare.update([pk] if is_bare else [])
    hits = [hit for hit in hits if hit.pk in scores]  # the others went between two statements
    hits.sort(key=lambda hit: (scores[hit.pk] * (LOW if is_low(hit, on) else 1), hit.moment), reverse=True)
    best: dict[tuple[str, int], Hit] = {}
    for hit in hits:
        thing = hit.kind, hit.group_id
        # A document that is found by its title, and of which nobody wrote what it is about: then show its best page.
        if thing not in best or best[thing].pk in bare:
            best[thing] = hit
    return list(best.values())


def is_low(hit, on):
    return hit.low_from is not None and hit.low_from <= on


def texts(hits: list[Hit]) -> dict[int, Entry]:
    """Return the entries of the hits that are shown, by number, with `body`: what they say, read where it stands."""
    bodies = [
        When(kind=source.kind, then=Subquery(source.bodies().filter(pk=OuterRef("body_id")).values("text")))
        for source in sources.values()
        if source.bodies
    ]
    entries = Entry.objects.defer("heading", "vector")
    found = entries.annotate(stands=Case(*bodies, default=None)).in_bulk([hit.pk for hit in hits])
    for one in found.values():
        one.body = sources[one.kind].read(one.stands or "") if one.body_id else one.text
    return found
