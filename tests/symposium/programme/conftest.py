import datetime

import pytest

from outbox.models import Email
from symposium import tasks
from symposium.models import Speaking
from tests.symposium.factories import EditionFactory, RoomFactory, SessionFactory, SpeakerFactory, TimeSlotFactory


@pytest.fixture
def edition(db):
    """The one of 11 February 2027, whose programme everybody reads."""
    return EditionFactory()


@pytest.fixture
def first(edition):
    return TimeSlotFactory(edition=edition, title="Ronde 1", starts=datetime.time(10), ends=datetime.time(11))


@pytest.fixture
def second(edition):
    return TimeSlotFactory(edition=edition, title="Ronde 2", starts=datetime.time(11, 15), ends=datetime.time(12))


@pytest.fixture
def room(edition):
    return RoomFactory(edition=edition, name="Oranjezaal", capacity=30, note="begane grond")


@pytest.fixture
def session(edition, first, room):
    """A workshop in the first round."""
    return SessionFactory(edition=edition, title="Luisteren", slot=first, room=room, capacity=20)


@pytest.fixture
def bo(session):
    speaker = SpeakerFactory(edition=session.edition, name="Bo", email="bo@voorbeeld.invalid")
    return Speaking.objects.create(session=session, speaker=speaker).speaker


@pytest.fixture
def later(time_machine):
    """The time that the timetable comes: what was moved is told."""

    def go_on(minutes=10):
        time_machine.shift(datetime.timedelta(minutes=minutes))
        tasks.tell_of_another_day()

    return go_on


@pytest.fixture
def a_month_before(login, coordinator, time_machine):
    """A month before the day: who moves something then, tells it."""
    time_machine.move_to("2027-01-11 12:00", tick=False)
    return login(coordinator)


def mailed():
    return sorted(Email.objects.values_list("to", "subject"))
