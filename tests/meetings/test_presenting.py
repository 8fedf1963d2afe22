"""Who tells about an item: knows of it, is expected, and when they leave somebody else tells it."""

import datetime
import email
import email.policy

import pytest
from django.utils import timezone

from meetings import telling
from members import joining
from members.handover import passing
from members.models import Membership
from outbox.models import Email
from tests.meetings.factories import AgendaItemFactory, InviteeFactory, MeetingFactory
from tests.members.factories import CircleFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TODAY = timezone.localdate(NOW)


@pytest.fixture
def other():
    """A circle that takes part."""
    return CircleFactory(name="Coalitie Wad")


@pytest.fixture
def meeting(circle, lead, other):
    meeting = MeetingFactory(circle=circle, guests=[other], invited_at=NOW)
    InviteeFactory(meeting=meeting, user=lead)
    return meeting


@pytest.mark.parametrize(
    ("invitee", "warning"),
    [({}, ""), ({"no": True}, "komt niet."), (None, "is nog niet uitgenodigd.")],
)
def test_presenter_who_is_not_expected_is_said(login, lead, partner, meeting, invitee, warning):
    AgendaItemFactory(meeting=meeting, presenter=MembershipFactory(circle=meeting.circle).user)
    if invitee is not None:
        InviteeFactory(meeting=meeting, user=partner, **invitee)

    response = login(lead).post(
        f"{meeting.get_absolute_url()}agenda/nieuw/",
        {"title": "Wie belt er?", "minutes": 15, "presenter": partner.pk},
        follow=True,
    )

    said = [str(message) for message in response.context["messages"]][1:]
    assert [one.removeprefix(f"{partner} ").partition(" Boven")[0] for one in said] == ([warning] if warning else [])
    button = f"Nodig {partner} uit"
    assert (button in response.text) is (invitee is None)


def test_presenter_reads_what_they_tell_about(login, lead, partner, meeting):
    AgendaItemFactory(meeting=meeting, presenter=partner, title="De folder", minutes=1)
    said = "Jij vertelt over:"
    assert said in login(partner).get(meeting.get_absolute_url()).text
    assert said not in login(lead).get(meeting.get_absolute_url()).text

    telling.tell(InviteeFactory(meeting=meeting, user=partner).pk, now=timezone.now())

    mail = email.message_from_bytes(bytes(Email.objects.get().mime), policy=email.policy.default)
    for kind in ("plain", "html"):
        assert "Jij vertelt over: De folder." in mail.get_body([kind]).get_content()


def test_who_tells_something_and_does_not_come_is_named_to_who_leads(login, lead, partner, meeting):
    InviteeFactory(meeting=meeting, user=partner, no=True)
    for title in ("Huisbezoek", "Folder"):
        AgendaItemFactory(meeting=meeting, presenter=partner, title=title)
    said = "komt niet, maar vertelt volgens de agenda over"

    assert f"{partner} {said}" in login(lead).get(meeting.get_absolute_url()).text
    assert said not in login(partner).get(meeting.get_absolute_url()).text


@pytest.mark.parametrize("is_in_other", [True, False])
def test_item_goes_with_the_circle_for_which_somebody_comes(other, meeting, is_in_other):
    """Who is in none of the circles comes as somebody of elsewhere, and loses nothing when they leave one."""
    elsewhere = CircleFactory()
    user = MembershipFactory(circle=elsewhere, since=TODAY).user
    if is_in_other:
        MembershipFactory(circle=other, user=user, since=TODAY - datetime.timedelta(days=30))
    item = AgendaItemFactory(meeting=meeting, presenter=user)
    stays = MembershipFactory(circle=other, leader=True).user

    leaves = Membership.objects.get(user=user, circle=other if is_in_other else elsewhere)
    MembershipFactory(user=user)
    joining.end(leaves, by=user, on=TODAY, now=NOW)

    item.refresh_from_db()
    assert item.presenter == (stays if is_in_other else user)


def test_item_of_who_never_was_in_any_circle_is_of_who_calls_the_meeting(circle, meeting, lead):
    user = UserFactory()
    item = AgendaItemFactory(meeting=meeting, presenter=user)

    passing.pass_on(user, by=None, now=NOW)

    item.refresh_from_db()
    assert item.presenter == lead
