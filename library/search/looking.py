"""Looking: which entries have the words, and which of those this person may see.

The index says what has the words; the live querysets of the sources say who sees it, in the same statement. So
somebody who left a circle finds nothing of it from that second on.

No one way is fast for every word, and the planner of PostgreSQL cannot choose: it knows how many entries have a word,
not of which kinds they are. So words of few entries are asked of the index of words, and for those of many each kind
is walked from the newest until there are enough.
"""

import json
from collections import Counter
from dataclasses import dataclass

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField, F, Func

from library.search.models import Entry
from library.search.queries import as_query
from library.search.sources import sources
from members.models import User

FEW = 5000
# How many entries of a kind are walked past: the nearest always; those up to `FAR` when the nearest had at least one
# in `DENSE` of what is asked. A word that replies are full of may stand in no document at all.
NEAR, FAR, DENSE = 1000, 12_000, 8
# Measured: so many entries come out of the index of words in the time of walking past one.
CHEAPER = 16
NOTHING: Counter[str] = Counter()

# In SQL of its own: as a queryset it would take longer to write down than PostgreSQL takes to answer. Who may see what
# is the queryset of the source, asked per entry: the planner would else collect all that somebody may see first.
SEEN = "(SELECT seen.id FROM ({allowed}) AS seen (id) WHERE seen.id = entry.object_id LIMIT 1) IS NOT NULL"
WALKED = f"""
(SELECT {{columns}} FROM (
  SELECT * FROM library_entry WHERE kind = %s ORDER BY moment DESC OFFSET %s LIMIT %s
) AS entry WHERE {{within}} @@ %s::tsquery AND {SEEN}
ORDER BY moment DESC LIMIT %s)
"""
SIZES = """
SELECT kind, (SELECT count(*) FROM (SELECT FROM library_entry AS one WHERE one.kind = asked.kind LIMIT %s) AS counted)
FROM unnest(%s::text[]) AS asked (kind)
"""
# Those of few are collected once, and put in order per kind; only then is asked who may see the newest.
MATCHED = """
WITH matched AS MATERIALIZED (
  SELECT id, kind, object_id, group_id, title, url, moment, low_from FROM library_entry
  WHERE kind = ANY (%s) AND {within} @@ %s::tsquery
)
"""
AMONG_MATCHED = f"""
(SELECT {{columns}} FROM (SELECT * FROM matched WHERE kind = %s ORDER BY moment DESC OFFSET 0) AS entry
WHERE {SEEN} LIMIT %s)
"""


class Matches(Func):
    template, arg_joiner, output_field = "%(expressions)s", " @@ ", BooleanField()


def look(user: User, term: str, columns: str, *, limit: int, within: str = "vector") -> list[tuple]:
    """Return the newest entries of each source that have the words and that this person may see now.

    Every way of looking comes through here: the list, the count, the suggestion, the proposed spelling. Three
    statements for words that few entries have; for others three, and at most two more where those gave too little.
    """
    matching = Entry.objects.filter(Matches(F(within), as_query(term))).order_by()
    asked = Look(user, term, f"kind, {columns}", limit, within)
    many = estimate(matching)
    if many > FEW:
        rows = asked.among_many(many)
    else:
        rows = asked.among_few(set(matching.values_list("kind", flat=True).distinct()))
    # What is added between two steps moves the others one place on: even then none comes twice.
    return [row[1:] for row in dict.fromkeys(rows)]


def estimate(matching) -> int:
    """How many there are, as the planner reckons from what it knows of the words: counting them takes longer."""
    (plan,) = json.loads(matching.values("pk").explain(format="json"))
    return plan["Plan"]["Plan Rows"]


@dataclass(frozen=True)
class Look:
    """What is asked. Of each kind come the newest, at most `limit`; the first column is the kind."""

    user: User
    term: str
    columns: str
    limit: int
    within: str

    def among_few(self, kinds) -> list[tuple]:
        """Ask the index of words."""
        return self._rows(AMONG_MATCHED, kinds, before=MATCHED, asked=[list(kinds), self.term])

    def among_many(self, many: int) -> list[tuple]:
        """Walk; go on where they are dense or the end is near; where neither, ask the index of words after all."""
        rows = self._walk(list(sources), 0, NEAR)
        counts = count(rows)
        sizes = sizes_of([kind for kind in sources if counts[kind] < self.limit])
        unfinished = {kind for kind, size in sizes.items() if size > NEAR}
        walked_on = {k for k in unfinished if counts[k] * DENSE >= self.limit or sizes[k] * CHEAPER <= many}
        rows += self._walk(walked_on, NEAR, FAR, had=counts)
        counts = count(rows)
        given_up = {k for k in unfinished if k not in walked_on or (counts[k] < self.limit and sizes[k] > FAR)}
        return [row for row in rows if row[0] not in given_up] + self.among_few(given_up)

    def _walk(self, kinds, start, end, **kwargs):
        return self._rows(WALKED, kinds, each=[start, end - start, self.term], **kwargs)

    def _rows(self, branch, kinds, *, each=(), before="", asked=(), had=NOTHING):
        """Run one branch per source of these kinds, and return what they found together."""
        branches, parameters = [], [*asked]
        for source in (source for kind, source in sources.items() if kind in kinds):
            try:
                allowed, values = source.visible_to(self.user).order_by().values("pk").query.sql_with_params()
            except EmptyResultSet:  # somebody who may see nothing of this kind
                continue
            branches.append(branch.format(columns=self.columns, within=self.within, allowed=allowed))
            parameters += [source.kind, *each, *values, self.limit - had[source.kind]]
        if not branches:
            return []
        with connection.cursor() as cursor:
            cursor.execute(before.format(within=self.within) + " UNION ALL ".join(branches), parameters)
            return cursor.fetchall()


def count(rows) -> Counter:
    return Counter(row[0] for row in rows)


def sizes_of(kinds) -> dict[str, int]:
    """How many entries these kinds have, counted to just beyond where walking ends."""
    with connection.cursor() as cursor:
        cursor.execute(SIZES, [FAR + 1, kinds])
        return dict(cursor.fetchall())
