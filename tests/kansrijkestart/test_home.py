from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from tests.actions.factories import ActionPointFactory
from tests.coalitions.factories import PlaceFactory
from tests.community.factories import TopicFactory
from tests.meetings.factories import InviteeFactory, MeetingFactory
from tests.members.factories import AccessRequestFactory, CircleFactory, MembershipFactory
from tests.outbox.factories import EmailFactory
from tests.symposium.factories import EditionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]


PROFILE = "Vul je functie en organisatie in, zodat anderen weten wie je bent."


@pytest.fixture
def november():
    with time_machine.travel("2026-11-22 12:00", tick=False):
        yield


def waiting(response):
    return [item.text for item in response.context["waiting"]]


def test_visitor_reads_what_this_is_and_finds_their_coalition(client):
    place = PlaceFactory(coalition__phase="running")
    EditionFactory(theme="Samen sterk")
    TopicFactory(title="Nieuws voor iedereen")

    text = client.get("/").text

    for part in (
        "Nu maakt het nog uit waar in Fryslân je geboren wordt",
        f'href="{place.coalition.get_absolute_url()}"',
        "donderdag 11 februari 2027 in De Proef",
        "Nieuws voor iedereen",
        'href="/meedoen/"',
    ):
        assert part in text


def test_start_page_stands_without_news_or_symposium(client):
    EditionFactory(year=2025)

    text = client.get("/").text

    assert "Thema van 2025" not in text
    assert "Nieuws van het netwerk" not in text


@pytest.mark.parametrize("count", [1, 3])
def test_start_page_query_count_for_a_visitor(client, django_assert_num_queries, count):
    PlaceFactory.create_batch(count)
    TopicFactory.create_batch(count)

    with django_assert_num_queries(3):  # symposium, map, announcement
        client.get("/")


@pytest.mark.parametrize("count", [1, 3])
def test_start_page_query_count_for_a_member(login, member, django_assert_num_queries, count):
    MembershipFactory.create_batch(count, user=member)
    TopicFactory.create_batch(count)
    client = login(member)

    # session, user, memberships, their circles, symposium, announcements; handovers: to finish, taken over;
    # action points; to review: agreements, documents, organisations, building blocks; questions put to them;
    # own files that the guard keeps, what readers doubt; meetings: to answer, days to answer, to choose;
    # surveys: sheets, without a name, questions left to them; the symposium they were at
    with django_assert_num_queries(23):
        client.get("/")


@pytest.mark.parametrize("count", [1, 3])
def test_start_page_query_count_for_the_coordinator(login, coordinator, django_assert_num_queries, count):
    CircleFactory.create_batch(count)
    client = login(coordinator)

    # those of a member; requests, circles without leader, gone but holding, failed mail, suggestions,
    # signers to call, stuck files; overdue in own circles: of four kinds; bottlenecks:
    # widely recognised, pairs; the December meeting; tables: who wants to join, which there are;
    # the community: reports, questions that wait, newcomers; rounds: to give back, people to phone
    # after a symposium: what was said of it, files that the guard keeps, evaluations that cannot go;
    # before it: wishes that are in, proposals to decide
    with django_assert_num_queries(49):
        client.get("/")


def test_member_gets_to_every_room_of_their_coalition(login, member):
    place = PlaceFactory(coalition__name="Dorp")
    MembershipFactory(user=member, circle=place.coalition.circle)

    text = login(member).get("/").text

    for url in (place.coalition.get_absolute_url(), place.coalition.circle.get_absolute_url()):
        assert f'href="{url}"' in text


def test_member_sees_their_circles_and_the_latest_announcements(login, member):
    mine = MembershipFactory(user=member, circle__name="Coalitie Dorp", leader=True).circle
    for number in range(4):
        TopicFactory(title=f"Nieuws {number}", visibility="network")
    EditionFactory()

    response = login(member).get("/")

    assert f'href="{mine.get_absolute_url()}"' in response.text
    assert "Coalitieleider" in response.text
    assert [topic.title for topic in response.context["topics"]] == ["Nieuws 3", "Nieuws 2", "Nieuws 1"]
    assert "Thema van 2027" in response.text


def test_member_finds_the_map(login, member):
    assert 'href="/coalities/#kaart"' in login(member).get("/").text


def test_who_is_in_no_circle_reads_why_there_is_so_little(client, login, stranger):
    notice = "Je hoort op dit moment bij geen kring"

    assert notice not in client.get("/").text
    assert notice in login(stranger).get("/").text


def test_member_is_asked_for_what_is_missing_in_their_profile(login, member):
    assert waiting(login(member).get("/")) == [PROFILE]

    member.function, member.organisation = "verloskundige", "Praktijk"
    member.save()

    response = login(member).get("/")
    assert waiting(response) == []
    assert "Er wacht niets op je." in response.text
    assert "Er zijn nog geen mededelingen." in response.text


def test_coordinator_sees_what_waits_in_the_whole_network(login, coordinator):
    led = MembershipFactory(leader=True, circle__name="Geleid").circle
    CircleFactory(name="Coalitie Zonder")
    AccessRequestFactory(circle=led)
    EmailFactory(bounced=True)

    assert waiting(login(coordinator).get("/"))[:3] == [
        "1 mens wil meedoen en wacht op je antwoord.",
        "Coalitie Zonder heeft geen coalitieleider. Zoek iemand.",
        "1 mail kwam niet aan. Kijk waarom.",
    ]

    AccessRequestFactory(circle=led)
    EmailFactory(bounced=True)

    assert waiting(login(coordinator).get("/"))[0] == "2 mensen willen meedoen en wachten op je antwoord."
    assert waiting(login(coordinator).get("/"))[2] == "2 mails kwamen niet aan. Kijk waarom."


def test_what_is_late_or_has_a_day_comes_first(login, member):
    """The profile has no day; the meeting is later than a week, so it stands with the rest."""
    client, today = login(member), timezone.localdate()
    assert "Daarna" not in client.get("/").text  # one group needs no heading
    circle = member.memberships.get().circle
    for days, what in ((0, "Bel de bieb"), (-3, "Vraag de bestuurders")):
        ActionPointFactory(circle=circle, owner=member, what=what, due_on=today + timedelta(days=days))
    meeting = MeetingFactory(circle=circle, title="Overleg", days=30)
    InviteeFactory(meeting=meeting, user=member)

    response = client.get("/")

    found = [
        (group.title, [item.text.partition(" (")[0] for item in group.items])
        for group in response.context["waiting_groups"]
    ]
    assert found == [
        ("Te laat", ["Te laat: Vraag de bestuurders"]),
        ("Binnen een week", ["Deze week: Bel de bieb"]),
        ("Daarna", ["Laat weten of je komt: Overleg", PROFILE]),
    ]
    assert '<h3 id="wacht-1">Te laat</h3>' in response.text
    assert '<ul class="ks-list" aria-labelledby="wacht-3">' in response.text


def test_what_waits_for_the_coordinator_is_nobody_elses(login, leader):
    CircleFactory()
    AccessRequestFactory()
    EmailFactory(bounced=True)

    assert [text for text in waiting(login(leader).get("/")) if "Vul je" not in text] == []


def test_stranger_sees_the_page_of_a_visitor(login, stranger):
    assert "Vind je coalitie" in login(stranger).get("/").text
