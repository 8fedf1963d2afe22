import pytest

from tests.meetings.factories import MeetingFactory


@pytest.fixture
def meeting(circle):
    return MeetingFactory(circle=circle, past=True, title="Overleg in het dorp")


def url(meeting, part=""):
    return f"{meeting.get_absolute_url()}verslag/{part}"
