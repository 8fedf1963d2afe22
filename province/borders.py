"""The border of each municipality, read once: the heaviest part of every map."""

from functools import lru_cache

from province.models import Municipality


@lru_cache(maxsize=8)
def borders(pks: tuple[int, ...]) -> dict[int, str]:
    """Return SVG path data per municipality, by its id. Another border is another municipality, so it stays true."""
    return dict(Municipality.objects.filter(pk__in=pks).order_by("sort_name").values_list("pk", "shape"))
