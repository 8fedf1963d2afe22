import datetime

import pytest

from symposium.models import Edition, Mode
from tests.symposium.factories import (
    EditionFactory,
    RegistrationFactory,
    RoomFactory,
    SessionFactory,
    SpeakerFactory,
    TimeSlotFactory,
)

pytestmark = pytest.mark.django_db
FORM = {"theme": "Verder", "held_on": "2028-02-10"}


def test_next_year_starts_from_this_one_without_people(client, login, coordinator):
    until = datetime.datetime(2027, 2, 1, 11, tzinfo=datetime.UTC)
    edition = EditionFactory(mode=Mode.FAIR, wishes_until=until, directions="Met de trein", summary="Alleen nu")
    room, slot = RoomFactory(edition=edition, name="Grote zaal"), TimeSlotFactory(edition=edition)
    opening = SessionFactory(edition=edition, plenary=True, title="Opening", slot=slot, room=room)
    SessionFactory(edition=edition, title="Workshop", slot=slot)
    SessionFactory(edition=edition, plenary=True, title="Vervallen", cancelled_at=until)
    opening.speakers.add(SpeakerFactory(edition=edition))
    RegistrationFactory(edition=edition)

    page = login(coordinator).post("/symposium/2027/kopie/", FORM, follow=True)

    new = Edition.objects.get(year=2028)
    assert "Symposium 2028 staat klaar." in page.text
    assert (new.theme, new.directions, new.summary, new.is_published) == ("Verder", "Met de trein", "", False)
    assert new.wishes_until == until + datetime.timedelta(days=364)
    assert [session.title for session in new.sessions.all()] == ["Opening"]
    copied = new.sessions.get()
    assert (copied.room.name, copied.slot.starts) == ("Grote zaal", slot.starts)
    assert {copied.room.edition, copied.slot.edition} == {new}
    assert not copied.speakers.exists()
    assert not new.registrations.exists()
    assert edition.sessions.count() == 3


def test_a_year_that_is_there_is_not_made_twice(client, login, coordinator):
    EditionFactory()
    EditionFactory(year=2028)

    page = login(coordinator).post("/symposium/2027/kopie/", FORM)

    assert "Er is al een symposium in 2028." in page.text


def test_the_page_asks_what_differs(client, login, coordinator):
    EditionFactory()

    page = login(coordinator).get("/symposium/2027/kopie/")

    assert "Begin met een kopie van 2027" in page.text
    assert "Maak de kopie" in page.text
