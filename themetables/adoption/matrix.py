"""Municipalities x building blocks: what a board reader opens.

Four queries and no texts, however many there are. Drawn here and not in a template: a country has a hundred
thousand cells. More blocks than fit beside each other are counted per table; then one chooses a table first.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from coalitions.places import Place, province_places
from themetables.adoption.where import WORDS
from themetables.models import Adoption, AdoptionState
from themetables.models.adoption import WORKS_WITH_IT

MOST_COLUMNS = 40
FITTING_COLUMNS = 14
MOST_NAMED = 18  # municipalities in a sentence
MARKS = {
    AdoptionState.IN_USE: "●",
    AdoptionState.ADAPTED: "◐",
    AdoptionState.NOT_YET: "○",
    AdoptionState.NOT_FOR_US: "×",
}

EMPTY = format_html("<td>{}</td>", "")


@dataclass(frozen=True)
class Column:
    pk: int
    title: str
    slug: str
    table: str
    table_slug: str


@dataclass(frozen=True)
class Matrix:
    columns: tuple[Column, ...]
    places: tuple[Place, ...]
    states: dict[int, dict[int, str]]  # coalition: {block: state}

    @property
    def fits(self):
        """Whether a wide window shows it without scrolling sideways."""
        return len(self.columns) <= FITTING_COLUMNS

    @property
    def is_by_table(self):
        return len(self.columns) > MOST_COLUMNS

    def state(self, place, column):
        return self.states.get(place.coalition_id, {}).get(column.pk)

    @cached_property
    def used(self):
        """How many municipalities work with each block."""
        return Counter(
            pk
            for place in self.places
            for pk, state in self.states.get(place.coalition_id, {}).items()
            if state in WORKS_WITH_IT
        )

    @property
    def lines(self):
        return [(column, self.used[column.pk]) for column in self.columns]

    @cached_property
    def without(self):
        """The municipalities that work with none of these blocks."""
        return [
            place
            for place in self.places
            if not any(state in WORKS_WITH_IT for state in self.states.get(place.coalition_id, {}).values())
        ]

    @property
    def sentence(self):
        """The difference between municipalities in one breath."""
        total, without = len(self.places), self.without
        if not without:
            return "Elke gemeente gebruikt minstens één van deze bouwstenen."
        line = f"In {total - len(without)} van {total} gemeenten is minstens één van deze bouwstenen in gebruik."
        if total > len(without) <= MOST_NAMED:
            *first, last = [place.name for place in without]
            line += f" Nog niet in {', '.join(first)} en {last}." if first else f" Nog niet in {last}."
        return line

    @property
    def drawn(self) -> SafeString:
        if self.is_by_table:
            return draw_tables(self)
        rows = tuple(
            (place.name, place.slug, tuple(self.state(place, column) for column in self.columns))
            for place in self.places
        )
        return draw(self.columns, rows)


def of_province(user, blocks, on) -> Matrix:
    """Return the answers to these blocks; a coalition's answer counts for its municipalities of the day."""
    columns = tuple(
        Column(*row)
        for row in blocks.order_by("table__sort_name", "sort_title", "pk").values_list(
            "pk", "title", "slug", "table__short_name", "table__slug"
        )
    )
    adoptions = Adoption.objects.visible_to(user).filter(block__in=blocks.order_by().values("pk")).order_by()
    states = defaultdict(dict)
    for coalition_id, block_id, state in adoptions.values_list("coalition_id", "block_id", "state"):
        states[coalition_id][block_id] = state
    return Matrix(columns, province_places(on), states)


@lru_cache(maxsize=16)
def draw(columns, rows):
    """The same rows give the same table, so it is drawn once and never stale."""
    head = joined(
        format_html(
            '<th scope="col"><a href="{}">{}</a></th>',
            reverse("themetables:block_detail", args=[column.slug]),
            column.title,
        )
        for column in columns
    )
    return format_html(
        '<thead><tr class="ks-uses__tables"><td></td>{}</tr>'
        '<tr><th scope="col">Gemeente</th>{}</tr></thead><tbody>{}</tbody>',
        drawn_groups(columns),
        head,
        joined(drawn_row(columns, *row) for row in rows),
    )


def joined(pieces):
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def drawn_groups(columns):
    """The tables above their blocks, in one breath per table."""
    counts = Counter((column.table_slug, column.table) for column in columns)
    return format_html_join(
        "",
        '<th scope="colgroup" colspan="{}">{}</th>',
        ((count, name) for (_, name), count in counts.items()),
    )


def drawn_row(columns, name, slug, states):
    """Only what a coalition answered has a cell with text: thousands of cells stay light."""
    if not any(states):
        cells = format_html('<td class="ks-uses__nothing" colspan="{}">nog niets gekozen</td>', len(columns))
    else:
        place = reverse("themetables:adoption_list", args=[slug])
        cells = joined(
            drawn_cell(place, column, state) if state else EMPTY for column, state in zip(columns, states, strict=True)
        )
    return format_html("<tr>{}{}</tr>", drawn_place(name, slug), cells)


def drawn_cell(place, column, state):
    return format_html(
        '<td class="ks-use--{}" data-label="{}"><a href="{}{}/"><b aria-hidden="true">{}</b> <i>{}</i></a></td>',
        *(state, column.title, place, column.slug, MARKS[state], WORDS[state]),
    )


def drawn_place(name, slug):
    if not slug:
        return format_html('<th scope="row">{}</th>', name)
    return format_html(
        '<th scope="row"><a href="{}">{}</a></th>', reverse("themetables:adoption_list", args=[slug]), name
    )


def draw_tables(matrix):
    """More blocks than anybody reads beside each other: how many of each table a municipality works with."""
    of = Counter(column.table_slug for column in matrix.columns)
    table_of = {column.pk: column.table_slug for column in matrix.columns}
    names = {column.table_slug: column.table for column in matrix.columns}
    here = reverse("themetables:block_matrix")
    rows = []
    for place in matrix.places:
        answers = matrix.states.get(place.coalition_id, {})
        used = Counter(table_of[pk] for pk, state in answers.items() if state in WORKS_WITH_IT)
        cells = joined(drawn_count(name, used[slug], of[slug]) for slug, name in names.items())
        rows.append(format_html("<tr>{}{}</tr>", drawn_place(place.name, place.slug), cells))
    return format_html(
        '<thead><tr><th scope="col">Gemeente</th>{}</tr></thead><tbody>{}</tbody>',
        format_html_join(
            "",
            '<th scope="col"><a href="{}?tafel={}">{}</a></th>',
            ((here, slug, name) for slug, name in names.items()),
        ),
        joined(rows),
    )


def drawn_count(name, used, of):
    return format_html('<td data-label="{}">{} van {}</td>', name, used, of) if used else EMPTY


def file_rows(matrix):
    """The matrix for Excel: everything, in words."""
    header = ["Gemeente", *(column.title for column in matrix.columns)]
    rows = (
        [place.name, *(WORDS[matrix.state(place, column)] for column in matrix.columns)] for place in matrix.places
    )
    return header, rows
