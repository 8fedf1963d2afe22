"""The building blocks of one coalition, on its page, its line, and the start page."""

import pytest
from django.urls import reverse
from django.utils import timezone

from coalitions.activity import last_activity
from coalitions.formation.taking_along import take_along
from members import holdings, reviewing
from tests.coalitions.factories import CoalitionFactory
from tests.members.factories import UserFactory
from tests.themetables.blocks.factories import BlockFactory, ExperienceFactory, adopt, publish
from tests.themetables.factories import BottleneckFactory
from themetables.blocks import publishing, rooms, waiting
from themetables.models import Adoption

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def url(coalition):
    return reverse("themetables:adoption_list", args=[coalition.slug])


def test_answers_stand_by_state_and_the_rest_below(login, member, coalition, block, url):
    recognised = BottleneckFactory(coalition=coalition)
    helps = BlockFactory(title="Lost iets op", published=1, solves=[recognised])
    other = BlockFactory(title="Iets anders", published=1)
    adopt(block, coalition, "not_for_us")
    adopt(BlockFactory(adopted=True), coalition)

    context = login(member).get(url).context

    assert [state.label for state, _ in context["states"]] == ["gebruiken we", "niet voor ons"]
    assert [(one.title, one.is_recognised) for one in context["open"]] == [(helps.title, True), (other.title, False)]


def test_list_leads_a_leader_on(login, leader, member, coalition, block, url):
    adopt(block, coalition)
    publish(block)
    replaced = adopt(BlockFactory(title="Oud", adopted=True), coalition).block
    publishing.replace(replaced, block, by=leader, now=timezone.now())
    BlockFactory(published=1)

    as_member, as_leader = login(member).get(url).text, login(leader).get(url).text

    assert "Gaan jullie mee met versie 2?" in as_leader
    assert "Er is een versie 2." in as_member
    assert "Deze bouwsteen is vervangen." in as_member
    assert "Wat gaan jullie hiermee doen?" in as_leader


def test_empty_list_says_why(login, member, url):
    assert "De coalitie heeft nog niets gekozen" in login(member).get(url).text


@pytest.mark.parametrize("count", [1, 3])
def test_list_query_count(login, member, coalition, url, django_assert_num_queries, count):
    for _ in range(count):
        adopt(BlockFactory(adopted=True), coalition)
        BlockFactory(published=1)
    client = login(member)

    # session, user, memberships, coalition; answers, what is not answered
    with django_assert_num_queries(6):
        client.get(url)


@pytest.mark.parametrize("count", [1, 3])
def test_detail_query_count(login, member, coalition, block, path, django_assert_num_queries, count):
    adopt(block, coalition)
    for number in range(1, count):
        adopt(block, coalition, reason=f"Reden {number}")
    client = login(member)

    # session, user, memberships; answer, changes; the seven of the chain
    with django_assert_num_queries(12):
        client.get(path("adoption_detail"))


@pytest.mark.parametrize(("state", "offered"), [("in_use", True), ("not_yet", False)])
def test_who_works_there_is_led_to_writing_an_experience(
    login, partner, member, coalition, block, path, state, offered
):
    adopt(block, coalition, state)

    assert (path("experience_create") in login(partner).get(path("adoption_detail")).text) == offered
    assert path("experience_create") not in login(member).get(path("adoption_detail")).text


def test_line_of_the_coalition(coalition, member, block, today):
    before = rooms.line(coalition.circle, member, today)
    adopt(block, coalition)
    adopt(BlockFactory(adopted=True), coalition, "not_for_us")

    assert before == "Er is nog niets gekozen."
    assert rooms.line(coalition.circle, member, today) == "1 in gebruik, 1 niet voor ons."


def test_answering_and_telling_is_activity(coalition, block):
    adoption = adopt(block, coalition)
    told = ExperienceFactory(block=block, coalition=CoalitionFactory())

    found = last_activity([coalition.circle, told.coalition.circle, block.table.circle])

    assert found == {
        coalition.circle_id: adoption.changed_at,
        told.coalition.circle_id: told.written_at,
        block.table.circle_id: block.changed_at,
    }


def test_leader_is_asked_about_new_versions(leader, member, coalition, block, today):
    adopt(block, coalition)
    publish(block)

    one = list(waiting.new_versions(leader, today))
    publish(adopt(BlockFactory(adopted=True), coalition).block)
    two = list(waiting.new_versions(leader, today))

    assert one == [
        (
            "Van “Eén zorgpad” is er een versie 2. Gaan jullie mee?",
            "/coalities/waadhoeke/bouwstenen/een-zorgpad/nieuwe-versie/",
        )
    ]
    assert two == [
        (
            "Van 2 bouwstenen die jullie gebruiken is er een nieuwe versie. Gaan jullie mee?",
            "/coalities/waadhoeke/bouwstenen/",
        )
    ]
    assert list(waiting.new_versions(member, today)) == []


def test_leader_is_asked_about_what_solves_something_they_recognise(leader, member, coalition, block, today):
    block.solves.add(BottleneckFactory(coalition=coalition), BottleneckFactory(coalition=coalition))
    BlockFactory(title="Voor anderen", published=1, solves=[BottleneckFactory()])

    one = list(waiting.not_answered(leader, today))
    BlockFactory(published=1, solves=[BottleneckFactory(coalition=coalition)])
    two = list(waiting.not_answered(leader, today))
    adopt(block, coalition, "not_yet")
    answered = list(waiting.not_answered(leader, today))

    assert one == [
        (
            "“Eén zorgpad” lost iets op wat jullie herkennen. Gebruiken jullie hem?",
            "/coalities/waadhoeke/bouwstenen/een-zorgpad/kiezen/",
        )
    ]
    assert [sentence for sentence, _ in two] == [
        "2 bouwstenen lossen iets op wat jullie herkennen. Gebruiken jullie ze?"
    ]
    assert len(answered) == 1
    assert list(waiting.not_answered(member, today)) == []


def test_lead_is_told_of_experiences(table_lead, member, block, today):
    ExperienceFactory(block=block)
    one = list(waiting.unread_experiences(table_lead, today))
    ExperienceFactory(block=block)

    assert one == [("Er is een nieuwe ervaring met “Eén zorgpad”.", "/bouwstenen/een-zorgpad/#ervaringen")]
    assert [sentence for sentence, _ in waiting.unread_experiences(table_lead, today)] == [
        "Er zijn 2 nieuwe ervaringen met “Eén zorgpad”."
    ]
    assert list(waiting.unread_experiences(member, today)) == []


def test_what_somebody_holds_goes_along(block, coalition, leader, partner):
    adopt(block, coalition, contact=leader)

    held = {one.kind for one in holdings.held_by(leader)} | {one.kind for one in holdings.held_by(block.owner)}
    moved = holdings.move(holdings.held_by(leader), to=partner, by=leader, now=timezone.now())

    assert held == {"bouwsteen", "bouwsteen-contact"}
    assert moved == 1
    assert Adoption.objects.get().contact == partner


def test_block_is_reviewed_in_its_own_words(login, table_lead, block):
    block.owner, block.review_on = table_lead, timezone.localdate()
    block.save()

    page = login(table_lead).get(reverse("members:review_detail", args=["bouwsteen", block.pk])).text

    assert "De verloskundige belt de gemeente." in page
    assert reviewing.find_source("bouwsteen").edit_url(block) == "/bouwstenen/een-zorgpad/wijzigen/"


def test_coalition_that_goes_on_in_another_takes_its_answers_along(coalition, block, today):
    target = CoalitionFactory()
    both = BlockFactory(adopted=True)
    adopt(block, coalition)
    adopt(both, coalition, "not_yet")
    adopt(both, target)
    ExperienceFactory(block=block, coalition=coalition)

    take_along(coalition, target, today, by=UserFactory(), now=timezone.now())

    assert {(one.block, one.coalition_id, one.state) for one in Adoption.objects.all()} == {
        (block, target.pk, "in_use"),
        (both, target.pk, "in_use"),
        (both, coalition.pk, "not_yet"),
    }
