"""Who left a circle is not expected at its meetings any more, and hears nothing of them."""

import datetime

import pytest
from django.utils import timezone

from meetings import leaving, tasks, telling
from meetings.models import Invitee
from members import joining
from outbox.models import Email
from tests.meetings.factories import InviteeFactory, MeetingFactory
from tests.members.factories import MembershipFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TODAY = timezone.localdate(NOW)


@pytest.fixture
def meeting(circle):
    return MeetingFactory(circle=circle, online_url="https://vergader.voorbeeld.invalid/geheim")


def asked(meeting, membership, **more):
    days = datetime.timedelta(days=5)
    return InviteeFactory(meeting=meeting, user=membership.user, circle=membership.circle, asked_at=NOW - days, **more)


def leave(membership, on=TODAY):
    joining.end(membership, by=membership.user, on=on, now=NOW, without_leader=True)


def test_who_left_is_taken_off_and_gets_no_change_with_the_link(circle, meeting, partner):
    membership, stays = partner.memberships.get(), MembershipFactory(circle=circle)
    said_yes = asked(meeting, membership, answer="yes", answered_at=NOW, told_sequence=0)
    other = asked(meeting, stays, told_sequence=0)
    meeting.sequence, meeting.place = 1, "Ergens anders"
    meeting.save()
    leave(membership)

    tasks.mail_invitations()
    for invitee in (said_yes, other, said_yes):
        telling.tell(invitee.pk, now=timezone.now() + datetime.timedelta(minutes=15))

    said_yes.refresh_from_db()
    assert (bool(said_yes.withdrawn_at), said_yes.answer) == (True, "")
    assert "geheim" not in Email.objects.get(to=partner.email).text
    assert "geheim" in Email.objects.get(to=stays.user.email).text


def test_who_stays_leaves_later_or_was_never_in_the_circle_is_still_expected(meeting, partner):
    membership = partner.memberships.get()
    asked(meeting, membership)
    asked(meeting, MembershipFactory())
    leave(membership, on=TODAY + datetime.timedelta(days=3))

    assert leaving.let_go(NOW) == 0


@pytest.mark.parametrize(("role", "comes"), [("leader", True), ("member", False), ("reader", False)])
def test_who_went_to_another_circle_of_the_meeting_comes_for_that_one(meeting, partner, role, comes):
    membership = partner.memberships.get()
    invitee = asked(meeting, membership)
    other = MembershipFactory(user=partner, role=role)
    meeting.guest_circles.add(other.circle)
    meeting.audience = "leaders"
    meeting.save()
    leave(membership)

    assert leaving.let_go(NOW) == 1
    assert leaving.let_go(NOW) == 0
    invitee.refresh_from_db()
    assert (invitee.withdrawn_at is None, invitee.circle == other.circle) == (comes, comes)


def test_who_would_come_instead_still_comes(circle, meeting, partner):
    membership = partner.memberships.get()
    invitee = asked(meeting, membership, answer="no", answered_at=NOW)
    instead = asked(meeting, MembershipFactory(circle=circle), stands_in_for=invitee)
    leave(membership)

    leaving.let_go(NOW)

    assert list(Invitee.objects.invited()) == [instead]
    assert Invitee.objects.get(pk=instead.pk).stands_in_for is None


@pytest.mark.parametrize("when", [{"past": True}, {"cancelled": True}])
def test_what_was_or_does_not_go_on_stays_as_it_was(circle, partner, when):
    membership = partner.memberships.get()
    asked(MeetingFactory(circle=circle, **when), membership)
    leave(membership)

    assert leaving.let_go(NOW) == 0


def test_account_that_is_shut_is_not_expected(meeting, partner):
    asked(meeting, partner.memberships.get())
    partner.is_active = False
    partner.save()

    assert leaving.let_go(NOW) == 1
