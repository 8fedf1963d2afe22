"""What belongs to a place: the municipalities of coalitions, and the organisations that work there."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.template.loader import render_to_string

from coalitions.models import CoalitionMunicipality, FormerName, Organisation
from coalitions.models.kinds import DOMAIN_OF, Domain
from province.models import Municipality

# All that the pages of coalitions show of a municipality, and of an organisation.
FACTS = ("pk", "name", "name_dutch", "name_frisian", "inhabitants", "shape")
NAMES = ("name", "name_dutch", "name_frisian")
SHOWN = ("name", "website", "description", "area")
DOMAINS, LEVELS = list(Domain), list(Organisation.Level)


@dataclass(frozen=True)
class Place:
    """A municipality with the coalition it is in on one day, if any."""

    pk: int
    name: str
    shape: str
    coalition_id: int | None
    slug: str


def province_places(on, *, with_shapes=False) -> tuple[Place, ...]:
    """Return every municipality of the day `on`, in order, in two queries; a table needs no shapes."""
    coalitions = {
        municipality_id: (coalition_id, slug)
        for municipality_id, coalition_id, slug in CoalitionMunicipality.objects.current(on)
        .order_by()
        .values_list("municipality_id", "coalition_id", "coalition__slug")
    }
    fields = ("pk", "name", "shape") if with_shapes else ("pk", "name")
    return tuple(
        Place(pk, name, shape[0] if shape else "", *coalitions.get(pk, (None, "")))
        for pk, name, *shape in Municipality.objects.existing(on).values_list(*fields)
    )


def add_places(coalitions, on, facts=FACTS):
    """Put the municipalities of the day `on` on each coalition, as `places`, in one query; a list needs no shapes."""
    rows = (
        CoalitionMunicipality.objects.current(on)
        .filter(coalition__in=coalitions)
        .order_by("municipality__sort_name")
        .values_list("coalition_id", *(f"municipality__{fact}" for fact in facts))
    )
    places = {}
    for coalition_id, *values in rows:
        places.setdefault(coalition_id, []).append(dict(zip(facts, values, strict=True)))
    for coalition in coalitions:
        coalition.places = places.get(coalition.pk, [])


def organisations_in(places):
    """Return the list of organisations that work in one of the places, as HTML."""
    former_names = ArraySubquery(
        FormerName.objects.filter(organisation=OuterRef("pk")).order_by("name").values("name")
    )
    organisations = Organisation.objects.open().working_in([place["pk"] for place in places])
    rows = organisations.annotate(names_before=ArraySubquery(former_names)).values_list(
        "kind", "level", "sort_name", "names_before", *SHOWN
    )
    return draw_organisations(tuple((DOMAIN_OF[row[0]], *row[1:3], tuple(row[3]), *row[4:]) for row in rows))


@lru_cache(maxsize=64)
def draw_organisations(rows):
    """Draw the rows of the database. The same rows give the same list, so it is drawn once and never stale."""
    return render_to_string("coalitions/organisations.html", {"domains": by_domain(rows)})


def by_domain(rows):
    """Return (domain, organisations) in the order of the domains, the nearest organisations first."""
    ordered = sorted(rows, key=lambda row: (DOMAINS.index(row[0]), LEVELS.index(row[1]), row[2]))
    return [
        (
            domain.label,
            [dict(zip(("former_names", *SHOWN), row[3:], strict=True)) for row in group],
        )
        for domain, group in groupby(ordered, lambda row: row[0])
    ]
