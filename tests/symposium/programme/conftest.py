import datetime

import pytest

from tests.symposium.factories import EditionFactory, RoomFactory, SessionFactory, TimeSlotFactory


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
