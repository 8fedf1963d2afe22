"""What meetings leave, for the access matrix: of the own coalition, for nobody else. See also: access_things.py."""

from meetings.models import Meeting
from tests.meetings.factories import DecisionFactory, MeetingFactory, MinutesFactory


def held(world):
    """A meeting of before all others."""
    found = Meeting.objects.filter(circle=world.circle, title="Lang geleden").first()
    return found or MeetingFactory(circle=world.circle, days=-3000, title="Lang geleden")


def decision(world):
    meeting = held(world)
    return [(meeting.decisions.first() or DecisionFactory(meeting=meeting, number=900)).pk]


def sent(world):
    """Sent and not approved yet: everybody of the circle reads them."""
    meeting = held(world)
    if not hasattr(meeting, "minutes"):
        MinutesFactory(meeting=meeting, sent=True)
    return [meeting.pk]
