"""Finding: which entries have all the words, which of those this person may see, and in what order.

The index says what has the words; the live querysets of the sources say who sees it, in the same statement. So
somebody who left a circle finds nothing of it from that second on.

A handful of statements, however many sources and results: what there is (at most `MOST` of each kind, newest first),
how well it fits (all of it when that is little, else the newest), and the texts of the one page that is shown.
"""

import datetime
import json
from collections import Counter, defaultdict
from dataclasses import dataclass

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField, Case, F, FloatField, Func, OuterRef, Subquery, When
from django.db.models.functions import Coalesce

from library.search.models import Entry
from library.search.queries import Question, as_query
from library.search.sources import Source, sources

MOST = 401
RANKED = 400
LOW = 0.2
# What the words of a text add to those of the title: all of them as words, or some only as part of one.
TEXT, TEXT_PART = 0.2, 0.05


class Matches(Func):
    template, arg_joiner, output_field = "%(expressions)s", " @@ ", BooleanField()


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


# In SQL of its own: as a queryset it would take longer to write down than PostgreSQL takes to answer. Who may see what
# is the queryset of the source, asked per entry: the planner would else collect all that somebody may see first.
SEEN = "(SELECT seen.id FROM ({allowed}) AS seen (id) WHERE seen.id = entry.object_id LIMIT 1) IS NOT NULL"
# Of words that many entries have: walk each kind from the newest, until there are enough, or so many were looked at.
# No further: a word that replies are full of may stand in no document at all, and the planner cannot know that.
WALKED = 3000
AMONG_MANY = f"""
(SELECT {{columns}} FROM (SELECT * FROM library_entry WHERE kind = %s ORDER BY moment DESC LIMIT %s) AS entry
WHERE {{within}} @@ %s::tsquery AND {SEEN}
ORDER BY moment DESC LIMIT %s)
"""
LARGE = """
SELECT kind FROM unnest(%s::text[]) AS asked (kind)
WHERE EXISTS (SELECT FROM library_entry AS entry WHERE entry.kind = asked.kind ORDER BY moment DESC OFFSET %s)
"""
# Of words that few have: collect those once, put each kind in order, and only then ask who may see the newest.
FEW = 5000
MATCHED = """
WITH matched AS MATERIALIZED (
  SELECT id, kind, object_id, group_id, title, url, moment, low_from FROM library_entry
  WHERE kind = ANY (%s) AND {within} @@ %s::tsquery
)
"""
AMONG_FEW = f"""
(SELECT {{columns}} FROM (SELECT * FROM matched WHERE kind = %s ORDER BY moment DESC OFFSET 0) AS entry
WHERE {SEEN} LIMIT %s)
"""


def look(user, term: str, columns: str, *, limit: int, within: str = "vector") -> list[tuple]:
    """Return the newest entries of each source that have the words and that this person may see now.

    Every way of looking comes through here: the list, the count, the suggestion, the proposed spelling. Three
    statements for words that few entries have; two for others, and two more for a kind in which they are rare.
    """
    matching = Entry.objects.filter(Matches(F(within), as_query(term))).order_by()
    asked = user, term, f"kind, {columns}", limit, within
    if estimate(matching) > FEW:
        rows = among_many(list(sources), *asked)
    else:
        rows = among_few(set(matching.values_list("kind", flat=True).distinct()), *asked)
    return [row[1:] for row in rows]


def among_many(kinds, user, term, columns, limit, within):
    """Walk from the newest; where that gave too little, and there is more to look at, ask the index after all."""
    rows = _rows("", [], AMONG_MANY, kinds, [WALKED, term], user, columns, limit, within)
    counts = Counter(row[0] for row in rows)
    short = large([kind for kind in kinds if counts[kind] < limit])
    if not short:
        return rows
    return [row for row in rows if row[0] not in short] + among_few(short, user, term, columns, limit, within)


def large(kinds) -> set[str]:
    """Return the kinds that have more entries than were walked."""
    with connection.cursor() as cursor:
        cursor.execute(LARGE, [kinds, WALKED])
        return {kind for (kind,) in cursor.fetchall()}


def among_few(kinds, user, term, columns, limit, within):
    return _rows(
        MATCHED.format(within=within), [list(kinds), term], AMONG_FEW, kinds, [], user, columns, limit, within
    )


def estimate(matching) -> int:
    """How many there are, as the planner reckons from what it knows of the words: counting them takes longer."""
    (plan,) = json.loads(matching.values("pk").explain(format="json"))
    return plan["Plan"]["Plan Rows"]


def _rows(beginning, parameters, branch, kinds, asked, user, columns, limit, within):
    """Run one branch per source of these kinds, and return what they found together."""
    branches = []
    for source in (source for kind, source in sources.items() if kind in kinds):
        try:
            allowed, values = source.visible_to(user).order_by().values("pk").query.sql_with_params()
        except EmptyResultSet:  # somebody who may see nothing of this kind
            continue
        branches.append(branch.format(columns=columns, within=within, allowed=allowed))
        parameters = [*parameters, source.kind, *asked, *values, limit]
    if not branches:
        return []
    with connection.cursor() as cursor:
        cursor.execute(beginning + " UNION ALL ".join(branches), parameters)
        return cursor.fetchall()


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
