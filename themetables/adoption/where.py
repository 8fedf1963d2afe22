"""One building block on the map of the province: what each municipality does with it."""

from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse

from coalitions.places import Place, province_places
from coalitions.province_map import LegendEntry, Shape
from province.map import VIEW_BOX
from themetables.models import AdoptionState
from themetables.models.adoption import WORKS_WITH_IT

# How the map draws a state, the mark of the matrix, and the word that always stands with both.
DRAWN = {
    AdoptionState.IN_USE: "active",
    AdoptionState.ADAPTED: "starting",
    AdoptionState.NOT_YET: "current",
    AdoptionState.NOT_FOR_US: "paused",
    None: "none",
}
# As others read it: the coalition itself says "gebruiken we".
WORDS = {
    AdoptionState.IN_USE: "in gebruik",
    AdoptionState.ADAPTED: "aangepast in gebruik",
    AdoptionState.NOT_YET: "nog niet",
    AdoptionState.NOT_FOR_US: "niet voor ons",
    None: "nog geen antwoord",
}
LEGEND = tuple(LegendEntry(DRAWN[state], WORDS[state]) for state in (*AdoptionState, None))


@dataclass(frozen=True)
class Where:
    places: tuple[Place, ...]
    states: dict[int, str]  # coalition: state

    @property
    def used(self):
        """In how many municipalities they work with it."""
        return sum(self.states.get(place.coalition_id) in WORKS_WITH_IT for place in self.places)

    @property
    def map(self):
        """What components/map.html asks for."""
        shapes = tuple(
            shape(place.name, place.shape, place.slug, self.states.get(place.coalition_id)) for place in self.places
        )
        return {"shapes": shapes, "view_box": VIEW_BOX, "legend": LEGEND}


def of_block(adoptions, on) -> Where:
    """Return the whole province for the adoptions of one block, which the caller has already; two queries."""
    states = {adoption.coalition_id: adoption.state for adoption in adoptions}
    return Where(province_places(on, with_shapes=True), states)


@lru_cache(maxsize=2048)  # the same eighteen on every visit; room for the whole country
def shape(name, path, slug, state):
    url = reverse("themetables:adoption_list", args=[slug]) if slug else reverse("coalitions:coalition_list")
    return Shape(name, path, url, DRAWN[state], WORDS[state])
