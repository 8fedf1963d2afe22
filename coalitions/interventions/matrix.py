"""The matrix interventions x municipalities as HTML: light enough for the whole country."""

from functools import lru_cache

from django.template.loader import render_to_string

from coalitions.interventions.where import MARKS
from coalitions.models import InterventionState

# Fewer letters on the page than the names of the states.
MARK = {state: (MARKS[state], state.label) for state in InterventionState}


def draw_matrix(interventions, where):
    """Return the table; `interventions` are its columns."""
    return _draw(tuple((one.pk, one.short_name, one.slug) for one in interventions), where)


@lru_cache(maxsize=32)
def _draw(columns, where):
    """`where` is one and the same as long as nothing changed, so the table is drawn once and never stale."""
    names = [name for _, name, _ in columns]
    rows = (
        _row(names, place.name, place.slug, [where.states[place.pk].get(pk) for pk, *_ in columns])
        for place in where.places
    )
    return render_to_string("coalitions/interventions/matrix.html", {"columns": columns, "rows": list(rows)})


def _row(names, place, slug, states):
    """A cell is None where nothing happens; a row without anything has no cells."""
    cells = [state and (name, *MARK[state]) for name, state in zip(names, states, strict=True)]
    return {"place": place, "slug": slug, "cells": cells if any(cells) else ()}
