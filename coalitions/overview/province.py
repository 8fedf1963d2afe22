"""The overview on the map: who is silent stands out, the others show how far they are."""

from django.urls import reverse

from coalitions.models import CoalitionMunicipality
from coalitions.province_map import LABELS, STATES, LegendEntry, Shape
from coalitions.province_map import LEGEND as PHASE_LEGEND
from province.map import VIEW_BOX

SILENT = "paused"
LEGEND = (LegendEntry(SILENT, "stil: 60 dagen niets"), *PHASE_LEGEND)


def map_of(rows, on):
    """Return what components/map.html asks for; one query."""
    standing = {row.coalition.pk: row for row in rows}
    places = (
        CoalitionMunicipality.objects.current(on)
        .filter(coalition__in=list(standing))
        .order_by("municipality__sort_name")
        .values_list("municipality__name", "municipality__shape", "coalition_id")
    )
    return {
        "shapes": tuple(_shape(name, path, standing[pk]) for name, path, pk in places),
        "view_box": VIEW_BOX,
        "legend": LEGEND,
    }


def _shape(name, path, row):
    phase = row.coalition.phase
    url = reverse("coalitions:support_detail", args=[row.coalition.slug])
    if row.is_silent:
        return Shape(name, path, url, SILENT, f"stil, {row.activity_words}; {LABELS[phase]}")
    return Shape(name, path, url, STATES[phase], LABELS[phase])
