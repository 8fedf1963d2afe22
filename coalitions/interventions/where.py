"""Which intervention is offered, planned or stopped in which municipality, on one day."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache

from coalitions.models import CoalitionMunicipality, InterventionState, InterventionUse
from coalitions.places import Place
from province.models import Municipality


@dataclass(frozen=True, eq=False)
class Where:
    """The whole province: its places in order, and per place what is done with each intervention. Never changed."""

    places: tuple[Place, ...]
    states: dict[int, dict[int, str]]  # municipality: {intervention: state}

    @cached_property
    def counts(self):
        """How many places per (intervention, state)."""
        return Counter(pair for found in self.states.values() for pair in found.items())

    def count(self, intervention_id, state):
        return self.counts[intervention_id, state]

    def places_with(self, intervention_id, state):
        return [place for place in self.places if self.states[place.pk].get(intervention_id) == state]


def where(user, on, *, interventions=None, with_shapes=False) -> Where:
    """Look it up in four queries, however many municipalities there are.

    What a coalition does counts for its municipalities of that day, unless it says in which of them.
    """
    uses = InterventionUse.objects.visible_to(user).order_by()
    if interventions is not None:
        uses = uses.filter(intervention__in=interventions)
    chosen = InterventionUse.municipalities.through.objects.filter(interventionuse__in=uses)
    current = CoalitionMunicipality.objects.current(on).order_by()
    fields = ("pk", "name", "shape") if with_shapes else ("pk", "name")
    return _laid_out(
        tuple(Municipality.objects.existing(on).values_list(*fields)),
        tuple(current.values_list("municipality_id", "coalition_id", "coalition__slug")),
        tuple(uses.values_list("pk", "coalition_id", "intervention_id", "state")),
        tuple(chosen.values_list("interventionuse_id", "municipality_id")),
    )


@lru_cache(maxsize=64)
def _laid_out(municipalities, places_of_coalitions, uses, chosen):
    """The same rows give the same answer, so it is worked out once and never stale."""
    coalitions = {pk: (coalition_id, slug) for pk, coalition_id, slug in places_of_coalitions}
    places = tuple(
        Place(pk, name, shape[0] if shape else "", *coalitions.get(pk, (None, "")))
        for pk, name, *shape in municipalities
    )
    only = {}
    for use_id, municipality_id in chosen:
        only.setdefault(use_id, set()).add(municipality_id)
    by_coalition = {}
    for use_id, coalition_id, intervention_id, state in uses:
        by_coalition.setdefault(coalition_id, []).append((intervention_id, state, only.get(use_id)))
    states = {
        place.pk: {
            intervention_id: state
            for intervention_id, state, limited in by_coalition.get(place.coalition_id, ())
            if limited is None or place.pk in limited
        }
        for place in places
    }
    return Where(places, states)


# The order in which people read them; the mark stands beside the word, never alone.
MARKS = {InterventionState.OFFERED: "●", InterventionState.PLANNED: "○", InterventionState.STOPPED: "×"}
