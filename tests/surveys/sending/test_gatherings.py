"""A round to the people of a meeting: from its page, or chosen while making the round."""

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.models import Answer
from members.models import User
from surveys.models import Audience, Mode, Round
from surveys.sending.audience import asked_by
from tests.meetings.factories import InviteeFactory, MeetingFactory, PresenceFactory
from tests.members.factories import MembershipFactory
from tests.surveys.factories import FixedVersionFactory
from tests.surveys.rounds import draft, running

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    """Held two weeks ago: three came, one of whom has no account any more that works; others did not."""
    found = MeetingFactory(past=True, title="Werkoverleg")
    said = {"meeting": found, "answered_at": timezone.now()}
    for name in ("Anke", "Bouke", "Weg"):
        person = MembershipFactory(circle=found.circle, user__name=name, user__is_active=name != "Weg").user
        InviteeFactory(**said, answer=Answer.YES, user=person)
    InviteeFactory(**said, answer=Answer.NO)
    InviteeFactory(**said, answer=Answer.YES, withdrawn_at=timezone.now())
    InviteeFactory(meeting=found)
    return found


def asked(round):
    names = [
        str(User.objects.get(pk=one.user_id)) if one.user_id else one.address
        for one in asked_by(round, timezone.localdate())
    ]
    return sorted(names)


def test_page_of_a_meeting_leads_to_a_round_for_who_was_there(login, coordinator, meeting):
    version = FixedVersionFactory(instrument__title="Hoe was het?")
    client = login(coordinator)
    page = client.get(meeting.get_absolute_url())
    [(text, url)] = page.context["followups"]
    assert text == "Vraag de mensen die er waren hoe het was"

    form = client.get(url).context["form"]
    response = client.post(url, {"version": version.pk, "bron": form["bron"].value()}, follow=True)

    round = Round.objects.get()
    assert (round.audience, round.mode, round.source_url) == (Audience.LIST, Mode.EACH, meeting.get_absolute_url())
    assert asked(round) == ["Anke", "Bouke"]
    assert response.context["form"]["gathering"].value() == meeting.get_absolute_url()
    assert "Werkoverleg" in client.get(round.get_absolute_url()).text


def test_who_sends_no_rounds_is_not_led_there(login, meeting):
    member = meeting.invitees.first().user

    assert login(member).get(meeting.get_absolute_url()).context["followups"] == []


@pytest.mark.parametrize("state", ["coming", "cancelled"])
def test_meeting_that_was_not_held_asks_nobody(login, coordinator, state):
    meeting = MeetingFactory(past=state == "cancelled", cancelled=state == "cancelled")
    InviteeFactory(meeting=meeting, answer=Answer.YES, answered_at=timezone.now())
    round = draft(coordinator, audience=Audience.LIST, mode=Mode.EACH)
    client = login(coordinator)

    assert client.get(meeting.get_absolute_url()).context["followups"] == []
    choices = (
        client.get(reverse("surveys:round_audience", args=[round.pk])).context["form"].fields["gathering"].choices
    )
    assert [url for url, _ in choices] == [""]


def test_meeting_is_chosen_beside_addresses(login, coordinator, meeting):
    round = draft(coordinator)
    client = login(coordinator)
    url = reverse("surveys:round_audience", args=[round.pk])
    form = client.get(url).context["form"]
    anke = meeting.invitees.get(user__name="Anke").user
    sent = {field.html_name: "" if field.value() is None else field.value() for field in form} | {
        "audience": Audience.LIST,
        "mode": Mode.EACH,
        "gathering": meeting.get_absolute_url(),
        "addresses": f"{anke.email}\ngast@voorbeeld.invalid",
    }

    assert client.post(url, sent).status_code == 302

    round.refresh_from_db()
    assert round.source_label.startswith("Werkoverleg")
    assert asked(round) == ["Anke", "Bouke", "gast@voorbeeld.invalid"]


def test_choice_that_is_longer_ago_stays_chosen(login, coordinator, meeting):
    MeetingFactory(days=-400)
    round = draft(coordinator, audience=Audience.LIST, mode=Mode.EACH, source=("Lang geleden", "/lang-geleden/"))

    form = login(coordinator).get(reverse("surveys:round_audience", args=[round.pk])).context["form"]

    assert [url for url, _ in form.fields["gathering"].choices] == ["", meeting.get_absolute_url(), "/lang-geleden/"]
    assert asked_by(round, timezone.localdate()) == []


def test_attendance_counts_more_than_what_was_said(coordinator, meeting):
    url = meeting.get_absolute_url()
    round = draft(coordinator, audience=Audience.LIST, mode=Mode.EACH, source=("Werkoverleg", url))
    there = PresenceFactory(meeting=meeting).user

    assert asked(round) == [there.name]


def test_page_that_is_no_meeting_brings_nobody(coordinator):
    round = draft(coordinator, audience=Audience.LIST, mode=Mode.EACH, source=("Start", reverse("home")))

    assert asked_by(round, timezone.localdate()) == []


def test_who_comes_later_to_the_list_is_asked_at_the_opening(coordinator, meeting):
    round = running(
        coordinator, audience=Audience.LIST, mode=Mode.EACH, source=("Werkoverleg", meeting.get_absolute_url())
    )

    assert sorted(str(one.user) for one in round.invitations.all()) == ["Anke", "Bouke"]


def test_source_that_is_not_ours_is_none(login, coordinator):
    version = FixedVersionFactory()

    login(coordinator).post(reverse("surveys:round_create"), {"version": version.pk, "bron": "verzonnen"})

    assert Round.objects.get().source_url == ""
