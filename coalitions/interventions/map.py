"""One intervention on the map of the province."""

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
    return {
        "shapes": tuple(_shape(place, where.states[place.pk].get(intervention.pk)) for place in where.places),
        "view_box": VIEW_BOX,
        "legend": LEGEND,
    }


def _shape(place, state):
    url = reverse("coalitions:use_list", args=[place.slug]) if place.slug else reverse("coalitions:coalition_list")
    return Shape(place.name, place.shape, url, STATES[state], LABELS[state])
