"""The day of an edition, with a door, a workshop and somebody who has a seat in it."""

import datetime
from dataclasses import dataclass

import pytest
from django.utils import timezone

from symposium.models import Door, Edition, Registration, Room, Seat, Session, TimeSlot
from tests.symposium.factories import (
    EditionFactory,
    RegistrationFactory,
    RoomFactory,
    SeatFactory,
    SessionFactory,
    TimeSlotFactory,
)

DAY = datetime.date(2027, 2, 11)
MORNING = datetime.datetime(2027, 2, 11, 8, 12, tzinfo=datetime.UTC)  # 9.12 in Fryslân


@dataclass
class Day:
    edition: Edition
    slot: TimeSlot
    room: Room
    workshop: Session
    anna: Registration
    seat: Seat
    door: Door

    def path(self, rest=""):
        return f"{self.door.get_absolute_url()}{rest}"

    def scan(self, client, code=None, **more):
        return client.post(self.path("binnen/"), {"code": code or self.anna.ticket, **more}, headers={"accept": JSON})

    def walk_in(self, client, name="Wietske Inloop", **more):
        return client.post(self.path("inloper/"), {"name": name, **more}, headers={"accept": JSON})


JSON = "application/json"


def make_day(held_on=DAY):
    edition = EditionFactory(year=held_on.year, held_on=held_on, theme="Samen sterk")
    slot = TimeSlotFactory(edition=edition)
    room = RoomFactory(edition=edition, name="Zaal Noord")
    workshop = SessionFactory(edition=edition, slot=slot, room=room, title="Hechting")
    anna = RegistrationFactory(edition=edition, name="Anna de Proef", organisation="JGZ Voorbeeld")
    seat = SeatFactory(registration=anna, session=workshop)
    door = Door.objects.create(edition=edition, label="Hoofdingang", made_at=timezone.now())
    return Day(edition, slot, room, workshop, anna, seat, door)


@pytest.fixture
def day(db, time_machine):
    time_machine.move_to(MORNING, tick=False)
    return make_day()
