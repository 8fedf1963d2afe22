"""Who spoke is thanked the morning after and asked for slides: one mail, once."""

import datetime

import pytest

from outbox.models import Email
from outbox.reading import read
from symposium.models import Material
from symposium.programme import links
from symposium.tasks import send_evaluations
from tests.library.factories import DocumentFactory
from tests.symposium.factories import EditionFactory, SessionFactory, SpeakerFactory, TimeSlotFactory

pytestmark = pytest.mark.django_db
MORNING = datetime.datetime(2027, 2, 12, 8, tzinfo=datetime.UTC)  # nine o'clock in Fryslân


@pytest.fixture
def edition(network):
    return EditionFactory()


@pytest.fixture
def slot(edition):
    return TimeSlotFactory(edition=edition)


def speaks(session, name):
    email = f"{len(name)}@veld.invalid" if name else ""
    speaker = SpeakerFactory(edition=session.edition, name=name or "Zonder adres", email=email)
    session.speakers.add(speaker)
    return speaker


def thanked():
    return list(Email.objects.filter(dedupe_key__startswith="symposium-slides:").values_list("to", flat=True))


def test_a_speaker_hears_once_the_morning_after(client, edition, slot, time_machine):
    sanne = speaks(SessionFactory(edition=edition, slot=slot, title="Hechting"), "Sanne")
    # A second session makes no second mail, and what did not go on is not in it.
    later = TimeSlotFactory(edition=edition, starts=datetime.time(14), ends=datetime.time(15))
    for title, where in (("Slapen", {"slot": later}), ("Ziek", {"cancelled_at": MORNING})):
        SessionFactory(edition=edition, title=title, **where).speakers.add(sanne)
    time_machine.move_to(MORNING - datetime.timedelta(minutes=1), tick=False)
    send_evaluations()
    assert thanked() == []

    time_machine.move_to(MORNING, tick=False)
    for _ in range(2):
        send_evaluations()

    assert thanked() == [sanne.email]
    mail = Email.objects.get(to=sanne.email)
    words = read(mail.mime).text
    assert "- Hechting\n- Slapen\n" in words
    assert "Ziek" not in words
    own = f"/symposium/spreker/{links.token(sanne)}/"
    assert own in words
    assert "Voeg dia's of aantekeningen toe" in client.get(own).text


def test_who_has_nothing_to_add_or_cannot_be_asked_is_left_alone(edition, slot, time_machine):
    there = SessionFactory(edition=edition, slot=slot)
    speaks(there, "Klaar")
    Material.objects.create(session=there, document=DocumentFactory(), maker="Klaar", licence="read", added_at=MORNING)
    speaks(SessionFactory(edition=edition, slot=slot, cancelled_at=MORNING), "Ging niet door")
    speaks(SessionFactory(edition=edition), "Nooit geplaatst")
    speaks(SessionFactory(edition=edition, slot=slot), "")

    time_machine.move_to(MORNING, tick=False)
    send_evaluations()

    assert thanked() == []


def test_two_weeks_later_nobody_is_asked_any_more(edition, slot, time_machine):
    speaks(SessionFactory(edition=edition, slot=slot), "Sanne")

    time_machine.move_to(MORNING + datetime.timedelta(days=15), tick=False)
    send_evaluations()

    assert thanked() == []
