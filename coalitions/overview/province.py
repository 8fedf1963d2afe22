"""The overview on the map: who is silent stands out, the others show how far they are."""

from functools import lru_cache

from django.contrib.postgres.aggregates import ArrayAgg
from django.urls import reverse

from coalitions.models import CoalitionMunicipality
from coalitions.province_map import LABELS, STATES, LegendEntry, Shape
from coalitions.province_map import LEGEND as PHASE_LEGEND
from province.borders import borders
from province.map import VIEW_BOX

SILENT = "paused"
LEGEND = (LegendEntry(SILENT, "stil: 60 dagen niets"), *PHASE_LEGEND)


def map_of(rows, on):
    """Return what components/map.html asks for; one query, and once the borders."""
    facts = {row.coalition.pk: _facts(row) for row in rows}
    return {"shapes": _shapes(*_places(on), tuple(facts.items())), "view_box": VIEW_BOX, "legend": LEGEND}


def _places(on):
    """Return three tuples of one length: municipalities, their names, and the coalition of each. One row is read."""
    places = CoalitionMunicipality.objects.order_by().current(on)
    lists = places.aggregate(
        municipalities=_all("municipality"), names=_all("municipality__name"), coalitions=_all("coalition")
    )
    return map(tuple, lists.values())


def _all(name):
    return ArrayAgg(name, order_by=["municipality__sort_name", "pk"], default=[])


def _facts(row):
    return row.coalition.slug, row.coalition.phase, row.activity_words if row.is_silent else ""


@lru_cache(maxsize=8)  # as long as nothing changed; every day, and every page of the list, draws the same map
def _shapes(municipalities, names, coalitions, facts):
    path_of, facts_of = borders(municipalities), dict(facts)
    return tuple(
        _shape(name, path_of[municipality], *facts_of[coalition])
        for municipality, name, coalition in zip(municipalities, names, coalitions, strict=True)
        if coalition in facts_of
    )


def _shape(name, path, slug, phase, silence):
    url = reverse("coalitions:support_detail", args=[slug])
    if silence:
        return Shape(name, path, url, SILENT, f"stil, {silence}; {LABELS[phase]}")
    return Shape(name, path, url, STATES[phase], LABELS[phase])
