"""For rooms that know circles only: where the coalition of a circle works."""

from coalitions.models import CoalitionMunicipality


def municipalities_of(circles, on) -> dict[int, list[int]]:
    """Return the municipalities of the day by circle; of a circle without a coalition nothing."""
    rows = CoalitionMunicipality.objects.current(on).filter(coalition__circle__in=circles).order_by()
    found = {}
    for circle, municipality in rows.values_list("coalition__circle", "municipality"):
        found.setdefault(circle, []).append(municipality)
    return found
