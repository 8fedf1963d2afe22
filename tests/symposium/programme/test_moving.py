"""What moves in the programme, or does not go on: who has a place there hears of it once, in their calendar too."""

import datetime

import pytest

from outbox.models import Email
from outbox.reading import read
from symposium.models import SeatState, Session
from tests.symposium.factories import RegistrationFactory, RoomFactory, SeatFactory, SessionFactory
from tests.symposium.programme.test_making import place
from tests.symposium.seats.build import calendar_of


@pytest.fixture
def client(login, coordinator, time_machine):
    """A month before the day: who moves something then, tells it."""
    time_machine.move_to("2027-01-11 12:00", tick=False)
    return login(coordinator)


@pytest.fixture
def mailbox():
    return Email.objects.count


@pytest.mark.parametrize(("is_public", "mails"), [(True, 1), (False, 0)])
def test_another_room_is_told_once_people_read_the_programme(client, session, first, mailbox, is_public, mails):
    if not is_public:
        session.edition.programme_published_at = None
        session.edition.save()
    SeatFactory(registration=RegistrationFactory(edition=session.edition), session=session)

    place(client, session, first, RoomFactory(edition=session.edition, name="Zolder", capacity=20))

    assert mailbox() == mails


def test_another_time_and_room_are_one_mail_that_moves_it_in_the_calendar(client, session, second):
    having, waiting = (RegistrationFactory(edition=session.edition) for _ in range(2))
    SeatFactory(registration=having, session=session)
    SeatFactory(registration=waiting, session=session, state=SeatState.WAITING, position=1)

    place(client, session, second, RoomFactory(edition=session.edition, name="Zolder", capacity=20))

    mail = Email.objects.get()
    assert (mail.to, mail.subject) == (having.email, "Andere tijd en zaal: Luisteren")
    words = read(mail.mime).text
    assert "van 11.15 tot 12.00 uur, niet meer van 10.00 tot 11.00 uur." in words
    assert "in een andere zaal: Zolder, niet meer Oranjezaal." in words
    (event,) = calendar_of(mail).walk("VEVENT")
    assert calendar_of(mail)["METHOD"] == "PUBLISH"
    assert (event["UID"].split("@")[0], event["SEQUENCE"]) == (f"symposium-sessie-{session.pk}", 1)
    assert (event["DTSTART"].dt.time(), str(event["LOCATION"])[:6]) == (datetime.time(11, 15), "Zolder")


@pytest.mark.parametrize(("is_public", "mails"), [(True, 1), (False, 0)])
def test_another_time_of_a_round_is_told_to_who_has_a_place_in_it(client, session, first, mailbox, is_public, mails):
    if not is_public:
        session.edition.programme_published_at = None
        session.edition.save()
    SeatFactory(registration=RegistrationFactory(edition=session.edition), session=session)
    SessionFactory(edition=session.edition, slot=first, room=session.room, cancelled_at=session.edition.published_at)
    path = f"/symposium/tijdvak/{first.pk}/wijzigen/"

    client.post(path, {"title": "Eerste ronde", "starts": "10:00", "ends": "11:00"})
    assert mailbox() == 0
    client.post(path, {"title": "Eerste ronde", "starts": "09:30", "ends": "10:30"})

    assert mailbox() == mails
    for mail in Email.objects.all():
        assert mail.subject == "Andere tijd: Luisteren"
        (event,) = calendar_of(mail).walk("VEVENT")
        assert (event["SEQUENCE"], event["DTSTART"].dt.time()) == (1, datetime.time(9, 30))


def test_called_off_stays_in_the_programme_and_everybody_hears_of_it(client, session, mailbox, second):
    having, waiting = (RegistrationFactory(edition=session.edition) for _ in range(2))
    SeatFactory(registration=having, session=session)
    SeatFactory(registration=waiting, session=session, state=SeatState.WAITING, position=1)
    Session.objects.filter(pk=session.pk).update(taken=1)
    path = f"/symposium/sessie/{session.pk}/gaat-niet-door/"
    assert client.get(path).status_code == 200

    response = client.post(path, follow=True)

    assert "“Luisteren” gaat niet door. 2 deelnemers krijgen een mail." in response.text
    assert mailbox() == 2
    # A calendar takes it out; who waited has nothing in theirs.
    had, waited = [calendar_of(Email.objects.get(to=one.email)) for one in (having, waiting)]
    (event,) = had.walk("VEVENT")
    assert (had["METHOD"], event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)
    assert waited is None
    assert not session.seats.exists()
    assert "Niemand had er een plek." in client.post(path, follow=True).text
    assert "gaat niet door, en krijgt dus geen nieuwe plek" in place(client, session, second).text
