"""Who comes to lead a circle of a meeting is invited to it; of who else came, the page says how many."""

import datetime

import pytest
from django.utils import timezone

from meetings import inviting, succeeding, tasks
from meetings.models import Invitee
from members.handover import completing, dividing
from outbox.models import Email
from tests.meetings.factories import AgendaItemFactory, InviteeFactory, MeetingFactory
from tests.members.factories import CircleFactory, MembershipFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TODAY = timezone.localdate(NOW)
LAST_WEEK = NOW - datetime.timedelta(days=7)


@pytest.fixture
def other():
    """A circle that takes part."""
    return CircleFactory(name="Coalitie Wad")


@pytest.fixture
def meeting(circle, lead, other):
    meeting = MeetingFactory(circle=circle, guests=[other], audience="leaders", invited_at=LAST_WEEK)
    InviteeFactory(meeting=meeting, user=lead, asked_at=LAST_WEEK)
    return meeting


def begins(circle, role="leader", **more):
    return MembershipFactory(circle=circle, role=role, since=more.pop("since", TODAY), **more).user


def test_new_leader_is_invited_once_with_a_calendar_mail_and_the_page_says_so(login, lead, other, meeting):
    new = begins(other)
    begins(other, role="member")
    begins(CircleFactory())
    begins(other, since=TODAY - datetime.timedelta(days=30))

    for _ in range(2):
        tasks.mail_invitations()
        tasks.mail_invitation(invitee_id=Invitee.objects.get(user=new).pk)

    invitee = meeting.invitees.get(user=new)
    assert (invitee.circle, invitee.told_sequence, meeting.invitees.count()) == (other, 0, 2)
    assert Email.objects.filter(to=new.email, subject__startswith="Uitnodiging").count() == 1
    text = login(lead).get(meeting.get_absolute_url()).text
    assert "(Coalitie Wad, later uitgenodigd: " in text
    assert "1 mens is later bij deze kringen gekomen en is nog niet uitgenodigd." in text


def test_successor_gets_the_items_of_the_agenda_and_the_invitation(other, meeting, lead):
    old = MembershipFactory(circle=other, leader=True, since=TODAY - datetime.timedelta(days=90)).user
    InviteeFactory(meeting=meeting, user=old, circle=other, asked_at=LAST_WEEK, yes=True)
    item = AgendaItemFactory(meeting=meeting, presenter=old, title="Huisbezoek")
    AgendaItemFactory(meeting=meeting, presenter=lead)
    new = MembershipFactory(circle=other).user
    draft = dividing.start(old, [other], leaves_on=TODAY, by=old, now=NOW)
    draft.parts.update(successor=new, passes_role=True)
    kinds = [kind for part in dividing.plan_of(draft, TODAY).parts for kind in part.kinds]
    assert [(kind.title, len(kind.things)) for kind in kinds] == [("Agendapunten om te vertellen", 1)]

    completing.complete(draft, by=old, now=NOW)
    tasks.mail_invitations()

    item.refresh_from_db()
    assert (item.presenter, item.version, item.changed_by) == (new, 2, old)
    invited = set(meeting.invitees.invited().values_list("user", flat=True))
    assert invited == {lead.pk, new.pk}


def test_who_was_taken_off_before_is_asked_and_who_was_since_is_not(other, meeting):
    before, since = begins(other), begins(other)
    InviteeFactory(meeting=meeting, user=before, circle=other, withdrawn_at=NOW - datetime.timedelta(days=2))
    InviteeFactory(meeting=meeting, user=since, circle=other, withdrawn_at=NOW)

    assert succeeding.ask_new_leaders(NOW) == 1
    assert succeeding.ask_new_leaders(NOW) == 0
    assert [one.user for one in meeting.invitees.invited().filter(circle=other)] == [before]


@pytest.mark.parametrize("said", [{"past": True}, {"cancelled": True}, {"invited_at": None}])
def test_nobody_is_asked_for_what_was_is_off_or_was_not_asked_yet(circle, said):
    MeetingFactory(circle=circle, **{"invited_at": LAST_WEEK, **said})
    begins(circle)

    assert succeeding.ask_new_leaders(NOW) == 0


def test_what_was_called_off_meanwhile_asks_nobody(circle, meeting):
    begins(circle)
    meeting.asked_on = TODAY
    assert len(succeeding.new_leaders(meeting, TODAY)) == 1
    type(meeting).objects.update(cancelled_at=NOW, cancel_reason="Te weinig.")

    assert succeeding._ask(meeting, TODAY, NOW) == 0


def test_circle_that_went_on_in_another_counts_as_that_one(login, lead, circle, other, meeting):
    target = CircleFactory(name="Coalitie Nieuw")
    other.ended_on, other.goes_on_in = TODAY, target
    other.save()
    meeting.guest_circles.add(CircleFactory(name="Coalitie Weg", ended_on=TODAY))
    leads = begins(target)

    assert succeeding.ask_new_leaders(NOW) == 1

    assert meeting.invitees.get(user=leads).circle == target
    inviting.answer(meeting.invitees.get(user=leads), "yes", now=NOW)
    page = login(lead).get(meeting.get_absolute_url())
    assert [str(one) for one in page.context["coming"].present] == ["Coalitie Nieuw"]
    assert [str(one) for one in page.context["coming"].absent] == ["Coalitie Dorp"]
