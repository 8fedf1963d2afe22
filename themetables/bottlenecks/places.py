"""The small map: in which of the municipalities a bottleneck is recognised."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.db import connection
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from province.borders import borders


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
        found = sorted(at for pk in coalition_ids for at in self._at.get(pk, ()))
        return tuple(self.places[at] for at in found)

    @cached_property
    def _at(self):
        """Where in `places` the municipalities of each coalition stand: a list asks it for each of its lines."""
        found = {}
        for at, place in enumerate(self.places):
            found.setdefault(place.coalition_id, []).append(at)
        return found

    @property
    def drawn(self) -> SafeString:
        return draw_ground(tuple(place.pk for place in self.places))


# By hand: the list of bottlenecks asks this on every visit, and putting it together takes longer than the answer.
# See also: Municipality.objects.existing, CoalitionMunicipality.objects.current.
PLACES = """
    SELECT municipality.id, municipality.slug, municipality.name, place.coalition_id
    FROM province_municipality municipality
    LEFT JOIN coalitions_coalitionmunicipality place
        ON place.municipality_id = municipality.id
        AND place.since <= %(on)s AND (place.until IS NULL OR place.until > %(on)s)
    WHERE (municipality.since IS NULL OR municipality.since <= %(on)s)
        AND (municipality.until IS NULL OR municipality.until > %(on)s)
    ORDER BY municipality.sort_name
"""


def ground(on) -> Ground:
    """Every municipality of the day `on`, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(PLACES, {"on": on})
        return ground_of(tuple(cursor.fetchall()))


@lru_cache(maxsize=8)
def ground_of(rows) -> Ground:
    return Ground(tuple(Place(*row) for row in rows))


@lru_cache(maxsize=8)
def draw_ground(pks) -> SafeString:
    """Every border once; what stands lower on the page refers to it."""
    paths = format_html_join("", '<path id="gemeente-{}" d="{}"/>', borders(pks).items())
    return format_html(
        '<svg class="ks-mini__borders" width="0" height="0" aria-hidden="true" focusable="false">'
        '<defs><g id="gemeenten">{}</g></defs></svg>',
        paths,
    )


@lru_cache(maxsize=4096)
def draw_small(pks) -> SafeString:
    """The municipalities that are coloured, on the ground; the words beside the map say the same."""
    return format_html_join("", '<use class="ks-mini__here" href="#gemeente-{}"/>', ((pk,) for pk in pks))
