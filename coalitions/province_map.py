"""The map of the province: each municipality with its coalition, ready to be drawn."""

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from django.db.models import FilteredRelation, Q
from django.urls import reverse

from coalitions.models import Coalition
from province.map import VIEW_BOX
from province.models import Municipality


class Shape(NamedTuple):
    """What components/map.html asks of an area. A tuple: a drawing is found again by all that it shows."""

    name: str
    path: str
    url: str
    state: str
    state_label: str


@dataclass(frozen=True, slots=True)
class LegendEntry:
    state: str
    label: str


STARTING, ACTIVE, UNKNOWN = "starting", "active", "none"
STATES = {
    "": UNKNOWN,
    Coalition.Phase.EXPLORING: STARTING,
    Coalition.Phase.FORMING: STARTING,
    Coalition.Phase.RUNNING: ACTIVE,
    Coalition.Phase.LASTING: ACTIVE,
}
LABELS = {"": "fase nog niet ingevuld", **dict(Coalition.Phase.choices)}
LEGEND = (
    LegendEntry(STARTING, "oriënteren of vormen"),
    LegendEntry(ACTIVE, "uitvoeren of borgen"),
    LegendEntry(UNKNOWN, "nog niet ingevuld"),
)


def map_context(on):
    """Return what `{% province_map %}` asks of a view, for the day `on`."""
    return {"shapes": tuple(province_map(on)), "view_box": VIEW_BOX, "legend": LEGEND}


def province_map(on):
    """Return the areas of the day `on`, each leading to the page of its coalition."""
    current = Q(coalition_places__since__lte=on) & (
        Q(coalition_places__until=None) | Q(coalition_places__until__gt=on)
    )
    rows = (
        Municipality.objects.existing(on)
        .alias(place=FilteredRelation("coalition_places", condition=current))
        .values_list("name", "shape", "place__coalition__name", "place__coalition__slug", "place__coalition__phase")
    )
    return [area(*row) for row in rows]


@lru_cache(maxsize=1024)  # the same eighteen on every visit; room for the whole country
def area(name, path, coalition, slug, phase):
    if slug is None:
        return Shape(name, path, reverse("coalitions:coalition_list"), UNKNOWN, "nog geen coalitie")
    label = LABELS[phase] if coalition == name else f"{LABELS[phase]} (coalitie {coalition})"
    return Shape(name, path, reverse("coalitions:coalition_detail", args=[slug]), STATES[phase], label)
