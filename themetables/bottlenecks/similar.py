""" "Lijkt op ...": the bottlenecks that may be the one that somebody is writing down.

Two texts are alike when they share words that say something: a word that few bottlenecks have counts more than one
that many have, the part of a compound less than the whole. How often it is right, and where it fails, is measured on
a set of pairs: `bin/bench similar`, docs/woorden.md.
"""

from functools import cache

from django.db import connection

from language.words import analyse_word, listed, words
from themetables.models import Bottleneck

# Chosen on one part of the set of pairs, measured on the other (bench/sets/similar.txt).
PART = 0.4  # what "zorg" of "kraamzorg" counts beside the whole word
LIKE = 0.25  # from here on we show it
MOST_WORDS = 150  # of a text; a bottleneck has some forty
# A network that has few bottlenecks yet counts as if it had these: else every word would be a rare one.
IMAGINED, WITH_COMMON_WORD = 50, 15

SCORES = """
WITH asked AS (
    SELECT * FROM unnest(%(words)s::text[], %(counts)s::float[], %(imagined)s::float[])
        AS asked (word, counts, imagined)
), shared AS (
    SELECT bottleneck.id, cardinality(bottleneck.words) AS size, word
    FROM themetables_bottleneck AS bottleneck
    CROSS JOIN LATERAL unnest(bottleneck.words) AS word
    WHERE bottleneck.merged_into_id IS NULL AND bottleneck.words && %(words)s::varchar[] AND word = ANY(%(words)s)
), size AS (
    SELECT count(*) AS bottlenecks FROM themetables_bottleneck WHERE merged_into_id IS NULL
), weight AS (
    SELECT asked.word, asked.counts * ln(
        (max(size.bottlenecks) + %(bottlenecks)s) / (count(shared.id) + max(asked.imagined) + 1.5)
    ) AS weight
    FROM asked CROSS JOIN size LEFT JOIN shared ON shared.word = asked.word
    GROUP BY asked.word, asked.counts
), alike AS (
    SELECT shared.id, sum(weight.weight) / sqrt(
        greatest((SELECT sum(weight) FROM weight), 0.001) * max(shared.size) * 2
    ) AS likeness
    FROM shared JOIN weight ON weight.word = shared.word
    WHERE shared.id IS DISTINCT FROM %(exclude)s
    GROUP BY shared.id
)
SELECT id FROM alike WHERE likeness >= %(like)s ORDER BY likeness DESC, id LIMIT %(limit)s
"""


def similar(text: str, *, limit: int = 5, exclude: int | None = None) -> list[Bottleneck]:
    """Return the current bottlenecks most like the text, best first; none when nothing is like it. Two statements."""
    counts = weights(text)
    if not counts:
        return []
    parameters = {
        "words": list(counts),
        "counts": list(counts.values()),
        "imagined": [WITH_COMMON_WORD if word in common() else 0 for word in counts],
        "bottlenecks": IMAGINED + 2,
        "like": LIKE,
        "limit": limit,
        "exclude": exclude,
    }
    with connection.cursor() as cursor:
        cursor.execute(SCORES, parameters)
        best = [pk for (pk,) in cursor.fetchall()]
    found = Bottleneck.objects.select_related("coalition", "table").defer("words").in_bulk(best)
    return [found[pk] for pk in best]


def weights(text):
    """Return the words of a text with how much each counts: a whole word one, the part of a compound less."""
    found = {}
    for word in words(text)[:MOST_WORDS]:
        stems = analyse_word(word)
        found |= dict.fromkeys(stems[:1], 1.0)
        found |= {part: PART for part in stems[1:] if part not in found}
    return found


@cache
def common():
    """The words that nearly every text of this network has."""
    return frozenset(stem for word in listed("common_words") for stem in analyse_word(word)[:1])
