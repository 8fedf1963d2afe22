"""The whole province in one table: a row per coalition, a column per step.

The database counts per coalition and step, so that the table costs the same however many agreements there are;
it is drawn here and not in a template, because a country of coalitions has thousands of cells.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.db import connection
from django.db.models import Case, Count, Min, Q, Sum, Value, When
from django.db.models.functions import Coalesce, NullIf
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from coalitions.models import Agreement, AgreementState, Coalition, CoalitionMunicipality, Step
from members.models.reviewable import REMIND_AFTER

ADOPTED, OVERDUE, DRAFT, NONE = "adopted", "overdue", "draft", "none"
WORDS = {
    ADOPTED: AgreementState.ADOPTED.label,
    OVERDUE: "te lang niet nagekeken",
    DRAFT: AgreementState.DRAFT.label,
    NONE: "geen",
}
NOT_EVERYWHERE = ", niet overal"
# A step without an agreement that holds may still have a draft; both are a gap.
HOLDS = {ADOPTED, OVERDUE}
# By hand: the ORM takes longer to write this down around the counts than PostgreSQL takes to count. An empty overdue,
# where nothing holds, leaves no trace in the text.
AS_TEXT = """
SELECT coalesce(string_agg(cell, ','), ''), EXISTS (SELECT FROM {through}) FROM (
  SELECT concat_ws(' ', coalition_id, step, number, first, overdue) FROM ({counts}) AS counts
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
    has_narrow: bool
    rows: SafeString


class Reader(NamedTuple):
    """What `Agreement.objects.visible_to` asks of somebody, to remember their question by."""

    is_coordinator: bool
    is_member: bool
    circle_ids: frozenset[int]


def of_province(user, on, *, step="", state="") -> Matrix:
    """Return what this person may see; `step` and `state` leave out columns and rows."""
    coalitions = Coalition.objects.visible_to(user).existing(on).values_list("pk", "slug", "name")
    counts, some_are_narrow = counted(user, on)
    return laid_out(tuple(coalitions), counts, narrow(user, on) if some_are_narrow else frozenset(), step, state)


def counted(user, on) -> tuple[str, bool]:
    """Return per coalition and step: how many hold, the first of them, how many were not looked at for too long.

    Where none holds, the same of the drafts, without the last.
    As one text, which is read only when it is another one: thousands of rows take longer to fetch than to count.
    And whether there is any agreement that does not hold in every municipality; see `narrow`.
    """
    sql, values = question(Reader(user.is_coordinator, user.is_member, frozenset(user.circle_ids)), on)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()


@lru_cache(maxsize=128)  # writing the SQL down takes half as long as answering it, and people ask again and again
def question(reader: Reader, on: date) -> tuple[str, tuple]:
    holds = Q(adopted_at__isnull=False)
    late = Case(When(review_on__lte=on - REMIND_AFTER, then=Value(1)), default=Value(0))
    counts = (
        Agreement.objects.visible_to(reader)
        .current()
        .order_by()
        .values("coalition_id", "step")
        .annotate(
            number=Coalesce(NullIf(Count("adopted_at"), 0), Count("pk")),
            first=Coalesce(Min("pk", filter=holds), Min("pk")),
            overdue=Sum(late, filter=holds),
        )
    )
    sql, values = counts.query.sql_with_params()
    through = Agreement.municipalities.through._meta.db_table
    return AS_TEXT.format(counts=sql, through=through), values


def narrow(user, on) -> frozenset:
    """Return the (coalition, step) with agreements that hold, but not in every municipality of the day."""
    holding = Agreement.objects.visible_to(user).current().filter(adopted_at__isnull=False).order_by()
    chosen = Agreement.municipalities.through.objects.filter(agreement__in=holding)
    covered, limited = {}, set()
    fields = ("agreement__coalition", "agreement__step", "agreement", "municipality")
    for coalition, step, agreement, municipality in chosen.values_list(*fields):
        covered.setdefault((coalition, step), set()).add(municipality)
        limited.add(agreement)
    coalitions = {coalition for coalition, _ in covered}
    places = {}
    rows = CoalitionMunicipality.objects.current(on).filter(coalition__in=coalitions).order_by()
    for coalition, municipality in rows.values_list("coalition", "municipality"):
        places.setdefault(coalition, set()).add(municipality)
    everywhere = holding.filter(coalition__in=coalitions).exclude(pk__in=limited).values_list("coalition", "step")
    found = {one for one, there in covered.items() if places.get(one[0], set()) - there}
    return frozenset(found.difference(everywhere))


@lru_cache(maxsize=16)
def laid_out(coalitions, counts, narrow, step, state):
    """Make the table. The same counts on the same day give the same table: it is made once and never stale."""
    found = (one.split(" ") for one in counts.split(",") if one)
    cells = {(int(coalition), one): cell(*rest, (int(coalition), one) in narrow) for coalition, one, *rest in found}
    lines = tuple(
        Line(one, sum(1 for pk, _, _ in coalitions if cells.get((pk, one), NOTHING)[0] in HOLDS), len(coalitions))
        for one in Step
    )
    steps = (Step(step),) if step else tuple(Step)
    rows = []
    for pk, slug, name in coalitions:
        row = tuple(cells.get((pk, one), NOTHING) for one in steps)
        if not state or any(state == kind for kind, *_ in row):
            rows.append((slug, name, row))
    return Matrix(lines, steps, len(rows), bool(narrow), drawn(rows, steps))


NOTHING = (NONE, "", 0, 0)


def cell(number, first, *rest):
    """Return (what it is, what to say, how many, which one); `rest` is how many are overdue, and if it is narrow."""
    *overdue, is_narrow = rest
    number, first = int(number), int(first)
    if not overdue:
        return DRAFT, said(DRAFT, number, number), number, first
    late = int(overdue[0])
    kind = OVERDUE if late else ADOPTED
    return kind, said(kind, late or number, number) + (NOT_EVERYWHERE if is_narrow else ""), number, first


def said(kind, count, of):
    """Return the word for one, "vastgesteld (2)" for all of several, "concept (1 van 2)" for some of them."""
    if of == 1:
        return WORDS[kind]
    return f"{WORDS[kind]} ({of})" if count == of else f"{WORDS[kind]} ({count} van {of})"


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


def drawn_cell(place, step, kind, words, count, pk):
    if kind == NONE:
        return EMPTY
    # One agreement opens by itself; several stand together in the list of the coalition.
    there = f"{place}{pk}/" if count == 1 else f"{place}#{step}"
    return format_html('<td class="ks-cell--{}"><a href="{}">{}</a></td>', kind, there, words)
