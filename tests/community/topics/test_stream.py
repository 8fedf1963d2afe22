"""The stream: who sees what, in which order, a page at a time."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from community.models import Topic
from community.topics import answering, moderating, reading
from tests.members.factories import MembershipFactory
from tests.province.factories import MunicipalityFactory
from tests.themetables.factories import ThemeTableFactory

pytestmark = pytest.mark.django_db

STREAM = "/gesprekken/"


def titles(response):
    return re.findall(r'<h2><a href="[^"]+">([^<]+)</a></h2>', response.text)


def test_empty_stream_asks_for_the_first_question(login, member):
    text = login(member).get(STREAM).text

    assert "Er is nog geen gesprek" in text
    assert "Stel de eerste vraag" in text


def test_what_moved_last_comes_first(login, member, ask, reply):
    old = ask(member, title="Oude vraag", now=timezone.now() - timedelta(days=3))
    ask(member, title="Nieuwe vraag", now=timezone.now() - timedelta(days=1))

    assert titles(login(member).get(STREAM)) == ["Nieuwe vraag", "Oude vraag"]

    reply(old, MembershipFactory().user)

    assert titles(login(member).get(STREAM)) == ["Oude vraag", "Nieuwe vraag"]


def test_closed_conversation_is_listed_for_its_people_only(login, member, partner, lead, coordinator, closed):
    seen = {who: titles(login(who).get(STREAM)) for who in (member, partner, lead, coordinator)}

    assert seen == {member: [], partner: ["Onder ons"], lead: ["Onder ons"], coordinator: ["Onder ons"]}


def test_closed_circle_has_a_stream_of_its_own(login, partner, member, ask, closed):
    ask(member, title="Voor allen")

    response = login(partner).get(f"/gesprekken/kring/{closed.circle.slug}/")

    assert titles(response) == ["Onder ons"]
    assert "Begin een gesprek in deze kring" in response.text
    assert login(member).get(f"/gesprekken/kring/{closed.circle.slug}/").status_code == 404


def test_stream_of_a_circle_that_ended_takes_nothing_new(login, partner, circle):
    path = f"/gesprekken/kring/{circle.slug}/"
    assert "In deze kring is nog geen gesprek" in login(partner).get(path).text
    circle.ended_on = timezone.localdate()
    circle.save()

    assert "Deze kring is gestopt" in login(partner).get(path).text


def test_announcement_stands_between_the_questions(login, coordinator, member, ask):
    ask(coordinator, kind="announcement", visibility="public", title="Nieuws")

    response = login(member).get(STREAM)

    assert titles(response) == ["Nieuws"]
    assert "mededeling" in response.text


@pytest.fixture
def mixed(ask, reply, member, coordinator):
    """One of each, some of them about something."""
    table = ThemeTableFactory(slug="kraamzorg")
    place = MunicipalityFactory(slug="ameland", name="Ameland")
    answered = ask(member, title="Beantwoord", tables=[table])
    reply(answered, coordinator)
    ask(member, title="Wacht", municipalities=[place])
    ask(member, title="Praat", kind="discussion", tables=[table])
    ask(coordinator, title="Nieuws", kind="announcement")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"Beantwoord", "Wacht", "Praat", "Nieuws"}),
        ("?soort=vraag", {"Beantwoord", "Wacht"}),
        ("?soort=onbeantwoord", {"Wacht"}),
        ("?soort=gesprek", {"Praat"}),
        ("?soort=mededeling", {"Nieuws"}),
        ("?tafel=kraamzorg", {"Beantwoord", "Praat"}),
        ("?tafel=kraamzorg&soort=gesprek", {"Praat"}),
        ("?gemeente=ameland", {"Wacht"}),
        ("?tafel=nergens", {"Beantwoord", "Wacht", "Praat", "Nieuws"}),
        ("?soort=gesprek&gemeente=ameland", set()),
    ],
)
def test_filters_leave_what_was_asked_for(login, member, mixed, query, expected):
    assert set(titles(login(member).get(f"{STREAM}{query}"))) == expected


def test_nothing_found_says_so(login, member, mixed):
    assert "Geen gesprekken gevonden" in login(member).get(f"{STREAM}?soort=gesprek&gemeente=ameland").text


def test_changed_filter_gets_the_list_alone(login, member, mixed):
    response = login(member).get(f"{STREAM}?soort=gesprek", headers={"HX-Request": "true"})

    assert "Praat" in response.text
    assert "<html" not in response.text


def test_every_topic_stands_on_exactly_one_page(login, member, ask):
    moment = timezone.now() - timedelta(days=2)
    # Many with the very same moment: then the number decides.
    made = {
        ask(member, title=f"Vraag {number}", now=moment + timedelta(hours=number // 20)).title for number in range(60)
    }
    client, seen, query = login(member), [], ""
    for _ in range(4):
        response = client.get(f"{STREAM}{query}")
        seen.append(titles(response))
        older = response.context["page"].older
        if not older:
            break
        query = f"?na={older}"

    assert [len(page) for page in seen] == [25, 25, 10]
    assert sorted(sum(seen, [])) == sorted(made)
    assert "Naar het nieuwste" in response.text


@pytest.mark.parametrize("place", ["nergens", "-", "20260101-1", "20261301000000000000-1", "20260101000000000000-x"])
def test_place_that_is_none_shows_the_newest(login, member, ask, place):
    ask(member)

    assert len(titles(login(member).get(f"{STREAM}?na={place}"))) == 1


def test_what_is_unread_stands_out_until_it_is_read(login, member, ask, reply, coordinator):
    topic = ask(coordinator)
    client = login(member)
    assert "nieuw voor jou" in client.get(STREAM).text

    client.post(f"/gesprekken/{topic.pk}/gelezen/", {"number": "1"})
    assert "nieuw voor jou" not in client.get(STREAM).text

    reply(topic, coordinator)
    assert "nieuw voor jou" in client.get(STREAM).text


def test_own_words_and_old_news_are_never_new(login, member, ask, coordinator):
    ask(member)
    ask(coordinator, title="Lang geleden", now=timezone.now() - timedelta(days=90))

    assert "nieuw voor jou" not in login(member).get(STREAM).text


def test_reading_never_goes_back(member, ask, reply, coordinator):
    topic = ask(coordinator)
    for number in (3, 1):
        reading.mark(topic, number, by=member, now=timezone.now())

    assert topic.reads.get(user=member).number == 3


def test_opening_a_page_writes_nothing(login, member, ask, coordinator):
    topic = ask(coordinator)

    login(member).get(topic.get_absolute_url())
    login(member).get(STREAM)

    assert not topic.reads.filter(user=member).exists()


def test_states_are_said_in_words(login, member, ask, reply, coordinator):
    waiting = ask(member, title="Wacht")
    answered = ask(member, title="Klaar")
    answering.accept(reply(answered, coordinator), by=member, now=timezone.now())
    moderating.withdraw(ask(member, title="Weg"), by=coordinator, now=timezone.now())

    text = login(coordinator).get(STREAM).text

    assert waiting.first_reply_at is None
    for words in ("wacht op een reactie", "beantwoord", "ingetrokken"):
        assert words in text


def test_withdrawn_is_gone_for_others(login, member, ask, coordinator):
    topic = ask(coordinator)
    moderating.withdraw(topic, by=coordinator, now=timezone.now())

    assert titles(login(member).get(STREAM)) == []
    assert Topic.objects.visible_to(coordinator).count() == 1


def test_writer_who_left_has_no_name(login, member, ask, reply):
    gone = MembershipFactory(user__name="Gerbrich Weg").user
    ask(gone)
    gone.delete()

    text = login(member).get(STREAM).text

    assert "Gerbrich" not in text
    assert "iemand die weg is" in text


@pytest.mark.parametrize("days", [0, 1, 30, 500])
def test_moment_is_said_shortly(login, member, ask, days):
    ask(member, now=timezone.now() - timedelta(days=days))

    assert "Hoe doen jullie dat?" in login(member).get(STREAM).text


@pytest.mark.parametrize("count", [1, 3])
def test_stream_query_count(login, member, ask, reply, coordinator, django_assert_num_queries, count):
    table, place = ThemeTableFactory(), MunicipalityFactory()
    for number in range(count):
        topic = ask(coordinator, title=f"Vraag {number}", tables=[table], municipalities=[place])
        reply(topic, member)
    client = login(member)

    with django_assert_num_queries(5):  # session, user, memberships, what there is to choose from, the page
        client.get(STREAM)
