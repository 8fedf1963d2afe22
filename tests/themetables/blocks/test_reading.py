"""Reading building blocks: the list, those of a table, one, and its versions."""

import pytest
from django.urls import reverse
from django.utils import timezone

from members.rooms import rooms_of
from province.models import Pillar
from tests.coalitions.factories import CoalitionFactory, PlaceFactory
from tests.members.factories import CircleFactory, MembershipFactory
from tests.themetables.blocks.factories import BlockFactory, ExperienceFactory, adopt, publish
from tests.themetables.factories import BottleneckFactory, PillarFactory, ThemeTableFactory
from themetables.blocks import publishing

pytestmark = pytest.mark.django_db

LIST = reverse("themetables:block_list")


def titles(response):
    return [block.title for block in response.context["page"].object_list]


def test_visitor_reads_what_was_established_and_no_names(client, established, concept, table):
    bottleneck = BottleneckFactory(title="Te weinig uren")
    established.solves.add(bottleneck)
    adoption = adopt(established, reason="Onze eigen reden")

    listed, page = client.get(LIST), client.get(established.get_absolute_url())

    assert titles(listed) == ["Eén zorgpad"]
    assert "De verloskundige belt de gemeente." in page.text
    for secret in (bottleneck.title, established.owner.name, adoption.coalition.name, "Onze eigen reden"):
        assert secret not in page.text
    assert client.get(concept.get_absolute_url()).status_code == 404


def test_versions_are_for_members(login, client, member, stranger, established, path):
    assert client.get(path("history", established)).status_code == 302
    assert login(stranger).get(path("version", established, 1)).status_code == 404
    assert login(member).get(path("version", established, 1)).status_code == 200


def test_member_reads_concepts_too(login, member, concept):
    client = login(member)

    assert titles(client.get(LIST)) == ["Kraamzorg regelen"]
    assert "Dit is een concept" in client.get(concept.get_absolute_url()).text


def test_list_filters(login, member, concept, established):
    pillar = PillarFactory(slug="voor")
    other = BlockFactory(title="Van een andere tafel", table=ThemeTableFactory(slug="scholing", pillars=[pillar]))
    client = login(member)

    asked = [
        client.get(LIST, query)
        for query in (
            {"tafel": "scholing"},
            {"pijler": "voor"},
            {"stand": "adopted"},
            {"stand": "nonsens"},
        )
    ]

    assert [titles(response) for response in asked] == [
        [other.title],
        [other.title],
        [established.title],
        [established.title, concept.title, other.title],
    ]
    assert Pillar.objects.count() == 1


def test_list_without_hits_says_what_to_do(login, member, established):
    client = login(member)

    assert "Geen bouwsteen gevonden" in client.get(LIST, {"stand": "tested"}).text


def test_empty_list_says_why(client):
    assert "Er zijn nog geen bouwstenen" in client.get(LIST).text


def test_list_renews_itself(login, member, established):
    response = login(member).get(LIST, headers={"HX-Request": "true"})

    assert response.text.lstrip().startswith('<div id="bouwstenen">')


def test_replaced_is_in_the_list_only_when_asked_for(login, member, lead, established):
    publishing.replace(established, BlockFactory(title="Iets beters", adopted=True), by=lead, now=timezone.now())
    client = login(member)

    assert titles(client.get(LIST)) == ["Iets beters"]
    assert titles(client.get(LIST, {"stand": "replaced"})) == ["Eén zorgpad"]


@pytest.mark.parametrize("count", [1, 3])
def test_list_query_count(login, django_assert_num_queries, count):
    leader = MembershipFactory(leader=True, circle=CoalitionFactory().circle).user
    for _ in range(count):
        adopt(BlockFactory(adopted=True))
    client = login(leader)

    # session, user, memberships; pillars, tables of the filters; how many, blocks; own coalitions, answers, places
    with django_assert_num_queries(10):
        response = client.get(LIST)

    assert len(titles(response)) == count


def test_list_says_how_many_municipalities_use_it(login, member, established):
    coalition = CoalitionFactory()
    PlaceFactory.create_batch(2, coalition=coalition)
    PlaceFactory()
    adopt(established, coalition)
    adopt(established, PlaceFactory().coalition, "not_yet")

    assert "In gebruik in 2 van 4 gemeenten." in login(member).get(LIST).text


def test_leader_sees_the_own_answer(login, established, concept):
    coalition = CoalitionFactory(name="Waadhoeke")
    leader = MembershipFactory(circle=coalition.circle, leader=True).user
    client = login(leader)

    before = client.get(LIST).text
    adopt(established, coalition, "adapted")

    assert "kies wat jullie ermee doen" in before
    assert "aangepast</a>" in client.get(LIST).text


def test_page_of_a_block_shows_who_does_what(login, member, established):
    place = PlaceFactory(coalition__name="Waadhoeke", municipality__name="Waadhoeke")
    contact = MembershipFactory(user__name="Harmen Contact").user
    adopt(established, place.coalition, contact=contact, reason="Het past hier.")
    PlaceFactory(municipality__name="Vlieland")
    established.solves.add(BottleneckFactory(title="Te weinig uren"))

    page = login(member).get(established.get_absolute_url()).text

    for words in ("In gebruik in 1 van 2 gemeenten", "Harmen Contact", "Het past hier.", "Te weinig uren"):
        assert words in page
    assert "Vlieland, nog geen antwoord" in page


@pytest.mark.parametrize("count", [1, 3])
def test_block_query_count(login, member, django_assert_num_queries, established, count):
    for _ in range(count):
        adoption = adopt(established, PlaceFactory().coalition)
        ExperienceFactory(block=established, coalition=adoption.coalition)
        established.solves.add(BottleneckFactory())
    client = login(member)

    # session, user, memberships; block, newest version; answers, experiences, places of coalitions, municipalities,
    # own coalitions, bottlenecks; documents; conversations; the seven of the chain
    with django_assert_num_queries(QUERIES_OF_A_BLOCK):
        client.get(established.get_absolute_url())


QUERIES_OF_A_BLOCK = 20


def test_coalition_that_went_on_in_another_is_not_shown(login, member, established):
    adoption = adopt(established, CoalitionFactory(name="Opgegaan", merged_into=CoalitionFactory()))
    type(adoption.coalition).objects.filter(pk=adoption.coalition_id).update(carried_over_at=timezone.now())

    assert login(member).get(established.get_absolute_url()).context["states"] == []


def test_table_has_a_page_of_its_blocks(login, client, lead, member, table, concept, established):
    publishing.replace(established, BlockFactory(adopted=True), by=lead, now=timezone.now())
    url = reverse("themetables:table_blocks", args=[table.slug])

    as_visitor, as_member, as_lead = client.get(url).text, login(member).get(url).text, login(lead).get(url).text

    assert "Kraamzorg regelen" in as_member
    assert "Kraamzorg regelen" not in as_visitor
    assert "Vervangen bouwstenen (1)" in as_member
    assert "Schrijf een bouwsteen" in as_lead
    assert "Schrijf een bouwsteen" not in as_member


def test_table_without_blocks_says_what_to_do(login, client, lead, table):
    url = reverse("themetables:table_blocks", args=[table.slug])

    assert "Hier staat nog niets" in client.get(url).text
    assert "Begin met een concept" in login(lead).get(url).text


def test_table_without_a_circle_has_a_page_too(client):
    ThemeTableFactory(closed=True, circle=None, slug="gestopt")

    assert client.get(reverse("themetables:table_blocks", args=["gestopt"])).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_table_blocks_query_count(login, member, table, django_assert_num_queries, count):
    BlockFactory.create_batch(count, table=table)
    client = login(member)

    with django_assert_num_queries(6):  # session, user, memberships, table, blocks, municipalities
        client.get(reverse("themetables:table_blocks", args=[table.slug]))


def test_history_shows_versions_and_steps(login, member, established, path):
    publish(established, what_changed="Korter.")

    page = login(member).get(path("history", established)).text

    assert "Korter." in page
    assert "Versie 1 vastgesteld." in page
    assert "Zet naast elkaar" in page


def test_history_without_a_version_says_so(login, member, concept, path):
    assert "Er is nog geen versie" in login(member).get(path("history", concept)).text


@pytest.mark.parametrize("count", [1, 3])
def test_history_query_count(login, member, established, path, django_assert_num_queries, count):
    publish(established, count)
    client = login(member)

    with django_assert_num_queries(6):  # session, user, memberships, block, versions, steps
        client.get(path("history", established))


def test_old_version_leads_to_the_newest(login, member, established, path):
    publish(established, common_text="Bel om 12 weken.")

    page = login(member).get(path("version", established, 1)).text

    assert "De verloskundige belt de gemeente." in page
    assert "Er is een nieuwere versie." in page


def test_two_versions_beside_each_other(login, member, established, path):
    publish(established, common_text="De verloskundige belt het gebiedsteam.")
    publish(established, title="Nog één zorgpad")
    client = login(member)

    last_two = client.get(path("difference", established)).context
    chosen = client.get(path("difference", established), {"oud": "2", "nieuw": "1"}).context
    wrong = client.get(path("difference", established), {"oud": "2", "nieuw": "9"}).context

    assert [version.number for version in last_two["pair"]] == [2, 3]
    assert [row.label for row in chosen["rows"] if row.is_changed] == ["Gezamenlijke tekst"]
    assert "<del>" in chosen["rows"][-1].old
    assert wrong["pair"] is None


def test_one_version_has_nothing_beside_it(login, member, established, path):
    assert "Er valt nog niets te vergelijken" in login(member).get(path("difference", established)).text


def test_circle_of_another_kind_has_no_blocks(member, network, table):
    coalition_without_page = CircleFactory()
    table_without_page = CircleFactory(table=True, slug="tafel-zonder-pagina")

    found = [
        [room.label for room in rooms_of(circle, member)]
        for circle in (network, coalition_without_page, table_without_page, table.circle)
    ]

    assert ["Bouwstenen" in labels for labels in found] == [False, False, False, True]
