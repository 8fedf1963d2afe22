"""The list and the page of an organisation."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from coalitions.models import FormerName, OrganisationChange, Partner
from tests.coalitions.factories import CoalitionFactory, OrganisationFactory, PartnerFactory
from tests.members.factories import UserFactory
from tests.province.factories import MunicipalityFactory

pytestmark = pytest.mark.django_db

LIST = reverse("coalitions:organisation_list")


def shown(response):
    return [organisation.name for organisation in response.context["page"].object_list]


@pytest.mark.parametrize("who", ["stranger", "visitor"])
def test_directory_is_for_members(client, stranger, who):
    organisation = OrganisationFactory(name="Geheim huis")
    if who == "stranger":
        client.force_login(stranger)

    for url in (LIST, organisation.get_absolute_url()):
        response = client.get(url)
        assert response.status_code == (404 if who == "stranger" else 302)
        assert "Geheim huis" not in response.text


def test_place_shows_who_works_there_and_who_works_everywhere(login, member, sudwest, elsewhere):
    OrganisationFactory(name="Hier", working_in=[sudwest])
    OrganisationFactory(name="Daar", working_in=[elsewhere])
    OrganisationFactory(name="Overal", level="national")

    response = login(member).get(LIST, {"gemeente": "sudwest-fryslan"})

    assert shown(response) == ["Hier", "Overal"]
    assert "2 organisaties gevonden voor Súdwest-Fryslân" in response.text
    assert [heading for heading, _, _ in response.context["groups"]] == ["Lokaal", "Landelijk"]


def test_domain_and_kind_narrow_the_list(login, member):
    OrganisationFactory(name="Kraam", kind="maternity_care")
    OrganisationFactory(name="Verlos", kind="midwives")
    OrganisationFactory(name="Verzeker", kind="insurer")
    client = login(member)

    assert shown(client.get(LIST, {"domein": "medical"})) == ["Kraam", "Verlos"]
    assert shown(client.get(LIST, {"soort": "midwives"})) == ["Verlos"]


def test_unknown_filter_shows_everything_with_an_error(login, member):
    OrganisationFactory(name="Iets")

    response = login(member).get(LIST, {"gemeente": "weg", "zoek": "iets"})

    assert shown(response) == ["Iets"]
    assert "Er klopt iets niet" in response.text


def test_phone_and_website_are_at_hand(login, member):
    OrganisationFactory(phone="058 1234567", website="https://voorbeeld.invalid/", area="Sneek", for_whom="Vaders")

    text = login(member).get(LIST).text

    assert 'href="tel:0581234567"' in text
    assert 'href="https://voorbeeld.invalid/"' in text
    assert "Werkt in Sneek." in text
    assert "Vaders" in text


@pytest.mark.parametrize(
    ("query", "title"), [({}, "De sociale kaart is nog leeg"), ({"zoek": "maan"}, "Niemand gevonden")]
)
def test_empty_list_says_what_to_do(login, member, query, title):
    text = login(member).get(LIST, query).text

    assert title in text
    assert reverse("coalitions:organisation_create") in text


def test_who_does_not_say_it_itself_stands_under_a_heading_of_its_own(login, member):
    OrganisationFactory(name="Zegt het", kind="welfare", offers="Hulp bij geldzorgen")
    OrganisationFactory(name="Zegt het niet", kind="welfare")
    OrganisationFactory(name="Deel", kind="insurer", offers="vervoersadvies")
    client = login(member)

    text = client.get(LIST, {"zoek": "geldzorgen"}).text
    assert "2 organisaties gevonden: 1 noemt het zelf, 1 kan misschien ook helpen." in text
    assert (
        text.index(">Zegt het<") < text.index("<h2>Kunnen misschien ook helpen</h2>") < text.index(">Zegt het niet<")
    )

    text = client.get(LIST, {"zoek": "geldzorgen vervoersadvies"}).text
    assert "2 organisaties gevonden: geen noemt het zelf, 2 passen bij een deel van je woorden." in text


def test_guess_is_called_a_guess(login, member):
    OrganisationFactory(name="Tjongerschans")

    assert "deze namen lijken erop" in login(member).get(LIST, {"zoek": "tjongerscans"}).text


@pytest.mark.parametrize("count", [1, 3])
def test_list_query_count(login, member, django_assert_num_queries, sudwest, count):
    OrganisationFactory.create_batch(count, offers="hulp thuis", working_in=[sudwest])
    client = login(member)

    # session, user, memberships, municipality, how many fit, count, page, municipalities, suggestions
    with django_assert_num_queries(9):
        client.get(LIST, {"zoek": "thuis", "gemeente": "sudwest-fryslan"})


def test_long_list_has_pages_that_keep_the_search(login, member):
    OrganisationFactory.create_batch(41, offers="hulp")

    response = login(member).get(LIST, {"soort": "midwives"})

    assert "Pagina 1 van 2" in response.text
    assert "?soort=midwives&amp;page=2" in response.text


def test_page_tells_everything(login, member, sudwest):
    owner = UserFactory(name="Houdt Bij")
    organisation = OrganisationFactory(
        name="Frisius MC",
        short_name="Frisius",
        kind="hospital",
        level="region",
        offers="Bevallen met **hulp**",
        for_whom="Iedereen",
        description="Een ziekenhuis",
        area="Sneek en omgeving",
        phone="058 1234567",
        website="https://voorbeeld.invalid/",
        contact_function="coördinator geboortezorg",
        note="Misschien anders",
        owner=owner,
        reviewed_on=date(2026, 1, 2),
        review_on=timezone.localdate() + timedelta(days=30),
        working_in=[sudwest],
    )
    FormerName.objects.create(organisation=organisation, name="MCL", until=date(2025, 1, 1), source="skipr.nl")
    coalition = CoalitionFactory(name="Samen Sterk")
    moment = timezone.now()
    Partner.objects.create(coalition=coalition, organisation=organisation, since=date(2024, 5, 1), changed_at=moment)
    Partner.objects.create(
        coalition=CoalitionFactory(name="Voorbij"),
        organisation=organisation,
        since=date(2020, 5, 1),
        until=date(2021, 1, 1),
        changed_at=moment,
    )

    text = login(member).get(organisation.get_absolute_url()).text

    for words in (
        "Ook wel Frisius. Gynaecologen en ziekenhuis, regionaal.",
        "Bevallen met <strong>hulp</strong>",
        "Sneek en omgeving.",
        "1 gemeente: Súdwest-Fryslân.",
        "MCL, tot 1 januari 2025",
        "(bron: skipr.nl)",
        "coördinator geboortezorg",
        "Houdt Bij",
        "2 januari 2026",
        "Misschien anders",
        "Samen Sterk</a>, sinds 1 mei 2024",
        "Stel een wijziging voor",
    ):
        assert words in text
    assert "Voorbij" not in text
    assert "Moet opnieuw worden nagekeken" not in text


def test_page_of_what_is_hardly_known_says_so(login, member):
    text = login(member).get(OrganisationFactory(source="").get_absolute_url()).text

    assert "Dat heeft nog niemand opgeschreven." in text
    assert "niet bekend" in text
    assert "nog niemand" in text
    assert "In geen enkele coalitie" in text
    assert "Nog niets" in text


def test_overdue_review_and_the_end_are_shown_not_hidden(login, member):
    organisation = OrganisationFactory(review_on=date(2026, 1, 1), closed_on=date(2026, 2, 1))

    text = login(member).get(organisation.get_absolute_url()).text

    assert "Moet opnieuw worden nagekeken" in text
    assert "Deze organisatie is gestopt op 1 februari 2026." in text


def test_history_tells_who_changed_what(login, member):
    organisation = OrganisationFactory()
    author = UserFactory(name="Wie Het Deed")
    OrganisationChange.objects.create(
        organisation=organisation,
        kind="changed",
        by=author,
        at=timezone.now(),
        reason="stond op de site",
        fields=[["phone", "058 1", "058 2"], ["area", "Sneek", ""]],
    )
    OrganisationChange.objects.bulk_create(
        OrganisationChange(organisation=organisation, kind="reviewed", at=datetime(2020, 1, 1, tzinfo=UTC))
        for _ in range(50)
    )

    text = login(member).get(organisation.get_absolute_url()).text

    assert "gewijzigd door Wie Het Deed. Reden: stond op de site" in text
    assert "<del>058 1</del>" in text
    assert "<ins>058 2</ins>" in text
    assert "nu leeg" in text
    assert "Oudere wijzigingen staan niet op deze pagina." in text


@pytest.mark.parametrize("count", [1, 3])
def test_page_query_count(login, member, django_assert_num_queries, sudwest, count):
    organisation = OrganisationFactory(working_in=[sudwest], called=[f"Naam {number}" for number in range(count)])
    for _ in range(count):
        Partner.objects.create(
            coalition=CoalitionFactory(), organisation=organisation, since=date(2024, 5, 1), changed_at=timezone.now()
        )
        OrganisationChange.objects.create(
            organisation=organisation, kind="changed", by=UserFactory(), at=timezone.now(), fields=[["area", "", "x"]]
        )
    client = login(member)

    # session, user, memberships, organisation, changes, municipalities, right to edit, suggestions, partners with
    # their count, names, documents
    with django_assert_num_queries(12):
        client.get(organisation.get_absolute_url())


def test_hostile_organisation_is_only_text(login, member):
    organisation = OrganisationFactory(name="<script>alert(1)</script>", offers="<img src=x onerror=alert(1)>")
    client = login(member)

    for url in (LIST, organisation.get_absolute_url()):
        text = client.get(url).text
        assert "<script>alert" not in text
        assert "<img src=x" not in text


def test_partner_of_many_coalitions_shows_them_on_pages(login, member):
    organisation = OrganisationFactory(name="Overal", level="national")
    for number in range(21):
        PartnerFactory(organisation=organisation, coalition__name=f"Coalitie {number:02}")
    client = login(member)

    found = [client.get(organisation.get_absolute_url(), {"page": page}).context["page"] for page in ("1", "2", "99")]

    assert [len(page.object_list) for page in found] == [20, 1, 1]
    assert found[1].object_list[0].coalition.name == "Coalitie 20"


def test_place_that_ended_or_is_still_to_come_is_not_offered(login, member):
    MunicipalityFactory(name="Van Vroeger", until=timezone.localdate())
    MunicipalityFactory(name="Van Straks", since=timezone.localdate() + timedelta(days=1))
    MunicipalityFactory(name="Van Nu")

    text = login(member).get(LIST).text

    assert "Van Nu</option>" in text
    assert "Van Vroeger" not in text
    assert "Van Straks" not in text
