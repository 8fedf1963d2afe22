"""A mailbox that calendar programs answer to, and somebody who was invited."""

import datetime

import pytest

from tests.meetings.factories import InviteeFactory, MeetingFactory

NOW = datetime.datetime(2026, 11, 23, 12, 0, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def mailbox(settings, time_machine):
    settings.CALENDAR_MAILBOX = "imaps://agenda:gehe%40im@mail.invalid/Agenda"
    settings.CALENDAR_ADDRESS = "agenda@netwerk.invalid"
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def invitee(circle, partner):
    return InviteeFactory(meeting=MeetingFactory(circle=circle, title="Overleg"), user=partner)
