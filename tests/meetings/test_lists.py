"""Who sees which meetings, in the lists and on the page of one."""

import datetime

import pytest
from django.utils import timezone

from meetings import rooms
from meetings.models import Meeting
from members.models.users import Visitor
from tests.meetings.factories import MeetingFactory
from tests.members.factories import CircleFactory, MembershipFactory

pytestmark = pytest.mark.django_db
ALL, HERE = "/bijeenkomsten/", "/bijeenkomsten/kring/coalitie-dorp/"


def titles(response):
    return [meeting.title for meeting in (*response.context["coming"], *response.context["page"].object_list)]


def test_who_sees_a_meeting(circle, lead, partner, member, stranger, coordinator):
    guest = MembershipFactory()
    closed = MeetingFactory(circle=circle, title="Dicht", guests=[guest.circle])
    MeetingFactory(circle=circle, title="Open", for_network=True)

    def seen(user):
        return [meeting.title for meeting in Meeting.objects.visible_to(user).order_by("title")]

    assert seen(lead) == seen(partner) == seen(coordinator) == seen(guest.user) == ["Dicht", "Open"]
    assert seen(member) == ["Open"]
    assert seen(stranger) == seen(Visitor()) == []
    assert closed.circles == [circle, guest.circle]


def test_who_changes_a_meeting(circle, lead, partner, member, coordinator):
    guest_lead = MembershipFactory(leader=True)
    meeting = MeetingFactory(circle=circle, guests=[guest_lead.circle], for_network=True)
    MeetingFactory(circle=circle, cancelled=True)

    def changes(user):
        return list(Meeting.objects.editable_by(user))

    assert changes(lead) == changes(coordinator) == [meeting]
    assert changes(partner) == changes(member) == changes(guest_lead.user) == []


def test_nobody_changes_meetings_of_a_circle_that_ended(circle, lead, coordinator):
    MeetingFactory(circle=circle)
    circle.ended_on = timezone.localdate()
    circle.save()

    assert not Meeting.objects.editable_by(coordinator).exists()
    assert not Meeting.objects.editable_by(lead).exists()


def test_list_has_what_comes_first_and_then_what_was(login, partner, circle):
    MeetingFactory(circle=circle, title="Later", days=30)
    MeetingFactory(circle=circle, title="Straks", days=3)
    MeetingFactory(circle=circle, title="Afgezegd", days=5, cancelled=True)
    MeetingFactory(circle=circle, title="Lang geleden", days=-300)
    MeetingFactory(circle=circle, title="Pas nog", days=-3)
    MeetingFactory(title="Van een ander")

    for url in (ALL, HERE):
        response = login(partner).get(url)
        assert titles(response) == ["Straks", "Afgezegd", "Later", "Pas nog", "Lang geleden"]
        assert response.text.count("gaat niet door") == 1


def test_list_of_a_circle_has_what_it_is_a_guest_of(login, partner, circle):
    other = CircleFactory(name="Coalitie Stad")
    MeetingFactory(circle=other, title="Samen", guests=[circle])
    MeetingFactory(circle=other, title="Druk", guests=[circle, CircleFactory()])

    response = login(partner).get(HERE)

    assert sorted(titles(response)) == ["Druk", "Samen"]
    assert "Coalitie Stad en Coalitie Dorp" in response.text
    assert "Coalitie Stad en 2 andere kringen" in response.text


def test_list_counts_what_was_in_pages(login, partner, circle):
    for days in range(21):
        MeetingFactory(circle=circle, days=-10 - days)

    first, second = login(partner).get(ALL), login(partner).get(ALL, {"page": 2})

    assert (len(titles(first)), len(titles(second))) == (20, 1)


def test_empty_lists_say_why_and_what_to_do(login, lead, partner, member, circle):
    assert "Er gaat pas mail weg als jij de uitnodigingen verstuurt." in login(lead).get(HERE).text
    assert "Wie deze kring leidt, zet bijeenkomsten klaar." in login(partner).get(HERE).text
    assert "Er staan nog geen bijeenkomsten" in login(member).get(ALL).text


def test_only_what_was_says_that_nothing_comes(login, partner, circle):
    MeetingFactory(circle=circle, past=True)

    assert "Er staat niets op de agenda." in login(partner).get(HERE).text


def test_who_leads_finds_where_to_begin(login, lead, partner, circle):
    new = f'href="{HERE}nieuw/"'

    assert new in login(lead).get(ALL).text
    assert new in login(lead).get(HERE).text
    assert new not in login(partner).get(ALL).text
    assert new not in login(partner).get(HERE).text


def test_circle_that_ended_calls_no_meetings(login, lead, coordinator, circle):
    circle.ended_on = timezone.localdate()
    circle.save()

    assert "nieuw/" not in login(coordinator).get(HERE).text
    assert login(coordinator).get(f"{HERE}nieuw/").status_code == 403


def test_circle_that_is_not_there(login, member):
    assert login(member).get("/bijeenkomsten/kring/nergens/").status_code == 404


def test_meetings_are_a_room_for_members(circle, member):
    assert rooms.meetings(circle, member).url == HERE
    assert rooms.meetings(circle, Visitor()) is None


@pytest.mark.parametrize("count", [1, 3])
def test_list_query_count(login, lead, circle, django_assert_num_queries, count):
    for number in range(count):
        MeetingFactory(circle=circle, days=number + 1, guests=[CircleFactory()])
        MeetingFactory(circle=circle, days=-number - 1, guests=[CircleFactory()])
    client = login(lead)

    # session, user, memberships; no day yet; what comes, its guests; how many were, what was, its guests; for whom
    with django_assert_num_queries(10):
        client.get(ALL)


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_a_circle_query_count(login, lead, circle, django_assert_num_queries, count):
    for number in range(count):
        MeetingFactory(circle=circle, days=number + 1, guests=[CircleFactory()])
        MeetingFactory(circle=circle, days=-number - 1, guests=[CircleFactory()])
    client = login(lead)

    # session, user, memberships; circle; what has no day; what comes, its guests; how many were, what was, its guests
    with django_assert_num_queries(10):
        client.get(HERE)


def test_meeting_is_over_when_it_ends(circle):
    meeting = MeetingFactory(circle=circle, day=datetime.date(2027, 5, 3))

    assert not meeting.is_over(meeting.starts_at)
    assert meeting.is_over(meeting.ends_at)
    assert list(Meeting.objects.past(meeting.ends_at)) == [meeting]
    assert not Meeting.objects.coming(meeting.ends_at).exists()
