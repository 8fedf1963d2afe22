"""Municipalities join a coalition, leave it, and become one."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from coalitions.formation import founding, municipalities
from coalitions.models import Coalition, CoalitionMunicipality
from coalitions.province_map import province_map
from members.models import Circle
from members.refused import Refused
from province.models import Municipality
from tests.coalitions.agreements.factories import AgreementFactory
from tests.coalitions.factories import CoalitionFactory, OrganisationFactory, PlaceFactory, UseFactory
from tests.members.factories import UserFactory
from tests.province.factories import MunicipalityFactory

pytestmark = pytest.mark.django_db

YEAR, NEXT = date(2025, 1, 1), date(2026, 1, 1)
LEAVE_FIRST = "Leg eerst bij die coalitie vast dat de gemeente eruit gaat."


@pytest.fixture
def coalition():
    return CoalitionFactory(name="Noord", slug="noord")


@pytest.fixture
def dokkum():
    return MunicipalityFactory(name="Dokkum", slug="dokkum")


def url(name, *args):
    return reverse(f"coalitions:{name}", args=args)


def places_of(municipality):
    return list(municipality.coalition_places.order_by("since").values_list("coalition__name", "since", "until"))


# Joining and leaving


def test_municipality_joins_and_leaves_on_a_day(coalition, dokkum):
    place = municipalities.join(coalition, dokkum, on=YEAR)

    assert municipalities.leave(place, on=NEXT)
    assert not municipalities.leave(place, on=NEXT + timedelta(days=1))

    assert places_of(dokkum) == [("Noord", YEAR, NEXT)]
    municipalities.join(CoalitionFactory(name="Zuid"), dokkum, on=NEXT)
    assert places_of(dokkum)[1] == ("Zuid", NEXT, None)


def test_municipality_is_in_one_coalition_per_day_also_later(coalition, dokkum):
    there = PlaceFactory(coalition__name="Zuid", municipality=dokkum, since=NEXT).coalition

    with pytest.raises(Refused, match=r"Dokkum hoort al bij coalitie Zuid vanaf 1 januari 2026\."):
        municipalities.join(coalition, dokkum, on=YEAR)
    with pytest.raises(Refused, match=r"Dokkum hoort al bij coalitie Zuid\."):
        municipalities.join(coalition, dokkum, on=NEXT)

    there.municipality_places.update(until=NEXT + timedelta(days=9))
    with pytest.raises(Refused, match=r"Dokkum hoort al bij coalitie Zuid tot 10 januari 2026\."):
        municipalities.join(coalition, dokkum, on=NEXT)


def test_place_of_no_day_is_gone(coalition, dokkum):
    place = municipalities.join(coalition, dokkum, on=YEAR)

    with pytest.raises(Refused, match="Dokkum kwam pas op 1 januari 2025"):
        municipalities.leave(place, on=YEAR - timedelta(days=1))
    assert municipalities.leave(place, on=YEAR)

    assert places_of(dokkum) == []


def test_nothing_joins_a_coalition_that_ends(coalition, dokkum):
    coalition.circle.ended_on = NEXT
    coalition.circle.save()

    with pytest.raises(Refused, match=r"Coalitie Noord houdt op 1 januari 2026 op te bestaan\."):
        municipalities.join(coalition, dokkum, on=YEAR)


def test_coordinator_lets_a_municipality_in_and_out(login, coordinator, coalition, dokkum):
    client = login(coordinator)
    assert "Er hoort nu geen gemeente bij." in client.get(url("place_list", "noord")).text

    joined = client.post(url("place_list", "noord"), {"municipality": dokkum.pk, "on": "2025-01-01"}, follow=True)
    assert "Dokkum hoort bij coalitie Noord vanaf 1 januari 2025." in joined.text
    place = dokkum.coalition_places.get()
    asked = client.get(url("place_leave", "noord", place.pk))
    assert "Daarna hoort de gemeente bij geen coalitie." in asked.text

    left = client.post(url("place_leave", "noord", place.pk), {"on": "2026-01-01"}, follow=True)
    assert "Dokkum hoort bij coalitie Noord tot 1 januari 2026." in left.text
    assert "Dokkum, van 1 januari 2025 tot 1 januari 2026" in left.text
    again = client.post(url("place_leave", "noord", place.pk), {"on": "2026-02-01"}, follow=True)
    assert "Dokkum was al uit de coalitie." in again.text


def test_refusal_stands_at_the_field(login, coordinator, coalition, dokkum):
    place = PlaceFactory(coalition__name="Zuid", coalition__slug="zuid", municipality=dokkum, since=YEAR)
    client = login(coordinator)

    joined = client.post(url("place_list", "noord"), {"municipality": dokkum.pk, "on": "2025-06-01"})
    left = client.post(url("place_leave", "zuid", place.pk), {"on": "2024-06-01"})

    assert joined.context["form"].errors == {"municipality": ["Dokkum hoort al bij coalitie Zuid. " + LEAVE_FIRST]}
    assert left.context["form"].errors == {"on": ["Dokkum kwam pas op 1 januari 2025 bij deze coalitie."]}
    assert places_of(dokkum) == [("Zuid", YEAR, None)]


def test_what_ended_is_not_changed_any_more(login, coordinator, coalition):
    place = PlaceFactory(coalition__merged_into=coalition, coalition__carried_over_at=timezone.now())
    client = login(coordinator)

    assert client.get(url("place_leave", place.coalition.slug, place.pk)).status_code == 403
    assert client.get(url("place_list", place.coalition.slug)).status_code == 403


# A coalition for municipalities without one


def test_coalition_begins_with_its_circle_and_municipalities(dokkum):
    coalition = founding.found("De Wâlden", [dokkum], on=YEAR)

    assert (coalition.slug, coalition.circle.slug, coalition.circle.name) == (
        "de-walden",
        "coalitie-de-walden",
        "Coalitie De Wâlden",
    )
    assert coalition.circle.kind == Circle.Kind.COALITION
    assert places_of(dokkum) == [("De Wâlden", YEAR, None)]


def test_name_in_the_path_is_never_that_of_another_page(coalition):
    assert founding.free_slug("Noord") == "noord-2"
    assert founding.free_slug("Nieuw") == "nieuw-2"  # /coalities/nieuw/ is a page
    assert founding.free_slug("!!!") == "coalitie"
    Circle.objects.create(slug="coalitie-oost", kind=Circle.Kind.COALITION, name="Rest")
    assert founding.free_slug("Oost") == "oost-2"


def test_coalition_of_a_municipality_that_has_one_is_not_made(coalition, dokkum):
    PlaceFactory(coalition=coalition, municipality=dokkum)

    with pytest.raises(Refused):
        founding.found("Anders", [MunicipalityFactory(), dokkum], on=YEAR)

    assert list(Coalition.objects.all()) == [coalition]
    assert Circle.objects.count() == 1


def test_coordinator_makes_a_coalition(login, coordinator, coalition, dokkum):
    placed = PlaceFactory(coalition=coalition).municipality
    client = login(coordinator)
    form = client.get(url("coalition_create")).context["form"]
    assert list(form.fields["municipalities"].queryset) == [dokkum]

    wrong = client.post(url("coalition_create"), {"name": "noord", "municipalities": [placed.pk], "on": "2026-01-01"})
    assert set(wrong.context["form"].errors) == {"name", "municipalities"}
    right = client.post(
        url("coalition_create"),
        {"name": "Coalitie Dokkum", "municipalities": [dokkum.pk], "on": "2026-01-01"},
        follow=True,
    )

    assert "Coalitie Dokkum is er. Nodig nu een coalitieleider uit." in right.text
    assert right.redirect_chain == [("/coalities/dokkum/", 302)]
    assert "Elke gemeente zit al in een coalitie" in client.get(url("coalition_create")).text


def test_municipality_taken_on_that_day_is_said_at_the_field(login, coordinator, coalition, dokkum):
    PlaceFactory(coalition=coalition, municipality=dokkum, since=YEAR, until=NEXT)

    response = login(coordinator).post(
        url("coalition_create"), {"name": "Dokkum", "municipalities": [dokkum.pk], "on": "2025-06-01"}
    )

    assert response.context["form"].errors == {
        "municipalities": ["Dokkum hoort al bij coalitie Noord tot 1 januari 2026."]
    }


# Municipalities that become one


@pytest.fixture
def two(coalition):
    """Two municipalities of two coalitions, with who works there."""
    east = MunicipalityFactory(name="Oost", slug="oost", inhabitants=10, shape="M1", since=date(2000, 1, 1))
    west = MunicipalityFactory(name="West", slug="west", inhabitants=20, shape="M2")
    PlaceFactory(coalition=coalition, municipality=east)
    PlaceFactory(coalition__name="Zuid", municipality=west)
    return [east, west]


def test_new_municipality_takes_the_place_of_the_former_ones(coalition, two):
    works = OrganisationFactory(working_in=two)
    person = UserFactory()
    person.municipalities.set(two[:1])
    agreement = AgreementFactory(coalition=coalition, only_in=two[:1])
    use = UseFactory(coalition=coalition, only_in=two[:1])
    merged = municipalities.grown_from(two, name="Oostwest", name_frisian="Eastwest", cbs_code="GM2500", on=NEXT)

    municipalities.follow_merger(two, merged, coalition, on=NEXT)

    assert (merged.slug, merged.inhabitants, merged.shape, merged.since) == ("oostwest", 30, "M1M2", NEXT)
    assert places_of(merged) == [("Noord", NEXT, None)]
    assert [places_of(one)[0][2] for one in two] == [NEXT, NEXT]
    assert [one.name for one in province_map(NEXT)] == ["Oostwest"]
    assert [one.name for one in province_map(NEXT - timedelta(days=1))] == ["Oost", "West"]
    assert works.municipalities.count() == 3
    assert "oostwest" in type(works).objects.get(pk=works.pk).search_text
    assert all(merged in one.municipalities.all() for one in (person, agreement, use))


def test_municipality_that_goes_on_keeps_its_past(coalition, two):
    east, west = two
    municipalities.follow_merger(two, west, coalition, on=NEXT)

    assert places_of(west) == [("Zuid", date(2021, 1, 1), NEXT), ("Noord", NEXT, None)]
    assert places_of(east) == [("Noord", date(2021, 1, 1), NEXT)]
    east.refresh_from_db()
    west.refresh_from_db()
    assert (east.until, west.until) == (NEXT, None)


def test_merger_replaces_what_was_planned_after_it(coalition, two):
    CoalitionMunicipality.objects.filter(municipality=two[0]).update(until=NEXT + timedelta(days=30))
    PlaceFactory(municipality=two[0], since=NEXT + timedelta(days=30))

    municipalities.follow_merger(two, two[1], coalition, on=NEXT)

    assert places_of(two[0]) == [("Noord", date(2021, 1, 1), NEXT)]


def test_municipalities_merge_once(coalition, two):
    municipalities.follow_merger(two, two[1], coalition, on=NEXT)

    with pytest.raises(Refused, match="Oost gaat op 1 januari 2026 al op in een andere gemeente"):
        municipalities.follow_merger(two, two[1], coalition, on=NEXT)


def test_new_name_that_an_old_one_had_gets_a_path_of_its_own(two):
    merged = municipalities.grown_from(two, name="Oost", name_frisian="", cbs_code="GM2500", on=NEXT)

    assert merged.slug == "oost-gm2500"


def merger(two, coalition, **changed):
    return {
        "former": [one.pk for one in two],
        "on": "2027-01-01",
        "name": "Oostwest",
        "cbs_code": "GM2500",
        "coalition": coalition.pk,
        "is_confirmed": "on",
    } | changed


def test_coordinator_sees_what_a_municipal_merger_does_before_it_does(login, coordinator, coalition, two):
    alone = PlaceFactory(municipality=MunicipalityFactory(name="Zuid"), coalition__name="Zuid")
    two = [*two, alone.municipality]
    OrganisationFactory(working_in=[two[0]])
    coordinator.municipalities.add(two[1])
    client = login(coordinator)

    asked = client.post(url("municipality_merge"), merger(two, coalition, is_confirmed=""))

    assert "zijn dan samen de gemeente Oostwest, met CBS-code GM2500." in asked.text
    assert "In Oostwest werken daarna ook 1 organisatie en 1 mens" in asked.text
    assert "Coalitie Zuid heeft dan geen gemeente meer." in asked.text
    assert not Municipality.objects.filter(name="Oostwest").exists()
    assert asked.text.count('type="hidden" name="former"') == 3
    for name in ("on", "name", "cbs_code", "coalition"):
        assert asked.text.count(f'type="hidden" name="{name}"') == 1


def test_preview_of_one_that_goes_on_names_no_new_code(login, coordinator, coalition, two):
    data = merger(two, coalition, stays=two[1].pk, name="", cbs_code="", is_confirmed="")

    text = login(coordinator).post(url("municipality_merge"), data).text

    assert "zijn dan samen de gemeente West." in text
    assert "werkt daarna ook" not in text


def test_coordinator_records_a_municipal_merger(login, coordinator, coalition, two, time_machine):
    time_machine.move_to("2026-11-22T12:00:00+01:00", tick=False)
    response = login(coordinator).post(url("municipality_merge"), merger(two, coalition), follow=True)

    assert "Oostwest hoort vanaf 1 januari 2027 bij coalitie Noord." in response.text
    assert "Vanaf 1 januari 2027" in response.text
    assert Municipality.objects.get(name="Oostwest").since == date(2027, 1, 1)


def test_coordinator_records_that_one_goes_on(login, coordinator, coalition, two):
    data = merger(two, coalition, stays=two[1].pk, name="", cbs_code="")

    response = login(coordinator).post(url("municipality_merge"), data, follow=True)

    assert "West hoort vanaf 1 januari 2027 bij coalitie Noord." in response.text
    assert Municipality.objects.count() == 2


@pytest.mark.parametrize(
    ("changed", "errors"),
    [
        (
            {"name": "", "cbs_code": ""},
            {
                "name": ["Vul de naam van de nieuwe gemeente in."],
                "cbs_code": ["Vul de CBS-code van de nieuwe gemeente in."],
            },
        ),
        ({"cbs_code": "2500"}, {"cbs_code": ["Een CBS-code is GM met vier cijfers, bijvoorbeeld GM1900."]}),
        ({"on": "1999-01-01"}, {"on": ["Oost bestaat dan nog niet."]}),
        ({"on": ""}, {"on": ["Dit veld is verplicht."]}),
        ({"former": []}, {"former": ["Dit veld is verplicht."]}),
    ],
)
def test_wrong_merger_is_explained_at_the_field(login, coordinator, coalition, two, changed, errors):
    response = login(coordinator).post(url("municipality_merge"), merger(two, coalition, **changed))

    assert response.context["form"].errors == errors
    assert Municipality.objects.filter(until=None).count() == 2


def test_merger_of_one_or_with_another_is_refused(login, coordinator, coalition, two, dokkum):
    client = login(coordinator)

    one = client.post(url("municipality_merge"), merger(two[:1], coalition))
    other = client.post(url("municipality_merge"), merger(two, coalition, stays=dokkum.pk))
    known = client.post(url("municipality_merge"), merger(two, coalition, cbs_code=dokkum.cbs_code))

    assert one.context["form"].errors == {"former": ["Kies twee of meer gemeenten."]}
    assert other.context["form"].errors == {"stays": ["Vink deze gemeente hierboven ook aan."]}
    assert known.context["form"].errors == {"cbs_code": ["Er is al een gemeente met deze CBS-code."]}


def test_coalition_that_will_end_takes_no_merged_municipality(login, coordinator, coalition, two, monkeypatch):
    """The form offers no such coalition; somebody may have planned its end a moment before."""
    original = municipalities.grown_from

    def ends_meanwhile(*args, **kwargs):
        Circle.objects.filter(pk=coalition.circle_id).update(ended_on=date(2027, 6, 1))
        return original(*args, **kwargs)

    monkeypatch.setattr(municipalities, "grown_from", ends_meanwhile)

    response = login(coordinator).post(url("municipality_merge"), merger(two, coalition))

    assert response.context["form"].errors == {"coalition": ["Coalitie Noord houdt op 1 juni 2027 op te bestaan."]}


@pytest.mark.parametrize("count", [1, 3])
def test_place_list_query_count(login, coordinator, coalition, django_assert_max_num_queries, count):
    PlaceFactory.create_batch(count, coalition=coalition)
    client = login(coordinator)

    with django_assert_max_num_queries(20) as queries:
        client.get(url("place_list", "noord"))

    # the list with its municipalities, and who is here for the choices
    assert len([one for one in queries.captured_queries if "coalitionmunicipality" in one["sql"]]) == 2
