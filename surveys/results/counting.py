"""Answers counted in the database: one statement for a whole round, however many answered it.

Pages ask `keeping.counted`, which counts here only what was not kept yet.

`item` is the line of a matrix or of a ranking, "why" of an explanation, and empty for everything else; `code` is what
was chosen. A text, and an answer with more choices, is counted as a whole under the code None. See also: the docstring
of `Answer`.
"""

from collections import defaultdict
from dataclasses import dataclass, field, replace

from django.db import connection

from surveys.answering.fields import UNKNOWN
from surveys.models import Kind
from surveys.results import small_groups

WHY = "why"

ONE_CODE = [Kind.ONE, Kind.SCALE, Kind.TEN, Kind.NUMBER, Kind.DATE]
COUNTED_WHOLE = [Kind.SHORT, Kind.LONG, Kind.MANY]
BY_ITEM = [Kind.MATRIX, Kind.RANKING]
WITH_UNKNOWN = [Kind.SCALE, Kind.MATRIX]
MEASURED = [Kind.SCALE, Kind.TEN, Kind.NUMBER, Kind.MATRIX, Kind.RANKING]

# CASE, because a function in FROM may be called before WHERE is looked at.
CODES = """
    surveys_answer a
    JOIN surveys_sheet s ON s.id = a.sheet_id
    JOIN surveys_question q ON q.id = a.question_id
    CROSS JOIN LATERAL (
        SELECT '' AS item, a.value #>> '{}' AS code WHERE q.kind = ANY(%(one_code)s)
        UNION ALL SELECT '', a.value ->> 'answer' WHERE q.kind = 'yes_no' AND a.value ->> 'answer' IS NOT NULL
        UNION ALL SELECT 'why', NULL WHERE q.kind = 'yes_no' AND a.value ->> 'why' <> ''
        UNION ALL SELECT '', e
            FROM jsonb_array_elements_text(CASE jsonb_typeof(a.value) WHEN 'array' THEN a.value ELSE '[]' END) e
            WHERE q.kind = 'many'
        UNION ALL SELECT e.key, e.value
            FROM jsonb_each_text(CASE jsonb_typeof(a.value) WHEN 'object' THEN a.value ELSE '{}' END) e
            WHERE q.kind = ANY(%(by_item)s)
        UNION ALL SELECT '', NULL WHERE q.kind = ANY(%(counted_whole)s)
    ) c
    WHERE s.round_id = ANY(%(rounds)s) AND (s.submitted_at IS NOT NULL OR s.mode = 'anonymous')
        AND (%(questions)s::bigint[] IS NULL OR a.question_id = ANY(%(questions)s))
"""
COUNTS = f"""
    SELECT s.round_id, a.question_id, c.item, c.code, count(*)
    FROM {CODES} GROUP BY 1, 2, 3, 4
"""
# Of one circle; starts from its few sheets.
OWN = f"""
    SELECT s.round_id, a.question_id, q.kind, c.item, c.code, count(*)
    FROM {CODES} AND s.circle_id = %(circle)s GROUP BY 1, 2, 3, 4, 5
"""
# How many of each circle answered, and how many of those know.
SIZES = f"""
    SELECT s.round_id, a.question_id, c.item, s.circle_id, count(*),
        count(*) FILTER (WHERE NOT (q.kind = ANY(%(with_unknown)s) AND c.code IS NOT DISTINCT FROM '0'))
    FROM {CODES} AND (c.code IS NULL OR q.kind <> 'many')
    GROUP BY 1, 2, 3, 4
"""
# The mean of each circle, and of those means the middle half. What is hidden counts for nothing.
MEANS = f"""
    SELECT s.round_id, a.question_id, c.item, s.circle_id, avg(c.code::numeric)::float8 AS mean
    FROM {CODES} AND q.kind = ANY(%(measured)s) AND c.code IS NOT NULL AND s.circle_id IS NOT NULL
        AND NOT (q.kind = ANY(%(with_unknown)s) AND c.code = '0')
    GROUP BY 1, 2, 3, 4
"""
BANDS = f"""
    WITH hidden AS (
        SELECT * FROM unnest(%(hidden_rounds)s::bigint[], %(hidden_questions)s::bigint[], %(hidden_items)s::text[],
            %(hidden_circles)s::bigint[]) AS h (round_id, question_id, item, circle_id)
    ), means AS ({MEANS})
    SELECT round_id, question_id, item, count(*), percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY mean)
    FROM means WHERE NOT EXISTS (
        SELECT FROM hidden h WHERE h.round_id = means.round_id AND h.question_id = means.question_id
            AND h.item = means.item AND h.circle_id = means.circle_id
    )
    GROUP BY 1, 2, 3
"""


@dataclass(frozen=True)
class Band:
    """Where the middle half of the circles is, and the circle that was chosen."""

    circles: int
    low: float
    middle: float
    high: float
    own: float | None = None


@dataclass
class Counts:
    """What was counted of one question in one round."""

    numbers: dict = field(default_factory=lambda: defaultdict(dict))  # item -> code -> how many
    own: dict = field(default_factory=lambda: defaultdict(dict))  # the same of the circle that was chosen
    bands: dict = field(default_factory=dict)  # item -> Band
    hidden: dict = field(default_factory=dict)  # item -> the circles of which nothing is shown
    too_few: set = field(default_factory=set)  # the items of which nothing is shown at all, and no number is here
    first_texts: list | None = None  # the answers with which the texts of all begin, when that was kept


def answered(numbers: dict) -> int:
    """How many answered: what was counted as a whole, or everything that was chosen once."""
    return numbers[None] if None in numbers else sum(numbers.values())


def mean(numbers, kind):
    chosen = {
        float(code): number for code, number in numbers.items() if not (kind in WITH_UNKNOWN and code == UNKNOWN)
    }
    whole = sum(chosen.values())
    return sum(code * number for code, number in chosen.items()) / whole if whole else None


def count(rounds, *, questions=None) -> dict:
    """Return Counts by (round, question) of what was answered; in a round without names what is hidden is known.

    At most three statements: for all rounds together, whatever was asked in them.
    """
    found = defaultdict(Counts)
    said = _parameters(rounds, questions)
    for round_id, question, item, code, number in _rows(COUNTS, said):
        found[round_id, question].numbers[item][code] = number
    sealed = [one for one in rounds if one.is_anonymous]
    if sealed:
        _hide(found, _rows(SIZES, said | {"rounds": [one.pk for one in sealed]}))
    for round_id, question, item, circles, quartiles in _rows(BANDS, said | _hidden(found)):
        found[round_id, question].bands[item] = Band(circles, *quartiles)
    return found


def put_own(found, rounds, circle, *, questions=None) -> None:
    """Put what one circle answered beside the whole, but for what is hidden."""
    kinds = {}
    for round_id, question, kind, item, code, number in _rows(OWN, _parameters(rounds, questions, circle)):
        counts = found[round_id, question]
        if item not in counts.too_few and circle.pk not in counts.hidden.get(item, ()):
            counts.own[item][code] = number
            kinds[round_id, question] = kind
    for key, kind in kinds.items():
        counts = found[key]
        for item, band in counts.bands.items():
            counts.bands[item] = replace(band, own=mean(counts.own.get(item, {}), kind))


def means(rounds, *, questions=None) -> list:
    """Return (round, question, item, circle, mean) of every circle, hidden or not."""
    return _rows(MEANS, _parameters(rounds, questions))


def _parameters(rounds, questions, circle=None):
    return {
        "rounds": [one.pk for one in rounds],
        "questions": None if questions is None else [one.pk for one in questions],
        "circle": circle and circle.pk,
        "one_code": ONE_CODE,
        "by_item": BY_ITEM,
        "counted_whole": COUNTED_WHOLE,
        "with_unknown": WITH_UNKNOWN,
        "measured": MEASURED,
    }


def _rows(statement, said):
    with connection.cursor() as cursor:
        cursor.execute(statement, said)
        return cursor.fetchall()


def _hide(found, rows):
    """Judge every question, and every line of it, by itself."""
    groups = defaultdict(dict)
    for round_id, question, item, circle, number, known in rows:
        groups[round_id, question, item][circle] = (number, known)
    for (round_id, question, item), sizes in groups.items():
        counts = found[round_id, question]
        counts.hidden[item] = small_groups.hidden(sizes)
        if small_groups.too_few(*map(sum, zip(*sizes.values(), strict=True))):
            counts.too_few.add(item)
            del counts.numbers[item]


def _hidden(found):
    rows = [
        (round_id, question, item, circle)
        for (round_id, question), counts in found.items()
        for item, circles in counts.hidden.items()
        for circle in circles
        if circle is not None
    ]
    columns = list(zip(*rows, strict=True)) or [(), (), (), ()]
    return {
        f"hidden_{name}": list(column)
        for name, column in zip(("rounds", "questions", "items", "circles"), columns, strict=True)
    }
