"""Differences between municipalities: a calm band around the middle, by the alphabet, and never a league table."""

import statistics
from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse

from coalitions.models import CoalitionMunicipality
from coalitions.province_map import LegendEntry, Shape
from province.map import VIEW_BOX
from province.models import Municipality
from themetables.results.counting import using_by_coalition

FEWER, MIDDLE, MORE, WITHOUT = "paused", "starting", "active", "none"
BANDS = {
    FEWER: "minder dan de meeste",
    MIDDLE: "zoals de meeste",
    MORE: "meer dan de meeste",
    WITHOUT: "nog geen coalitie",
}


@dataclass(frozen=True)
class Place:
    name: str
    coalition: str
    url: str
    using: int
    recognised: int
    state: str

    @property
    def band(self):
        return BANDS[self.state]


@dataclass(frozen=True)
class Differences:
    places: list[Place]
    low: int
    high: int
    least: int
    most: int
    map: dict

    @property
    def has_any(self):
        return self.most > 0


def differences(user, on):
    """Return every municipality of the day with what its coalition works with; four statements."""
    using, recognised = using_by_coalition(user)
    coalitions = {
        municipality: (coalition, name, slug)
        for municipality, coalition, name, slug in CoalitionMunicipality.objects.current(on)
        .order_by()
        .values_list("municipality_id", "coalition_id", "coalition__name", "coalition__slug")
    }
    rows = list(Municipality.objects.existing(on).values_list("pk", "name", "shape"))
    numbers = [using[coalitions[pk][0]] for pk, *_ in rows if pk in coalitions]
    low, high = _middle(numbers)
    places, shapes = [], []
    for pk, name, shape in rows:
        coalition, coalition_name, slug = coalitions.get(pk, (None, "", ""))
        number = using[coalition] if coalition else 0
        state = _band(number, low, high) if coalition else WITHOUT
        url = reverse("coalitions:coalition_detail", args=[slug]) if slug else reverse("coalitions:coalition_list")
        places.append(Place(name, coalition_name, url, number, recognised[coalition] if coalition else 0, state))
        shapes.append(_shape(name, shape, url, state, f"{_blocks(number)}, {BANDS[state]}"))
    legend = tuple(LegendEntry(state, BANDS[state]) for state in BANDS if any(one.state == state for one in places))
    least, most = (min(numbers), max(numbers)) if numbers else (0, 0)
    return Differences(
        places, low, high, least, most, {"shapes": tuple(shapes), "view_box": VIEW_BOX, "legend": legend}
    )


def _blocks(number):
    return f"{number} {'bouwsteen' if number == 1 else 'bouwstenen'} in gebruik"


def _middle(numbers):
    """The band in which the middle half is."""
    if len(numbers) < 2:
        return (numbers[0], numbers[0]) if numbers else (0, 0)
    first, _, third = statistics.quantiles(numbers, n=4, method="inclusive")
    return round(first), round(third)


def _band(number, low, high):
    if number < low:
        return FEWER
    return MORE if number > high else MIDDLE


@lru_cache(maxsize=1024)  # the same eighteen on every visit; room for the whole country
def _shape(name, path, url, state, label):
    return Shape(name, path, url, state, label)
