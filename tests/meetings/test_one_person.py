"""Somebody beside the circles is invited, and somebody is taken off."""

import pytest
from django.utils import timezone

from meetings import calling, inviting
from meetings.models import Meeting
from tests.coalitions.factories import CoalitionFactory, PlaceFactory
from tests.meetings.factories import InviteeFactory, MeetingFactory
from tests.members.factories import CircleFactory, MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(circle, lead, partner):
    return MeetingFactory(circle=circle, title="Overleg")


def page(meeting, part=""):
    return f"{meeting.get_absolute_url()}uitnodigen/{part}"


def test_one_person_of_elsewhere_is_invited_and_sees_the_meeting(login, lead, meeting, network):
    other = MembershipFactory(circle__name="Coalitie Wad")
    MembershipFactory(circle=network, user=other.user)
    assert not Meeting.objects.visible_to(other.user).exists()

    response = login(lead).post(page(meeting, "iemand/"), {"person": other.user.pk}, follow=True)

    assert f"{other.user} is gevraagd." in response.text
    assert "Al uitgenodigd (1)" in response.text
    invitee = meeting.invitees.get()
    assert (invitee.user, invitee.circle) == (other.user, other.circle)
    assert Meeting.objects.visible_to(other.user).get() == meeting
    assert login(other.user).get(f"{meeting.get_absolute_url()}bijeenkomst.ics").status_code == 200
    meeting.refresh_from_db()
    assert meeting.invited_at
    assert meeting.invitees.to_tell(timezone.now()).get() == invitee


def test_who_is_nobody_here_cannot_be_invited(login, lead, meeting, stranger):
    for person in (stranger.pk, ""):
        response = login(lead).post(page(meeting, "iemand/"), {"person": person})
        assert list(response.context["one_form"].errors) == ["person"]
    assert not meeting.invitees.exists()


def test_somebody_is_taken_off_and_asked_again(login, lead, partner, meeting):
    invitee = InviteeFactory(meeting=meeting, user=partner, no=True, told=True)
    instead = InviteeFactory(meeting=meeting, stands_in_for=invitee, yes=True)
    client = login(lead)
    address = f"/bijeenkomsten/genodigde/{invitee.pk}/weghalen/"
    assert "van de lijst halen?" in client.get(address).text

    response = client.post(address, follow=True)

    assert f"{partner} hoeft niet te komen" in response.text
    assert not meeting.invitees.invited().exists()
    assert meeting.invitees.to_tell(timezone.now()).get() == invitee  # who was never told, is not told off
    assert partner not in [user for user, _ in inviting.to_invite(meeting, timezone.localdate())]
    assert client.get(address).status_code == 404
    instead.refresh_from_db()
    assert (instead.withdrawn_at is None, instead.answer) == (False, "")

    client.post(page(meeting, "iemand/"), {"person": partner.pk})
    again = inviting.invite_one(meeting, partner, on=timezone.localdate(), now=timezone.now())
    assert (again.pk, again.withdrawn_at, again.told_sequence, again.circle) == (
        invitee.pk,
        None,
        None,
        meeting.circle,
    )


def test_list_of_what_was_does_not_change(lead, circle, partner):
    meeting = MeetingFactory(circle=circle, past=True)
    invitee = InviteeFactory(meeting=meeting, user=partner)

    with pytest.raises(calling.Refused):
        inviting.take_off(invitee, now=timezone.now())
    with pytest.raises(calling.Refused):
        inviting.invite_one(meeting, lead, on=timezone.localdate(), now=timezone.now())
    assert meeting.invitees.invited().get() == invitee


def test_pages_say_that_it_is_over(login, lead, partner, circle):
    meeting = MeetingFactory(circle=circle, past=True)
    invitee = InviteeFactory(meeting=meeting, user=partner)
    client = login(lead)

    for address, sent in (
        (page(meeting, "iemand/"), {"person": lead.pk}),
        (f"/bijeenkomsten/genodigde/{invitee.pk}/weghalen/", {}),
    ):
        assert "Deze bijeenkomst is al geweest." in client.post(address, sent, follow=True).text
    assert meeting.invitees.invited().get() == invitee


def test_without_a_day_one_person_is_only_asked_along(login, lead, circle, member):
    meeting = MeetingFactory(circle=circle, day=None, starts=None, ends=None)

    text = login(lead).post(page(meeting, "iemand/"), {"person": member.pk}, follow=True).text

    assert "Deze bijeenkomst heeft nog geen datum." in text
    meeting.refresh_from_db()
    assert (meeting.invitees.get().circle, meeting.invited_at) == (circle, None)


def test_page_says_which_municipalities_come(login, lead, partner, circle, meeting):
    stad = CircleFactory(name="Coalitie Stad")
    for whose, name in ((circle, "Dorpstra"), (stad, "Stedum")):
        PlaceFactory(coalition=CoalitionFactory(circle=whose), municipality__name=name)
    meeting.guest_circles.add(stad)
    InviteeFactory(meeting=meeting, user=partner, yes=True)
    guest = InviteeFactory(meeting=meeting, circle=stad)
    client = login(lead)

    assert "1 van de 2 gemeenten. Nog niet: Stedum." in client.get(meeting.get_absolute_url()).text
    inviting.answer(guest, "yes", now=timezone.now())
    assert "Alle gemeenten zijn vertegenwoordigd." in client.get(meeting.get_absolute_url()).text


@pytest.mark.parametrize("count", [1, 3])
def test_page_query_count(login, lead, meeting, django_assert_num_queries, count):
    for _ in range(count):
        InviteeFactory(meeting=meeting)
    client = login(lead)

    # session, user, memberships; meeting, its guests; may it be changed; who is to be asked; everybody; who was
    with django_assert_num_queries(9):
        client.get(page(meeting))
