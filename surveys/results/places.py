"""One question on the map: where a coalition is within the middle half, below or above it. By the alphabet, no ranks.

Which municipalities a circle works for, this room does not know: the coalitions tell it (kansrijkestart/wiring.py).
"""

from collections.abc import Callable
from dataclasses import dataclass

from province.map import VIEW_BOX
from province.models import Municipality
from surveys.results.keeping import means_of_circles
from surveys.results.pictures import ONE_MEAN, in_words

LOWER, MIDDLE, HIGHER, WITHOUT = "paused", "starting", "active", "none"
BANDS = {
    LOWER: "lager dan de middelste helft",
    MIDDLE: "in de middelste helft",
    HIGHER: "hoger dan de middelste helft",
    WITHOUT: "geen antwoord dat we tonen",
}

# Takes ids of circles and a day, returns {id of a circle: ids of municipalities}.
Places = Callable[[list[int], object], dict[int, list[int]]]
_places: list[Places] = []


def register(places: Places) -> None:
    _places[:] = [places]


@dataclass(frozen=True)
class Shape:
    """A municipality on the map and in the table beside it."""

    name: str
    path: str
    url: str
    state: str
    state_label: str


@dataclass(frozen=True)
class Entry:
    state: str
    label: str


def on_map(one_round, result, *, on, with_numbers):
    """Return what components/map.html asks for; None when there is no middle to compare with.

    The number of a coalition itself is for who reads all.
    """
    if result.kind not in ONE_MEAN or result.strip is None or not _places:
        return None
    means = means_of_circles(one_round, result.question, result.counts.hidden.get("", ()))
    band = result.strip.band
    found = {}
    for circle, municipalities in _places[0](list(means), on).items():
        for municipality in municipalities:
            found[municipality] = means[circle]
    shapes = tuple(
        Shape(name, path, "#gemeenten", state, _label(state, found.get(pk), with_numbers))
        for pk, name, path in Municipality.objects.existing(on).values_list("pk", "name", "shape")
        for state in [_state(found.get(pk), band)]
    )
    legend = tuple(Entry(state, label) for state, label in BANDS.items() if any(one.state == state for one in shapes))
    return {"shapes": shapes, "view_box": VIEW_BOX, "legend": legend}


def _state(mean, band):
    if mean is None:
        return WITHOUT
    if mean < band.low:
        return LOWER
    return HIGHER if mean > band.high else MIDDLE


def _label(state, mean, with_numbers):
    return f"{BANDS[state]} ({in_words(mean)})" if with_numbers and mean is not None else BANDS[state]
