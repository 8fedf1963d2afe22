import pytest
from django.test import RequestFactory
from django.urls import reverse

from kansrijkestart.navigation import Entry, navigation
from kansrijkestart.templatetags.portal import menu
from tests.members.factories import MembershipFactory, UserFactory

PUBLIC = ["Start", "Coalities", "Thematafels", "Bouwstenen", "Mededelingen", "Symposium"]
MEMBERS = [
    "Start",
    "Coalities",
    "Knelpunten",
    "Thematafels",
    "Bouwstenen",
    "Gesprekken",
    "Bijeenkomsten",
    "Sociale kaart",
    "Bibliotheek",
    "Wie is wie",
]
ACCOUNT = ["Mijn profiel", "Mail die je krijgt", "Inloggen en beveiliging"]

pytestmark = pytest.mark.django_db


def labels(entries):
    return [entry.label for entry in entries]


def test_visitor_finds_the_public_rooms(client):
    context = client.get("/").context

    assert labels(context["navigation"]) == PUBLIC
    assert labels(context["account_menu"]) == []


def test_stranger_keeps_an_account_but_no_network(login, stranger):
    context = login(stranger).get("/").context

    assert labels(context["navigation"]) == PUBLIC
    assert labels(context["account_menu"]) == [*ACCOUNT, "Uitloggen"]


def test_member_finds_people(login, member):
    context = login(member).get("/").context

    assert labels(context["navigation"]) == MEMBERS
    assert labels(context["account_menu"]) == ["Mijn actiepunten", "Enquêtes", "Mijn kringen", *ACCOUNT, "Uitloggen"]


def test_leader_of_a_coalition_finds_the_start_package(login, leader):
    own = ["Mijn actiepunten", "Enquêtes", "Mijn kringen", "Startpakket"]

    assert labels(login(leader).get("/").context["account_menu"]) == [*own, *ACCOUNT, "Uitloggen"]


def test_board_reader_finds_the_money(login, network):
    reader = MembershipFactory(circle=network, role="reader").user
    own = ["Mijn actiepunten", "Enquêtes", "Mijn kringen", "SPUK-geld"]

    assert labels(login(reader).get("/").context["account_menu"]) == [*own, *ACCOUNT, "Uitloggen"]


def test_coordinator_finds_what_is_theirs(login, coordinator):
    context = login(coordinator).get("/").context

    assert labels(context["account_menu"]) == [
        "Mijn actiepunten",
        "Enquêtes",
        "Kringen",
        *ACCOUNT,
        "Overzicht",
        "Gesprekken begeleiden",
        "Startpakket beheren",
        "Vragenlijsten",
        "SPUK-geld",
        "Aanvragen",
        "Zoekwoorden",
        "Verstuurde post",
        "Status",
        "Uitloggen",
    ]


@pytest.mark.parametrize(("path", "current"), [("/", ["Start"]), ("/thematafels/", ["Thematafels"])])
def test_current_room_is_marked(client, path, current):
    entries = client.get(path).context["navigation"]

    assert [entry.label for entry in entries if entry.is_current] == current


@pytest.mark.parametrize("path", ["/coalities/", "/afspraken/", "/interventies/"])
def test_member_finds_the_pages_about_all_coalitions_beside_each_other(login, member, path):
    context = login(member).get(path).context

    assert [tab.url for tab in context["section_tabs"]] == ["/coalities/", "/afspraken/", "/interventies/"]
    assert [tab.url for tab in context["section_tabs"] if tab.is_current] == [path]
    assert [entry.label for entry in context["navigation"] if entry.is_current] == ["Coalities"]


def test_deeper_page_belongs_to_its_section_without_tabs(login, member):
    context = login(member).get("/afspraken/vergelijken/").context

    assert context["section_tabs"] == []
    assert [entry.label for entry in context["navigation"] if entry.is_current] == ["Coalities"]


def test_page_beside_a_section_is_no_part_of_it(login, member):
    context = login(member).get("/symposium/bewijs-controleren/").context

    assert [entry.label for entry in context["navigation"] if entry.is_current] == []


def test_visitor_finds_no_tabs_to_what_is_not_theirs(client):
    assert client.get("/coalities/").context["section_tabs"] == []


def test_page_without_a_user_has_a_navigation():
    context = navigation(RequestFactory().get("/weg/"))

    assert labels(context["navigation"]) == PUBLIC


@pytest.mark.parametrize("page", ["account_choose", "account_set_password", "mfa_add_webauthn", "privacy"])
def test_who_has_to_choose_how_to_log_in_finds_only_the_way_out(client, page):
    client.force_login(UserFactory(factor=False))

    response = client.get(reverse(page))

    assert labels(response.context["navigation"]) == []
    assert labels(response.context["account_menu"]) == ["Uitloggen"]
    assert 'id="menu"' not in response.text
    assert 'popovertarget="menu"' not in response.text


def test_who_may_put_it_off_keeps_the_navigation(client, settings):
    settings.MFA_REQUIRED = "managers"
    client.force_login(UserFactory(factor=False))

    assert labels(client.get(reverse("account_choose")).context["navigation"]) == PUBLIC


def test_what_is_in_a_menu_is_escaped():
    entry = Entry("Zorg & <meer>", "/zorg/?a=1&b=2", True)

    text = menu([entry], "ks-nav__link")

    assert text == (
        '<li><a class="ks-nav__link" href="/zorg/?a=1&amp;b=2" aria-current="page">Zorg &amp; &lt;meer&gt;</a></li>'
    )
