from datetime import date

import pytest
from django.db import IntegrityError

from coalitions.province_map import Shape, province_map
from tests.coalitions.factories import CoalitionFactory, OrganisationFactory, PlaceFactory
from tests.province.factories import MunicipalityFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


def test_municipality_is_in_one_coalition_per_day():
    place = PlaceFactory(until=date(2025, 1, 1))
    PlaceFactory(municipality=place.municipality, since=date(2025, 1, 1))

    with pytest.raises(IntegrityError, match="one_coalition_per_day"):
        PlaceFactory(municipality=place.municipality, since=date(2024, 12, 31))


def test_place_ends_after_it_began():
    with pytest.raises(IntegrityError, match="since_before_until"):
        PlaceFactory(since=date(2025, 1, 1), until=date(2025, 1, 1))


def test_names_of_rows():
    place = PlaceFactory(coalition__name="Samen", municipality__name="Dorp")

    assert str(place) == "Dorp in Samen"
    assert str(place.coalition) == "Samen"
    assert str(OrganisationFactory(name="Hulp")) == "Hulp"


def test_map_leads_from_each_municipality_to_its_coalition():
    together = CoalitionFactory(name="A en B", slug="a-en-b", phase="forming")
    PlaceFactory(coalition=together, municipality__name="A", municipality__shape="M1")
    PlaceFactory(coalition__name="C", coalition__slug="c", coalition__phase="lasting", municipality__name="C")
    left = PlaceFactory(municipality__name="D", until=date(2025, 1, 1))
    PlaceFactory(coalition__name="E", coalition__slug="e", municipality__name="E")
    MunicipalityFactory(name="Opgegaan", until=date(2019, 1, 1))

    areas = province_map(TODAY)

    assert areas == [
        Shape("A", "M1", "/coalities/a-en-b/", "starting", "vormen (coalitie A en B)"),
        Shape("C", left.municipality.shape, "/coalities/c/", "active", "borgen"),
        Shape("D", left.municipality.shape, "/coalities/", "none", "nog geen coalitie"),
        Shape("E", left.municipality.shape, "/coalities/e/", "none", "fase nog niet ingevuld"),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_map_query_count(django_assert_num_queries, count):
    PlaceFactory.create_batch(count)

    with django_assert_num_queries(1):  # municipalities with their coalition
        assert len(province_map(TODAY)) == count
