from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.coalitions.factories import CoalitionFactory, OrganisationFactory, PlaceFactory
from tests.members.factories import MembershipFactory
from tests.province.factories import MunicipalityFactory

pytestmark = pytest.mark.django_db


def detail(coalition):
    return reverse("coalitions:coalition_detail", args=[coalition.slug])


def edit(coalition):
    return reverse("coalitions:coalition_edit", args=[coalition.slug])


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

    with django_assert_num_queries(3):  # coalitions, municipalities, map
        client.get(reverse("coalitions:coalition_list"))


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

    for user, words in [
        (stranger, ""),
        (member, ""),
        (partner, "Naar de kring van deze coalitie"),
        (leader, "Mensen en uitnodigingen"),
        (coordinator, "Mensen en uitnodigingen"),
    ]:
        client.force_login(user)
        text = client.get(detail(waadhoeke)).text
        assert (link in text) == bool(words)
        assert words in text


def test_visitor_reads_facts_but_no_names(client, waadhoeke):
    MembershipFactory(circle=waadhoeke.circle, leader=True, user__name="Leider Geheim")
    MembershipFactory(circle=waadhoeke.circle, user__name="Partner Geheim")

    response = client.get(detail(waadhoeke))

    assert "46.309 inwoners, in het Nederlands Woudhoek" in response.text
    assert "M1 1h2v2z" in response.text
    assert "vraag voor de coalitieleider" in response.text
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
    assert [str(person) for person in response.context["partners"]] == ["Voornaam"]
    assert "beleid" in response.text
    assert "Achternaam" not in response.text


def test_coalition_without_people_says_so(login, member, client, waadhoeke):
    assert "heeft nu geen coalitieleider" in client.get(detail(waadhoeke)).text

    text = login(member).get(detail(waadhoeke)).text

    assert "Deze coalitie heeft nu geen coalitieleider. De aanjager zoekt iemand." in text
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


@pytest.mark.parametrize("count", [1, 3])
def test_page_query_count_for_a_visitor(client, django_assert_num_queries, count):
    coalition = CoalitionFactory()
    for place in PlaceFactory.create_batch(count, coalition=coalition):
        OrganisationFactory.create_batch(count, working_in=[place.municipality])

    with django_assert_num_queries(4):  # coalition, municipalities, organisations, leader
        client.get(detail(coalition))


@pytest.mark.parametrize("count", [1, 3])
def test_page_query_count_for_a_member(login, member, django_assert_num_queries, count):
    coalition = CoalitionFactory()
    MembershipFactory.create_batch(count, circle=coalition.circle)
    OrganisationFactory.create_batch(count, working_in=[PlaceFactory(coalition=coalition).municipality])
    client = login(member)

    # session, user, memberships, coalition, municipalities, organisations, people
    with django_assert_num_queries(7):
        client.get(detail(coalition))


def test_unknown_coalition_is_not_there(client):
    assert client.get("/coalities/weg/").status_code == 404


@pytest.mark.parametrize(("role", "status"), [(None, 302), ("partner", 403), ("other", 403), ("leader", 200)])
def test_edit_access(client, waadhoeke, role, status):
    people = {
        None: None,
        "partner": MembershipFactory(circle=waadhoeke.circle).user,
        "other": MembershipFactory(leader=True).user,
        "leader": MembershipFactory(circle=waadhoeke.circle, leader=True).user,
    }
    if people[role]:
        client.force_login(people[role])

    assert client.get(edit(waadhoeke)).status_code == status
    assert ("Wijzig deze pagina" in client.get(detail(waadhoeke)).text) == (status == 200)


def test_leader_writes_the_page(login, waadhoeke):
    leader = MembershipFactory(circle=waadhoeke.circle, leader=True).user
    client = login(leader)

    response = client.post(
        edit(waadhoeke),
        {"phase": "running", "started_on": "2021-09-01", "summary": "Wij **doen** het.", "name": "Gekaapt"},
        follow=True,
    )

    waadhoeke.refresh_from_db()
    assert (waadhoeke.name, waadhoeke.phase, waadhoeke.started_on) == ("Wâldhoeke", "running", date(2021, 9, 1))
    assert "De pagina van de coalitie is gewijzigd." in response.text
    assert "Wij <strong>doen</strong> het." in response.text
    assert "Gestart op" in response.text
    assert "1 september 2021" in response.text


def test_coordinator_writes_any_page(login, coordinator, waadhoeke):
    assert login(coordinator).post(edit(waadhoeke), {"phase": ""}).status_code == 302


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("phase", "gekaapt", "Selecteer een geldige keuze. gekaapt is geen beschikbare keuze."),
        ("started_on", "gisteren", "Voer een geldige datum in."),
        ("summary", "a" * 2001, "Zorg dat deze waarde niet meer dan 2000 tekens bevat (het zijn er nu 2001)."),
    ],
)
def test_wrong_input_is_explained_and_kept(login, coordinator, waadhoeke, field, value, error):
    response = login(coordinator).post(edit(waadhoeke), {"phase": "running", "summary": "Getypt", field: value})

    assert response.context["form"].errors == {field: [error]}
    assert response.text.count("Fout: ") > 1
    waadhoeke.refresh_from_db()
    assert waadhoeke.summary == ""


def test_hostile_summary_is_only_text(client, waadhoeke):
    waadhoeke.summary = '<img src=x onerror="alert(1)">'
    waadhoeke.save()

    assert "<img" not in client.get(detail(waadhoeke)).text


def test_page_names_the_phase_in_words(client, waadhoeke):
    assert "nog niet ingevuld in welke fase" in client.get(detail(waadhoeke)).text

    waadhoeke.phase = "lasting"
    waadhoeke.save()

    assert "Borgen: de afspraken blijven" in client.get(detail(waadhoeke)).text


def test_municipality_of_tomorrow_is_not_there_today(client, waadhoeke):
    PlaceFactory(coalition=waadhoeke, municipality__name="Morgen", since=date(timezone.localdate().year + 1, 1, 1))

    assert "Morgen" not in client.get(detail(waadhoeke)).text
