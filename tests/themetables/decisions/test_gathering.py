"""The meeting where the network decides, and the same meeting in people's calendars: each leads to the other."""

import datetime

import pytest
from django.utils import timezone

from meetings.models import Meeting
from tests.members.factories import CircleFactory
from tests.themetables.plans.factories import DecisionMeetingFactory

pytestmark = pytest.mark.django_db


def in_days(days):
    return timezone.localdate() + datetime.timedelta(days=days)


def test_one_click_puts_it_ready_and_both_pages_lead_to_the_other(login, coordinator):
    coalition = CircleFactory()
    CircleFactory(table=True)
    decisions = DecisionMeetingFactory(held_on=in_days(20), place="Grou", title="Decemberbijeenkomst", year=2099)
    client = login(coordinator)
    assert "Zet de bijeenkomst klaar" in client.get(decisions.get_absolute_url()).text

    response = client.post(f"{decisions.get_absolute_url()}klaarzetten/", follow=True)
    client.post(f"{decisions.get_absolute_url()}klaarzetten/")

    meeting = Meeting.objects.get()
    assert (meeting.day, meeting.place, meeting.invited_at) == (decisions.held_on, "Grou", None)
    assert list(meeting.guest_circles.all()) == [coalition]
    assert "Kijk de tijden na; daarna kun je uitnodigen." in response.text
    assert f'href="{decisions.get_absolute_url()}"' in response.text
    text = client.get(decisions.get_absolute_url()).text
    assert f'href="{meeting.get_absolute_url()}"' in text
    assert "Zet de bijeenkomst klaar" not in text


def test_what_was_is_not_put_ready(login, coordinator):
    decisions = DecisionMeetingFactory(held_on=in_days(-1))

    response = login(coordinator).post(f"{decisions.get_absolute_url()}klaarzetten/", follow=True)

    assert "Deze bijeenkomst is al geweest." in response.text
    assert not Meeting.objects.exists()


def test_member_sees_the_meeting_and_does_not_call_it(login, member):
    decisions = DecisionMeetingFactory(held_on=in_days(20))

    assert "Zet de bijeenkomst klaar" not in login(member).get(decisions.get_absolute_url()).text
    assert login(member).post(f"{decisions.get_absolute_url()}klaarzetten/").status_code == 403
