"""One intervention on the map of the province."""

from functools import lru_cache

from django.urls import reverse

from coalitions.models import InterventionState
from coalitions.province_map import LegendEntry, Shape
from province.map import VIEW_BOX

NOWHERE = "none"
STATES = {
    InterventionState.OFFERED: "active",
    InterventionState.PLANNED: "starting",
    InterventionState.STOPPED: "paused",
    None: NOWHERE,
}
LABELS = {None: "niet ingevuld", **dict(InterventionState.choices)}
LEGEND = tuple(LegendEntry(STATES[state], LABELS[state]) for state in (*InterventionState, None))


def draw_where(where, intervention):
    """Return what components/map.html asks for."""
    states = where.states
    return {
        "shapes": tuple(
            _shape(place.name, place.shape, place.slug, states[place.pk].get(intervention.pk))
            for place in where.places
        ),
        "view_box": VIEW_BOX,
        "legend": LEGEND,
    }


@lru_cache(maxsize=2048)  # the same eighteen on every visit; room for the whole country
def _shape(name, path, slug, state):
    url = reverse("coalitions:use_list", args=[slug]) if slug else reverse("coalitions:coalition_list")
    return Shape(name, path, url, STATES[state], LABELS[state])
