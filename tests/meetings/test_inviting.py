"""Asking people to come, what they answer, and who comes instead."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from meetings import calling, inviting, retention, waiting
from meetings.models import Invitee
from tests.meetings.factories import InviteeFactory, MeetingFactory
from tests.members.factories import CircleFactory, MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(circle, lead, partner):
    return MeetingFactory(circle=circle, title="Overleg")


def page(meeting, part=""):
    return f"{meeting.get_absolute_url()}{part}"


def answers_of(meeting):
    return {invitee.user: invitee.answer for invitee in meeting.invitees.invited()}


def test_who_is_asked_follows_from_the_circles(login, lead, partner, circle, meeting):
    guest = MembershipFactory()
    meeting.guest_circles.add(guest.circle)
    MembershipFactory(circle=circle, ended=True)
    MembershipFactory(circle=circle, role="reader")
    MembershipFactory(circle=circle, user__is_active=False)
    MembershipFactory(circle=guest.circle, user=partner)  # in both: one invitation
    client = login(lead)
    assert "3 mensen krijgen een mail" in client.get(page(meeting, "uitnodigen/")).text

    response = client.post(page(meeting, "uitnodigen/"), follow=True)

    assert "3 mensen zijn uitgenodigd." in response.text
    assert {invitee.user for invitee in meeting.invitees.all()} == {lead, partner, guest.user}
    meeting.refresh_from_db()
    assert meeting.invited_at


def test_only_who_leads_is_asked_if_that_was_chosen(lead, circle, meeting):
    other = MembershipFactory(leader=True)
    MembershipFactory(circle=other.circle)
    meeting.audience = "leaders"
    meeting.save()
    meeting.guest_circles.add(other.circle)

    assert {user for user, _ in inviting.to_invite(meeting, timezone.localdate())} == {lead, other.user}


def test_who_comes_later_is_asked_later_and_nobody_twice(login, lead, circle, meeting):
    client = login(lead)
    client.post(page(meeting, "uitnodigen/"))
    meeting.refresh_from_db()
    asked = meeting.invited_at
    assert "Iedereen is al uitgenodigd" in client.get(page(meeting, "uitnodigen/")).text

    new = MembershipFactory(circle=circle).user
    response = client.post(page(meeting, "uitnodigen/"), follow=True)

    assert "1 mens is uitgenodigd." in response.text
    assert meeting.invitees.filter(user=new).count() == 1
    assert meeting.invitees.count() == 3
    meeting.refresh_from_db()
    assert meeting.invited_at == asked


def test_nobody_is_asked_for_what_was(login, lead, circle):
    meeting = MeetingFactory(circle=circle, past=True)

    response = login(lead).post(page(meeting, "uitnodigen/"), follow=True)

    assert "Deze bijeenkomst is al geweest." in response.text
    assert not Invitee.objects.exists()


def test_empty_circle_asks_nobody(coordinator):
    meeting = MeetingFactory()

    assert inviting.invite(meeting, on=timezone.localdate(), now=timezone.now()) == 0
    meeting.refresh_from_db()
    assert meeting.invited_at is None


@pytest.mark.parametrize(
    ("answer", "sentence", "label"),
    [
        ("yes", "Fijn dat je komt.", "Komt (1)"),
        ("maybe", "We hebben je op misschien gezet.", "Misschien (1)"),
        ("no", "Je komt niet.", "Komt niet (1)"),
    ],
)
def test_somebody_answers(login, partner, meeting, answer, sentence, label):
    InviteeFactory(meeting=meeting, user=partner)
    client = login(partner)
    text = client.get(page(meeting)).text
    assert "Laat weten of je komt" in text
    assert "Nog geen antwoord (1)" in text

    response = client.post(page(meeting, "antwoord/"), {"answer": answer}, follow=True)

    assert sentence in response.text
    assert label in response.text
    assert "Verander je antwoord" in response.text


def test_answer_is_asked_for_again_when_it_is_nothing(login, partner, meeting):
    InviteeFactory(meeting=meeting, user=partner)

    form = login(partner).post(page(meeting, "antwoord/"), {"answer": "soms"}).context["form"]

    assert list(form.errors) == ["answer"]
    assert answers_of(meeting) == {partner: ""}


def test_who_was_not_asked_has_nothing_to_answer(login, partner, meeting):
    assert login(partner).get(page(meeting, "antwoord/")).status_code == 404
    assert "Laat weten of je komt" not in login(partner).get(page(meeting)).text


def test_answer_comes_too_late(login, partner, circle):
    meeting = MeetingFactory(circle=circle, past=True)
    InviteeFactory(meeting=meeting, user=partner)

    response = login(partner).post(page(meeting, "antwoord/"), {"answer": "yes"}, follow=True)

    assert "Deze bijeenkomst is al geweest." in response.text
    assert answers_of(meeting) == {partner: ""}


def test_somebody_of_the_circle_comes_instead(login, lead, partner, circle, meeting):
    invitee = InviteeFactory(meeting=meeting, user=lead)
    MembershipFactory()
    client = login(lead)
    form = client.get(page(meeting, "antwoord/")).context["form"]
    assert list(form.fields["instead"].queryset) == [partner]

    response = client.post(page(meeting, "antwoord/"), {"answer": "no", "instead": partner.pk}, follow=True)

    assert f"{partner} wordt in jouw plaats uitgenodigd." in response.text
    assert f"in plaats van {lead}" in response.text
    assert meeting.invitees.get(user=partner).stands_in_for == invitee
    assert client.get(page(meeting, "antwoord/")).context["form"]["instead"].value() == partner.pk
    # Nobody stands in for who stands in.
    assert "instead" not in login(partner).get(page(meeting, "antwoord/")).context["form"].fields


def test_only_who_stays_away_sends_somebody(login, lead, partner, meeting):
    InviteeFactory(meeting=meeting, user=lead)

    response = login(lead).post(page(meeting, "antwoord/"), {"answer": "yes", "instead": partner.pk})

    assert list(response.context["form"].errors) == ["instead"]
    assert answers_of(meeting) == {lead: ""}


def test_who_was_asked_already_cannot_come_instead(login, lead, partner, meeting):
    InviteeFactory(meeting=meeting, user=lead)
    InviteeFactory(meeting=meeting, user=partner)

    assert "instead" not in login(lead).get(page(meeting, "antwoord/")).context["form"].fields


def test_who_can_after_all_sends_the_substitute_home(lead, partner, circle, meeting):
    now = timezone.now()
    invitee = InviteeFactory(meeting=meeting, user=lead)
    other = MembershipFactory(circle=circle).user

    inviting.answer(invitee, "no", instead=partner, now=now)
    inviting.answer(meeting.invitees.get(user=partner), "yes", now=now)
    inviting.answer(invitee, "no", instead=partner, now=now)  # said twice: nothing changes
    assert answers_of(meeting) == {lead: "no", partner: "yes"}
    inviting.answer(invitee, "no", instead=other, now=now)
    assert answers_of(meeting) == {lead: "no", other: ""}
    inviting.answer(invitee, "no", instead=partner, now=now)
    assert answers_of(meeting) == {lead: "no", partner: ""}
    inviting.answer(invitee, "yes", now=now)
    assert answers_of(meeting) == {lead: "yes"}


def test_new_day_asks_everybody_again_but_who_moved_it_and_new_place_does_not(lead, partner, meeting):
    invitee = InviteeFactory(meeting=meeting, user=partner, yes=True)
    InviteeFactory(meeting=meeting, user=lead, yes=True)

    calling.change(meeting, ["place"], by=lead, now=timezone.now())
    invitee.refresh_from_db()
    assert invitee.answer == "yes"

    later = meeting.day + datetime.timedelta(days=1)
    before, meeting.day = meeting.day, later
    assert calling.change(meeting, ["day"], by=lead, now=timezone.now()) == (1, 0)
    invitee.refresh_from_db()
    assert (invitee.answer, invitee.answered_at) == ("", None)
    assert meeting.invitees.answered().get().user == lead
    meeting.day = before
    assert calling.change(meeting, ["day"], by=lead, now=timezone.now()) == (0, 1)
    invitee.refresh_from_db()
    assert (invitee.answer, invitee.earlier) == ("yes", "")


def test_page_shows_which_circles_nobody_comes_from(login, lead, circle, network, meeting):
    second, third = CircleFactory(name="Coalitie Stad"), CircleFactory(name="Coalitie Wad")
    meeting.guest_circles.set([network, second, third])
    client = login(lead)
    assert "Er is nog niemand uitgenodigd." in client.get(page(meeting)).text

    InviteeFactory(meeting=meeting, user=lead, maybe=True)
    assert "Nog niemand zei ja." in client.get(page(meeting)).text
    InviteeFactory(meeting=meeting, circle=second, yes=True)
    text = client.get(page(meeting)).text
    assert "Er komt iemand van 1 van de 3 kringen. Nog niemand van: Coalitie Dorp, Coalitie Wad." in text
    InviteeFactory(meeting=meeting, yes=True)
    InviteeFactory(meeting=meeting, circle=third, yes=True)
    assert "Van elke kring komt iemand." in client.get(page(meeting)).text


def test_afterwards_the_page_says_who_would_come(login, lead, circle):
    other = CircleFactory(name="Coalitie Stad")
    meeting = MeetingFactory(circle=circle, past=True, guests=[other])
    InviteeFactory(meeting=meeting, user=lead, yes=True)
    client = login(lead)

    assert "Er zou iemand van 1 van de 2 kringen komen. Niemand van: Coalitie Stad." in client.get(page(meeting)).text
    InviteeFactory(meeting=meeting, circle=other, yes=True)
    text = client.get(page(meeting)).text
    assert "Van elke kring zou iemand komen." in text
    assert "Nodig" not in text


def test_meeting_of_the_network_alone_counts_no_circles(login, coordinator, network):
    meeting = MeetingFactory(circle=network)
    InviteeFactory(meeting=meeting, user=coordinator, yes=True)

    text = login(coordinator).get(page(meeting)).text

    assert "Komt (1)" in text
    assert "kringen." not in text


def test_who_reads_along_does_not_see_who_comes(login, member, circle):
    meeting = MeetingFactory(circle=circle, for_network=True)
    invitee = InviteeFactory(meeting=meeting, yes=True)

    text = login(member).get(page(meeting)).text

    assert str(invitee.user) not in text
    assert "Wie komt er" not in text


def test_meeting_of_who_leads_is_not_for_the_others_of_the_circle(login, lead, partner, circle):
    meeting = MeetingFactory(circle=circle, audience="leaders", online_url="https://voorbeeld.invalid/zaal")
    invitee = InviteeFactory(meeting=meeting, user=lead, no=True)

    def sees(user):
        text = login(user).get(page(meeting)).text
        file = login(user).get(page(meeting, "bijeenkomst.ics")).status_code
        return ("voorbeeld.invalid/zaal" in text, "Wie komt er" in text, file)

    assert sees(lead) == (True, True, 200)
    assert sees(partner) == (False, False, 404)

    InviteeFactory(meeting=meeting, user=partner, stands_in_for=invitee)
    assert sees(partner) == (True, True, 200)


def test_who_only_reads_along_in_a_circle_is_not_asked_and_not_told_who_comes(login, circle):
    reader = MembershipFactory(circle=circle, role="reader").user
    meeting = MeetingFactory(circle=circle)

    assert "Wie komt er" not in login(reader).get(page(meeting)).text


def test_question_waits_on_the_start_page_until_it_is_answered(partner, circle, meeting):
    on = timezone.localdate()
    invitee = InviteeFactory(meeting=meeting, user=partner)
    InviteeFactory(meeting=MeetingFactory(circle=circle, cancelled=True), user=partner)
    InviteeFactory(meeting=MeetingFactory(circle=circle, past=True), user=partner)
    InviteeFactory(meeting=MeetingFactory(circle=circle), user=partner, withdrawn_at=timezone.now())

    ((text, url, _),) = waiting.to_answer(partner, on)
    assert text.startswith("Laat weten of je komt: Overleg (")
    assert url == page(meeting, "antwoord/")

    inviting.answer(invitee, "maybe", now=timezone.now())
    assert list(waiting.to_answer(partner, on)) == []


def test_on_the_day_the_start_page_leads_to_the_agenda(partner, circle):
    on = timezone.localdate()
    today = MeetingFactory(circle=circle, title="Overleg", days=0)
    invitee = InviteeFactory(meeting=today, user=partner, maybe=True)
    InviteeFactory(meeting=MeetingFactory(circle=circle, days=1), user=partner, yes=True)

    sentence = "Vandaag, 9.30 tot 11.30 uur: volg de agenda van “Overleg”."
    assert list(waiting.to_answer(partner, on)) == [(sentence, page(today, "vandaag/"), on)]

    Invitee.objects.filter(pk=invitee.pk).update(answer="no")
    assert list(waiting.to_answer(partner, on)) == []


def test_who_was_asked_is_forgotten_after_two_years(circle):
    old = InviteeFactory(meeting=MeetingFactory(circle=circle, days=-740))
    kept = InviteeFactory(meeting=MeetingFactory(circle=circle, days=-720))
    now = timezone.now()

    assert retention.purge(now) == {"meeting_invitees": 1, "meeting_presences": 0, "note_drafts": 0}
    assert retention.purge(now) == {"meeting_invitees": 0, "meeting_presences": 0, "note_drafts": 0}
    assert list(Invitee.objects.all()) == [kept]
    assert old.meeting.items.count() == 0


@pytest.mark.parametrize(
    ("fields", "promise"),
    [
        ({"answer": "yes"}, "answered_at_a_moment"),
        ({"answered_at": datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC)}, "answered_at_a_moment"),
    ],
)
def test_database_refuses_what_must_never_be(meeting, fields, promise):
    with pytest.raises(IntegrityError, match=f"meetings_invitee_{promise}"), transaction.atomic():
        InviteeFactory(meeting=meeting, **fields)


def test_database_refuses_a_second_invitation_and_a_substitute_who_is_not_needed(meeting, lead, partner):
    first = InviteeFactory(meeting=meeting, user=lead)
    with pytest.raises(IntegrityError, match="once_per_meeting"), transaction.atomic():
        InviteeFactory(meeting=meeting, user=lead)
    with pytest.raises(IntegrityError, match="stands_in_for_nobody"), transaction.atomic():
        InviteeFactory(meeting=meeting, user=partner, stands_in_for=first, withdrawn_at=timezone.now())


@pytest.mark.parametrize("count", [1, 3])
def test_page_with_people_query_count(login, lead, meeting, django_assert_num_queries, count):
    for _ in range(count):
        first = InviteeFactory(meeting=meeting, no=True)
        InviteeFactory(meeting=meeting, stands_in_for=first, yes=True)
    client = login(lead)

    # session, user, memberships; meeting, its guests; may it be changed; agenda; who comes, of where; what it is for
    with django_assert_num_queries(10):
        client.get(page(meeting))
