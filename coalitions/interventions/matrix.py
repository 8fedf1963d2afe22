"""The matrix interventions x municipalities as HTML: light enough for the whole country."""

from functools import lru_cache

from django.template.loader import render_to_string

from coalitions.interventions.where import MARKS
from coalitions.models import InterventionState

# Fewer letters on the page than the names of the states.
MARK = {state: (MARKS[state], state.label) for state in InterventionState}


def draw_matrix(interventions, where):
    """Return the table; `interventions` are its columns."""
    columns = tuple((one.pk, one.short_name, one.slug) for one in interventions)
    rows = tuple(
        (place.name, place.slug, tuple(where.states[place.pk].get(pk) for pk, *_ in columns)) for place in where.places
    )
    return _draw(columns, rows)


@lru_cache(maxsize=32)
def _draw(columns, rows):
    """The same rows give the same table, so it is drawn once and never stale."""
    names = [name for _, name, _ in columns]
    return render_to_string(
        "coalitions/interventions/matrix.html",
        {"columns": columns, "rows": [_row(names, *row) for row in rows]},
    )


def _row(names, place, slug, states):
    """A cell is None where nothing happens; a row without anything has no cells."""
    cells = [state and (name, *MARK[state]) for name, state in zip(names, states, strict=True)]
    return {"place": place, "slug": slug, "cells": cells if any(cells) else ()}
