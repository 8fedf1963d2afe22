"""The small map: in which of the municipalities a bottleneck is recognised."""

from dataclasses import dataclass
from functools import lru_cache

from django.db.models import FilteredRelation, Q
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from province.models import Municipality


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality with the coalition of the day, if it has one."""

    pk: int
    slug: str
    name: str
    coalition_id: int | None


@dataclass(frozen=True)
class Ground:
    """The province of one day."""

    places: tuple[Place, ...]

    @property
    def count(self):
        return len(self.places)

    def of(self, coalition_ids) -> tuple[Place, ...]:
        """The municipalities of these coalitions, in order."""
        return tuple(place for place in self.places if place.coalition_id in coalition_ids)

    @property
    def drawn(self) -> SafeString:
        return draw_ground(tuple(place.pk for place in self.places))


def ground(on) -> Ground:
    """Every municipality of the day `on`, in one query."""
    current = Q(coalition_places__since__lte=on) & (
        Q(coalition_places__until=None) | Q(coalition_places__until__gt=on)
    )
    rows = (
        Municipality.objects.existing(on)
        .alias(place=FilteredRelation("coalition_places", condition=current))
        .values_list("pk", "slug", "name", "place__coalition_id")
    )
    return Ground(tuple(Place(*row) for row in rows))


@lru_cache(maxsize=8)
def shapes(pks) -> dict[int, str]:
    """The border of each municipality. Another border is another municipality, so these never change here."""
    return dict(Municipality.objects.filter(pk__in=pks).order_by("sort_name").values_list("pk", "shape"))


@lru_cache(maxsize=8)
def draw_ground(pks) -> SafeString:
    """Every border once; what stands lower on the page refers to it."""
    paths = format_html_join("", '<path id="gemeente-{}" d="{}"/>', shapes(pks).items())
    return format_html(
        '<svg class="ks-mini__borders" width="0" height="0" aria-hidden="true" focusable="false">'
        '<defs><g id="gemeenten">{}</g></defs></svg>',
        paths,
    )


@lru_cache(maxsize=4096)
def draw_small(pks) -> SafeString:
    """The municipalities that are coloured, on the ground; the words beside the map say the same."""
    return format_html_join("", '<use class="ks-mini__here" href="#gemeente-{}"/>', ((pk,) for pk in pks))
