"""The whole province in one table: a row per coalition, a column per step.

The database counts per coalition and step, so that the table costs the same however many agreements there are;
it is drawn here and not in a template, because a country of coalitions has thousands of cells.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db import connection
from django.db.models import Count, Min, Q
from django.db.models.functions import Coalesce, NullIf
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from coalitions.models import Agreement, AgreementState, Coalition, Step
from members.models.reviewable import REMIND_AFTER

ADOPTED, OVERDUE, DRAFT, NONE = "adopted", "overdue", "draft", "none"
WORDS = {
    ADOPTED: AgreementState.ADOPTED.label,
    OVERDUE: "te lang niet nagekeken",
    DRAFT: AgreementState.DRAFT.label,
    NONE: "geen",
}
# A step without an agreement that holds may still have a draft; both are a gap.
HOLDS = {ADOPTED, OVERDUE}
# By hand: the ORM takes longer to write this down around the counts than PostgreSQL takes to count. An empty look_on,
# where nothing holds, leaves no trace in the text.
AS_TEXT = """
SELECT coalesce(string_agg(cell, ','), '') FROM (
  SELECT concat_ws(' ', coalition_id, step, number, first, look_on) FROM ({counts}) AS counts
) AS cells (cell)
"""


@dataclass(frozen=True)
class Line:
    """How far the province is with one step."""

    step: Step
    count: int
    of: int

    @property
    def sentence(self):
        noun = "coalitie" if self.of == 1 else "coalities"
        verb = "heeft" if self.count == 1 or self.of == 1 else "hebben"
        return f"{self.count} van {self.of} {noun} {verb} een afspraak over {self.step.label}"


@dataclass(frozen=True)
class Matrix:
    lines: tuple[Line, ...]
    steps: tuple[Step, ...]
    shown: int
    rows: SafeString


def of_province(user, on, *, step="", state="") -> Matrix:
    """Return what this person may see; `step` and `state` leave out columns and rows."""
    coalitions = Coalition.objects.visible_to(user).existing(on).values_list("pk", "slug", "name")
    return laid_out(tuple(coalitions), counted(user), on, step, state)


def counted(user) -> str:
    """Return per coalition and step: how many hold, the first of them, the oldest date to look again.

    Where none holds, the same of the drafts, without a date.
    As one text, which is read only when it is another one: thousands of rows take longer to fetch than to count.
    """
    holds = Q(adopted_at__isnull=False)
    counts = (
        Agreement.objects.visible_to(user)
        .current()
        .order_by()
        .values("coalition_id", "step")
        .annotate(
            number=Coalesce(NullIf(Count("adopted_at"), 0), Count("pk")),
            first=Coalesce(Min("pk", filter=holds), Min("pk")),
            look_on=Min("review_on", filter=holds),
        )
    )
    sql, values = counts.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(AS_TEXT.format(counts=sql), values)
        return cursor.fetchone()[0]


@lru_cache(maxsize=16)
def laid_out(coalitions, counts, on, step, state):
    """Make the table. The same counts on the same day give the same table: it is made once and never stale."""
    found = (one.split(" ") for one in counts.split(",") if one)
    cells = {(int(coalition), one): cell(on, *rest) for coalition, one, *rest in found}
    lines = tuple(
        Line(one, sum(1 for pk, _, _ in coalitions if cells.get((pk, one), (NONE,))[0] in HOLDS), len(coalitions))
        for one in Step
    )
    steps = (Step(step),) if step else tuple(Step)
    rows = []
    for pk, slug, name in coalitions:
        row = tuple(cells.get((pk, one), (NONE, 0, 0)) for one in steps)
        if not state or any(state == kind for kind, _, _ in row):
            rows.append((slug, name, row))
    return Matrix(lines, steps, len(rows), drawn(rows, steps))


def cell(on, number, first, review_on=None):
    """Return (what to say, how many, which one)."""
    if review_on is None:
        return DRAFT, int(number), int(first)
    is_overdue = date.fromisoformat(review_on) <= on - REMIND_AFTER
    return OVERDUE if is_overdue else ADOPTED, int(number), int(first)


def drawn(rows, steps):
    return format_html_join("", "{}", ((drawn_row(*row, steps),) for row in rows))


def drawn_row(slug, name, cells, steps):
    place = reverse("coalitions:agreement_list", args=[slug])
    drawn_cells = (drawn_cell(place, step, *cell) for step, cell in zip(steps, cells, strict=True))
    return format_html(
        '<tr><th scope="row"><a href="{}">{}</a></th>{}</tr>',
        place,
        name,
        format_html_join("", "{}", ((one,) for one in drawn_cells)),
    )


EMPTY = format_html('<td class="ks-cell--{}">{}</td>', NONE, WORDS[NONE])


def drawn_cell(place, step, kind, count, pk):
    if kind == NONE:
        return EMPTY
    # One agreement opens by itself; several stand together in the list of the coalition.
    there = f"{place}{pk}/" if count == 1 else f"{place}#{step}"
    many = f" ({count})" if count > 1 else ""
    return format_html('<td class="ks-cell--{}"><a href="{}">{}{}</a></td>', kind, there, WORDS[kind], many)
