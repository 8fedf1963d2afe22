"""A meeting that is moved: who answered is asked again, and what is put back in time holds again."""

import datetime
import email
import email.policy

import pytest
from django.utils import timezone

from meetings import inviting, telling
from outbox.models import Email
from tests.meetings.factories import InviteeFactory, MeetingFactory
from tests.meetings.test_calling import open_form

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("changed", "answer", "sentence"),
    [
        ({"starts": "10:00"}, "", "De bijeenkomst is gewijzigd. Wie al had geantwoord, krijgt de vraag opnieuw."),
        ({"place": "Online"}, "yes", "De bijeenkomst is gewijzigd."),
    ],
)
def test_who_answered_for_another_time_is_asked_again_and_the_page_says_so(
    login, lead, partner, circle, changed, answer, sentence
):
    meeting = MeetingFactory(circle=circle, invited_at=timezone.now())
    known = {"told_when": meeting.when, "told_where": meeting.place}
    invitee = InviteeFactory(meeting=meeting, user=partner, yes=True, told=True, **known)
    instead = InviteeFactory(meeting=meeting, stands_in_for=invitee)
    client = login(lead)
    url = f"{meeting.get_absolute_url()}wijzigen/"
    assert "1 persoon zei al of die komt." in client.get(url).text

    response = client.post(url, open_form(client, meeting) | changed, follow=True)

    wait = "De mail daarover gaat over tien minuten weg. Zet je het voor die tijd terug, dan gaat er niets."
    assert [str(message) for message in response.context["messages"]] == [f"{sentence} {wait}"]
    invitee.refresh_from_db()
    assert invitee.answer == answer
    assert telling.tell(invitee.pk, now=timezone.now() + datetime.timedelta(minutes=15))
    again = "Je zei eerder: ik kom. Dat was voor het moment van eerst en telt niet meer: zeg het nog een keer."
    mail = email.message_from_bytes(bytes(Email.objects.get().mime), policy=email.policy.default)
    for kind in ("plain", "html"):
        text = mail.get_body([kind]).get_content()
        assert f"Het was: {known['told_when']}, {known['told_where']}. Zo is het nu:" in text
        assert (f"{again} {instead} is in jouw plaats gevraagd" in text) is (not answer)
    client = login(partner)
    for page in (meeting.get_absolute_url(), f"{meeting.get_absolute_url()}antwoord/"):
        said = "Je zei eerder: ik kom. Dat telt niet meer"
        assert (said in client.get(page).text) is (not answer)
    inviting.answer(invitee, "maybe", now=timezone.now())
    invitee.refresh_from_db()
    assert (invitee.earlier, invitee.told_where) == ("", changed.get("place", meeting.place))


def test_moment_that_is_put_back_brings_the_answers_back(login, lead, partner, circle):
    meeting = MeetingFactory(circle=circle, invited_at=timezone.now())
    invitee = InviteeFactory(meeting=meeting, user=partner, yes=True)
    client, url = login(lead), f"{meeting.get_absolute_url()}wijzigen/"
    client.post(url, open_form(client, meeting) | {"starts": "10:00"})

    response = client.post(url, open_form(client, meeting) | {"starts": "09:30"}, follow=True)

    said = "De bijeenkomst is gewijzigd. De antwoorden voor dit moment gelden weer."
    assert [str(message) for message in response.context["messages"]] == [said]
    invitee.refresh_from_db()
    assert invitee.answer == "yes"


@pytest.mark.parametrize("said", [{"cancelled": True}, {"past": True}])
def test_answer_to_what_is_off_or_was_leads_to_the_meeting(login, partner, circle, said):
    meeting = MeetingFactory(circle=circle, **said)
    InviteeFactory(meeting=meeting, user=partner)

    response = login(partner).get(f"{meeting.get_absolute_url()}antwoord/")

    assert response.url == meeting.get_absolute_url()
