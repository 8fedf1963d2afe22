from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from coalitions.phases import change_phase
from tests.coalitions.factories import CoalitionFactory, OrganisationFactory, PartnerFactory, PlaceFactory
from tests.members.factories import MembershipFactory
from tests.province.factories import MunicipalityFactory

pytestmark = pytest.mark.django_db


def detail(coalition):
    return reverse("coalitions:coalition_detail", args=[coalition.slug])


@pytest.fixture
def waadhoeke():
    municipality = MunicipalityFactory(
        name="Wâldhoeke", name_dutch="Woudhoek", name_frisian="Wâldhoeke", inhabitants=46_309, shape="M1 1h2v2z"
    )
    return PlaceFactory(coalition__name="Wâldhoeke", municipality=municipality).coalition


@pytest.mark.parametrize("text", ["wald", "WÂLD", "woud", "hoeke "])
def test_coalition_is_found_by_dutch_and_frisian_name(client, waadhoeke, text):
    PlaceFactory()

    response = client.get(reverse("coalitions:coalition_list"), {"zoek": text})

    assert response.context["coalitions"] == [waadhoeke]
    assert "1 coalitie gevonden voor" in response.text


def test_coalition_is_not_found_by_a_municipality_that_left(client, waadhoeke):
    left = PlaceFactory(coalition=waadhoeke, municipality__name="Verlaten", until=date(2024, 1, 1))

    response = client.get(reverse("coalitions:coalition_list"), {"zoek": left.municipality.name})

    assert response.context["coalitions"] == []
    assert "Geen coalitie gevonden" in response.text


def test_coalition_without_municipality_says_so(client):
    CoalitionFactory()

    response = client.get(reverse("coalitions:coalition_list"))

    assert "Op dit moment hoort er geen gemeente bij." in response.text


def test_empty_list_says_why(client):
    assert "Er zijn nog geen coalities" in client.get(reverse("coalitions:coalition_list")).text


def test_too_long_search_shows_everything_with_an_error(client, waadhoeke):
    response = client.get(reverse("coalitions:coalition_list"), {"zoek": "a" * 101})

    assert response.context["coalitions"] == [waadhoeke]
    assert response.context["form"].errors == {
        "zoek": ["Zorg dat deze waarde niet meer dan 100 tekens bevat (het zijn er nu 101)."]
    }


def test_hostile_search_is_only_text(client, waadhoeke):
    response = client.get(reverse("coalitions:coalition_list"), {"zoek": "<script>alert(1)</script>"})

    assert "<script>alert" not in response.text


@pytest.mark.parametrize("count", [1, 3])
def test_list_query_count(client, django_assert_num_queries, count):
    PlaceFactory.create_batch(count)

    with django_assert_num_queries(4):  # how many, coalitions, municipalities, map
        client.get(reverse("coalitions:coalition_list"))


def test_list_of_a_country_comes_in_pages(client, waadhoeke):
    PlaceFactory.create_batch(24, coalition__name="Aaa")

    response = client.get(reverse("coalitions:coalition_list"), {"page": 2})

    assert response.context["coalitions"] == [waadhoeke]
    assert "Alle 25 coalities" in response.text
    assert "Pagina 2 van 2" in response.text


def test_list_alone_is_asked_for_by_the_script(client, waadhoeke):
    response = client.get(reverse("coalitions:coalition_list"), {"zoek": "wald"}, headers={"HX-Request": "true"})

    assert "1 coalitie gevonden" in response.text
    assert "<h1>" not in response.text


def test_list_shows_the_map_to_everybody_until_they_search(client, login, member, waadhoeke):
    link = f'href="{waadhoeke.get_absolute_url()}" aria-label="Wâldhoeke, fase nog niet ingevuld"'

    assert link in client.get(reverse("coalitions:coalition_list")).text
    assert link in login(member).get(reverse("coalitions:coalition_list")).text
    assert link not in client.get(reverse("coalitions:coalition_list"), {"zoek": "wald"}).text


def test_list_is_not_doubled_by_the_table_of_the_map(client, waadhoeke):
    text = client.get(reverse("coalitions:coalition_list")).text

    assert "<table" not in text
    assert text.count(f'href="{waadhoeke.get_absolute_url()}"') == 2  # on the map and in the list


def test_circle_is_found_by_who_may_see_it(client, member, coordinator, stranger, waadhoeke):
    partner = MembershipFactory(circle=waadhoeke.circle).user
    leader = MembershipFactory(circle=waadhoeke.circle, leader=True).user
    link = f'href="{waadhoeke.circle.get_absolute_url()}"'
    assert link not in client.get(detail(waadhoeke)).text

    for user, seen in [(stranger, False), (member, False), (partner, True), (leader, True), (coordinator, True)]:
        client.force_login(user)
        assert (link in client.get(detail(waadhoeke)).text) == seen


def test_visitor_reads_facts_but_no_names(client, waadhoeke):
    MembershipFactory(circle=waadhoeke.circle, leader=True, user__name="Leider Geheim")
    MembershipFactory(circle=waadhoeke.circle, user__name="Partner Geheim")

    response = client.get(detail(waadhoeke))

    assert "46.309 inwoners, in het Nederlands Woudhoek" in response.text
    assert "M1 1h2v2z" in response.text
    assert "Een of meer coalitieleiders houden de coalitie gaande." in response.text
    assert "Geheim" not in response.text


def test_stranger_sees_what_a_visitor_sees(login, stranger, waadhoeke):
    MembershipFactory(circle=waadhoeke.circle, leader=True, user__name="Leider Geheim")

    assert "Geheim" not in login(stranger).get(detail(waadhoeke)).text


def test_member_sees_the_people_as_each_chose(login, member, waadhoeke):
    MembershipFactory(circle=waadhoeke.circle, leader=True, user__name="Leider Bekend", user__function="beleid")
    MembershipFactory(circle=waadhoeke.circle, user__name="Voornaam Achternaam", user__shows_first_name_only=True)
    MembershipFactory(circle=waadhoeke.circle, ended=True, user__name="Ver Trokken")
    MembershipFactory(circle=waadhoeke.circle, user__name="Nooit Meer", user__is_active=False)

    response = login(member).get(detail(waadhoeke))

    assert [str(person) for person in response.context["leaders"]] == ["Leider Bekend"]
    assert [str(person) for person in response.context["others"]] == ["Voornaam"]
    assert "beleid" in response.text
    assert "Achternaam" not in response.text


def test_coalition_without_people_says_so(login, member, client, waadhoeke):
    assert "heeft nu geen coalitieleider" in client.get(detail(waadhoeke)).text

    text = login(member).get(detail(waadhoeke)).text

    assert "Deze coalitie heeft nu geen coalitieleider. Je bericht komt bij de aanjager van het netwerk." in text
    assert "De coalitie heeft hier nog niet ingevuld welke organisaties meedoen." in text
    assert "Er doen nog geen andere mensen mee in dit portaal." in text
    assert "We kennen nog geen organisaties die hier werken." in text
    assert "De coalitie heeft hier nog niets over zichzelf geschreven." in text


def test_leader_who_cannot_log_in_any_more_leads_nothing(client, waadhoeke):
    MembershipFactory(circle=waadhoeke.circle, leader=True, user__is_active=False)

    assert "heeft nu geen coalitieleider" in client.get(detail(waadhoeke)).text


def test_organisations_stand_by_domain_and_the_nearest_first(client, waadhoeke):
    here = waadhoeke.municipality_places.get().municipality
    OrganisationFactory(name="Ver", level="province", working_in=[here], called=["Vroeg", "Later"])
    OrganisationFactory(name="Dichtbij", website="https://voorbeeld.invalid/", area="de hoek", working_in=[here])
    OrganisationFactory(name="Bestuur", kind="municipality", working_in=[here])
    OrganisationFactory(name="Gestopt", closed_on=date(2024, 1, 1), working_in=[here])
    OrganisationFactory(name="Elders", working_in=[MunicipalityFactory()])

    response = client.get(detail(waadhoeke))

    shown = ["<h3>Medisch</h3>", "Dichtbij", "Ver</strong>", "<h3>Gemeente</h3>", "Bestuur</strong>"]
    assert [response.text.index(words) for words in shown] == sorted(response.text.index(words) for words in shown)
    assert "Elders" not in response.text
    assert "Gestopt" not in response.text
    assert "(vroeger Later en Vroeg)" in response.text
    assert 'href="https://voorbeeld.invalid/"' in response.text


def test_page_follows_a_changed_organisation(client, waadhoeke):
    here = waadhoeke.municipality_places.get().municipality
    organisation = OrganisationFactory(name="Oude naam", working_in=[here])
    assert "Oude naam" in client.get(detail(waadhoeke)).text

    organisation.name = "Nieuwe naam"
    organisation.save()

    text = client.get(detail(waadhoeke)).text
    assert "Nieuwe naam" in text
    assert "Oude naam" not in text


def test_hostile_organisation_is_only_text(client, waadhoeke):
    here = waadhoeke.municipality_places.get().municipality
    OrganisationFactory(name="<script>alert(1)</script>", working_in=[here])

    assert "<script>alert" not in client.get(detail(waadhoeke)).text


def test_organisation_of_two_municipalities_is_named_once(client):
    coalition = CoalitionFactory()
    places = PlaceFactory.create_batch(2, coalition=coalition)
    OrganisationFactory(name="Overal", working_in=[place.municipality for place in places])

    response = client.get(detail(coalition))

    assert response.text.count("<strong>Overal</strong>") == 1
    assert "60.000 inwoners" in response.text


@pytest.mark.parametrize("count", [1, 3, 40])
def test_page_query_count_for_a_visitor(client, django_assert_num_queries, count):
    coalition = CoalitionFactory()
    for place in PlaceFactory.create_batch(min(count, 3), coalition=coalition):
        OrganisationFactory.create_batch(min(count, 3), working_in=[place.municipality])
    PartnerFactory.create_batch(count, coalition=coalition)

    # coalition, municipalities, phases, organisations, partners, leader, documents, activity
    with django_assert_num_queries(8):
        client.get(detail(coalition))


@pytest.mark.parametrize(("is_member", "words"), [(False, "in maart 2026."), (True, "op 4 maart 2026.")])
def test_page_says_when_something_last_happened_to_a_visitor_by_the_month(login, client, member, is_member, words):
    coalition = CoalitionFactory(changed_at=datetime(2026, 3, 4, 12, tzinfo=UTC))

    text = (login(member) if is_member else client).get(detail(coalition)).text

    assert words in text
    assert ("4 maart" in text) is is_member


def test_page_of_a_coalition_in_which_nothing_happened_names_no_month(client):
    assert "Laatst bijgewerkt" not in client.get(detail(CoalitionFactory(changed_at=None))).text


def test_page_query_count_for_a_member_is_the_same_whatever_there_is(login, member):
    client, counts = login(member), []

    for count in (1, 3, 40):
        coalition = CoalitionFactory()
        for membership in MembershipFactory.create_batch(count, circle=coalition.circle):
            PartnerFactory(coalition=coalition, contact=membership.user)
        OrganisationFactory.create_batch(count, working_in=[PlaceFactory(coalition=coalition).municipality])
        with CaptureQueriesContext(connection) as queries:
            response = client.get(detail(coalition))
        assert len(response.context["others"]) == count
        counts.append(len(queries))

    # session, user, memberships, coalition, municipalities, phases, organisations, partners, people, missing, and
    # what rooms and activities ask: one each for every app that has some
    assert counts == [counts[0]] * 3
    assert counts[0] <= 30


def test_unknown_coalition_is_not_there(client):
    assert client.get("/coalities/weg/").status_code == 404


def test_hostile_summary_is_only_text(client, waadhoeke):
    waadhoeke.summary = '<img src=x onerror="alert(1)">'
    waadhoeke.save()

    assert "<img" not in client.get(detail(waadhoeke)).text


def test_page_names_the_phase_in_words(client, waadhoeke):
    assert "nog niet ingevuld in welke fase" in client.get(detail(waadhoeke)).text

    for phase, since, note in [("running", date(2022, 5, 1), "Eindelijk."), ("lasting", date(2025, 3, 1), "")]:
        change_phase(waadhoeke, phase, since=since, note=note, by=None, now=timezone.now())

    text = client.get(detail(waadhoeke)).text
    assert "Borgen: de afspraken blijven" in text
    assert "Dat is zo sinds 1 maart 2025." in text
    assert "<li>Uitvoeren, sinds 1 mei 2022. Eindelijk.</li>" in text


def test_municipality_of_tomorrow_is_not_there_today(client, waadhoeke):
    PlaceFactory(coalition=waadhoeke, municipality__name="Morgen", since=date(timezone.localdate().year + 1, 1, 1))

    assert "Morgen" not in client.get(detail(waadhoeke)).text
