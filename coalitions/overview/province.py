"""The overview on the map: who is silent stands out, the others show how far they are."""

from functools import lru_cache

from django.urls import reverse

from coalitions.models import CoalitionMunicipality
from coalitions.province_map import LABELS, STATES, LegendEntry, Shape
from coalitions.province_map import LEGEND as PHASE_LEGEND
from members.among import Among
from province.borders import borders
from province.map import VIEW_BOX

SILENT = "paused"
LEGEND = (LegendEntry(SILENT, "stil: 60 dagen niets"), *PHASE_LEGEND)


def map_of(rows, on):
    """Return what components/map.html asks for; one query, and once the borders."""
    standing = {row.coalition.pk: row for row in rows}
    places = list(
        CoalitionMunicipality.objects.current(on)
        .filter(Among("coalition", standing))
        .order_by("municipality__sort_name")
        .values_list("municipality_id", "municipality__name", "coalition_id")
    )
    path_of = borders(tuple(place for place, _, _ in places))
    return {
        "shapes": tuple(_shape(name, path_of[place], *_facts(standing[pk])) for place, name, pk in places),
        "view_box": VIEW_BOX,
        "legend": LEGEND,
    }


def _facts(row):
    return row.coalition.slug, row.coalition.phase, row.activity_words if row.is_silent else ""


@lru_cache(maxsize=1024)  # the same eighteen on every visit; room for the whole country
def _shape(name, path, slug, phase, silence):
    url = reverse("coalitions:support_detail", args=[slug])
    if silence:
        return Shape(name, path, url, SILENT, f"stil, {silence}; {LABELS[phase]}")
    return Shape(name, path, url, STATES[phase], LABELS[phase])
