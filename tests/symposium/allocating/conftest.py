import datetime

import pytest

from symposium.models import Mode
from tests.symposium.factories import EditionFactory, RegistrationFactory, RoomFactory, SessionFactory, TimeSlotFactory

NOW = datetime.datetime(2027, 1, 20, 12, tzinfo=datetime.UTC)


@pytest.fixture
def fair():
    """An edition whose wishes closed yesterday: one round with two workshops of two places, and three people."""
    edition = EditionFactory(mode=Mode.FAIR, wishes_until=NOW - datetime.timedelta(days=1))
    slot = TimeSlotFactory(edition=edition)
    rooms = RoomFactory.create_batch(2, edition=edition)
    return edition, [
        SessionFactory(edition=edition, slot=slot, room=room, title=title, capacity=2)
        for room, title in zip(rooms, ["Taal", "Rust"], strict=True)
    ]


@pytest.fixture
def wish():
    """Make somebody who comes and wants these workshops, best first."""

    def make(*sessions, **more):
        person = RegistrationFactory(edition=more.pop("edition", None) or sessions[0].edition, **more)
        for rank, session in enumerate(sessions, 1):
            person.wishes.create(session=session, slot=session.slot, rank=rank)
        return person

    return make
