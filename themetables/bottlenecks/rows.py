"""One bottleneck as a line of a list, drawn once for as long as what it shows stays the same."""

from functools import lru_cache
from typing import NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.template.loader import render_to_string

from themetables.bottlenecks.places import draw_small
from themetables.models import Bottleneck, BottleneckState, Dismissal, Recognition, ThemeTable

# All that a line shows.
SHOWN = ("title", "state", "named_at", "table__short_name", "table__slug", "coalition__name")
# What the reader's own coalition said.
RECOGNISED, DISMISSED, ASKED = "yes", "no", "ask"
OVER = (BottleneckState.SOLVED, BottleneckState.TURNED_DOWN)


class Row(NamedTuple):
    pk: int
    title: str
    state: str
    named_at: object
    table: str | None
    table_slug: str | None
    named_for: str | None
    places: tuple[int, ...]  # the municipalities on the small map
    place_names: tuple[str, ...]
    total: int
    answer: str = ""
    coalition: int | None = None  # for which the buttons answer

    @property
    def asks(self):
        """What is over can still be recognised on its own page."""
        return self.coalition and self.answer == ASKED and self.state not in OVER


def rows_of(page, ground, coalitions) -> list[str]:
    """Return the lines of a page as HTML, in two queries, and a third for who answers for a coalition."""
    found = list(asked(page))
    recognising = {pk: set(ids) for pk, *_, ids in found}
    found = [values for *values, _ in found]
    pks = list(recognising)
    answers = answers_of(pks, recognising, coalitions)
    # Somebody who leads two coalitions says on the page itself for which one.
    answering_for = coalitions[0].pk if len(coalitions) == 1 else None
    return [draw(row(one, recognising[one[0]], ground, answers, answering_for)) for one in found]


def asked(page):
    """The same in one query, each with the coalitions that recognise it."""
    coalition_ids = Recognition.objects.filter(bottleneck=OuterRef("pk")).order_by().values("coalition_id")
    return page.values_list("pk", *SHOWN, ArraySubquery(coalition_ids))


def answers_of(pks, recognising, coalitions):
    if not coalitions:
        return {}
    own = {coalition.pk for coalition in coalitions}
    dismissed = Dismissal.objects.filter(bottleneck__in=pks, coalition__in=own).values_list("bottleneck_id", flat=True)
    answers = dict.fromkeys(pks, ASKED) | dict.fromkeys(dismissed, DISMISSED)
    return answers | {pk: RECOGNISED for pk in pks if own & recognising[pk]}


def row(values, coalition_ids, ground, answers, answering_for):
    places = ground.of(coalition_ids)
    return Row(
        *values,
        places=tuple(place.pk for place in places),
        place_names=tuple(place.name for place in places),
        total=ground.count,
        answer=answers.get(values[0], ""),
        coalition=answering_for,
    )


@lru_cache(maxsize=4096)
def draw(row):
    table = ThemeTable(short_name=row.table, slug=row.table_slug) if row.table else None
    shown = Bottleneck(pk=row.pk, title=row.title, state=row.state, table=table)
    context = {"row": row, "bottleneck": shown, "map": draw_small(row.places)}
    return render_to_string("themetables/bottlenecks/row.html", context)
