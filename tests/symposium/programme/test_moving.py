"""What moves in the programme, or does not go on: who has a place there hears of it once, in their calendar too."""

import datetime

import pytest
from django.utils import timezone

from outbox.models import Email
from outbox.reading import read
from symposium.models import Registration, RegistrationState, RoomChange, SeatState, Session, Speaking
from symposium.programme import placing
from symposium.registering import links
from tests.symposium.factories import (
    RegistrationFactory,
    RoomFactory,
    SeatFactory,
    SessionFactory,
    SpeakerFactory,
    TimeSlotFactory,
)
from tests.symposium.programme.conftest import mailed
from tests.symposium.programme.test_making import place
from tests.symposium.seats.build import calendar_of


@pytest.fixture
def client(a_month_before):
    return a_month_before


@pytest.fixture
def mailbox():
    return Email.objects.count


@pytest.mark.parametrize(("is_public", "mails"), [(True, 1), (False, 0)])
def test_another_room_is_told_once_people_read_the_programme(client, session, first, mailbox, is_public, mails, later):
    if not is_public:
        session.edition.programme_published_at = None
        session.edition.save()
    SeatFactory(registration=RegistrationFactory(edition=session.edition), session=session)

    place(client, session, first, RoomFactory(edition=session.edition, name="Zolder", capacity=20))
    later(9)
    assert mailbox() == 0
    later(1)
    later()

    assert mailbox() == mails


def test_another_time_and_room_are_one_mail_that_moves_it_in_the_calendar(client, session, second, later):
    having, waiting = (RegistrationFactory(edition=session.edition) for _ in range(2))
    SeatFactory(registration=having, session=session)
    SeatFactory(registration=waiting, session=session, state=SeatState.WAITING, position=1)

    place(client, session, second, RoomFactory(edition=session.edition, name="Zolder", capacity=20))
    later()

    mail = Email.objects.get(to=having.email)
    assert mail.subject == "Andere tijd en zaal: Luisteren"
    words = read(mail.mime).text
    assert "van 11.15 tot 12.00 uur, niet meer van 10.00 tot 11.00 uur." in words
    assert "in een andere zaal: Zolder, niet meer Oranjezaal." in words
    (event,) = calendar_of(mail).walk("VEVENT")
    assert calendar_of(mail)["METHOD"] == "PUBLISH"
    assert (event["UID"].split("@")[0], event["SEQUENCE"]) == (f"symposium-sessie-{session.pk}", 1)
    assert (event["DTSTART"].dt.time(), str(event["LOCATION"])[:6]) == (datetime.time(11, 15), "Zolder")
    # Who waits has nothing in a calendar, and keeps the row.
    waits = Email.objects.get(to=waiting.email)
    assert "Je houdt je plaats op de wachtlijst." in read(waits.mime).text
    assert (calendar_of(waits), Email.objects.count()) == (None, 2)
    page = client.get(f"/symposium/mijn-dag/{links.token(waiting)}/").text
    assert "Andere tijd en zaal" in page
    assert "van 11.15 tot 12.00 uur in Zolder, niet meer van 10.00 tot 11.00 uur in Oranjezaal." in page


@pytest.mark.parametrize(("state", "mails"), [(SeatState.OFFERED, 1), (SeatState.WAITING, 0)])
def test_another_room_is_for_who_has_or_is_offered_a_place(client, session, first, state, mails, later):
    until = session.edition.published_at
    more = {"offered_until": until} if state == SeatState.OFFERED else {"position": 1}
    SeatFactory(registration=RegistrationFactory(edition=session.edition), session=session, state=state, **more)

    place(client, session, first, RoomFactory(edition=session.edition, name="Zolder", capacity=20))
    later()

    found = list(Email.objects.all())
    assert len(found) == mails
    for mail in found:
        words = read(mail.mime).text
        assert "houden we nog voor je vast tot" in words
        assert "Je eigen dag:" in words
        assert calendar_of(mail) is None


def test_what_is_put_right_in_the_archive_mails_nobody(client, coordinator, session, time_machine):
    speaker = SpeakerFactory(edition=session.edition, email="sanne@voorbeeld.invalid")
    Speaking.objects.create(session=session, speaker=speaker)
    time_machine.move_to("2027-02-12 12:00", tick=False)

    client.force_login(coordinator)  # a month is longer than a session lasts
    client.post(f"/symposium/sessie/{session.pk}/gaat-niet-door/")

    session.refresh_from_db()
    assert session.is_cancelled
    assert not Email.objects.exists()


def test_another_time_keeps_what_was_said_of_the_room():
    earlier = RoomChange(was="Oranjezaal", became="Zolder")
    later = RoomChange(was_at="9.30 uur", became_at="9.15 uur", session=Session(title="Welkom"))

    sentence = later.after(earlier).sentence

    assert sentence == "“Welkom” is van 9.15 uur in Zolder, niet meer van 9.30 uur in Oranjezaal."


@pytest.fixture
def opening(edition, room):
    """For everybody together; Anna comes and Bo speaks there and comes, somebody waits for the day."""
    slot = TimeSlotFactory(edition=edition, title="Opening", starts=datetime.time(9, 30), ends=datetime.time(10))
    found = SessionFactory(edition=edition, title="Welkom", plenary=True, slot=slot, room=room)
    RegistrationFactory(edition=edition, email="anna@voorbeeld.invalid")
    RegistrationFactory(edition=edition, email="bo@voorbeeld.invalid")
    RegistrationFactory(edition=edition, state=RegistrationState.WAITING, position=1)
    Speaking.objects.create(session=found, speaker=SpeakerFactory(edition=edition, email="bo@voorbeeld.invalid"))
    return found


def test_what_is_for_everybody_moves_for_all_who_come(client, opening, later):
    path = f"/symposium/tijdvak/{opening.slot_id}/wijzigen/"
    both = ("anna@voorbeeld.invalid", "bo@voorbeeld.invalid")

    client.post(path, {"title": "Opening", "starts": "09:15", "ends": "10:00"})
    later()

    assert mailed() == [(to, "Andere tijd: Welkom") for to in both]
    words = read(Email.objects.get(to=both[0]).mime).text
    assert "van 9.15 tot 10.00 uur, niet meer van 9.30 tot 10.00 uur." in words
    assert "Dit onderdeel is voor iedereen samen." in words
    Email.objects.all().delete()
    place(client, opening, opening.slot, RoomFactory(edition=opening.edition, name="Zolder"))
    later()
    assert mailed() == [(to, "Andere zaal: Welkom") for to in both]
    # What the earlier change said stays news.
    said = "“Welkom” is van 9.15 tot 10.00 uur in Zolder, niet meer van 9.30 tot 10.00 uur in Oranjezaal."
    assert said in client.get("/symposium/2027/programma/").text
    anna, waits = (Registration.objects.get(email=both[0]), Registration.objects.get(position=1))
    assert said in client.get(f"/symposium/mijn-dag/{links.token(anna)}/").text
    assert said not in client.get(f"/symposium/mijn-dag/{links.token(waits)}/").text


def test_who_comes_after_it_moved_knows_no_other_time(client, opening, later, time_machine):
    client.post(
        f"/symposium/tijdvak/{opening.slot_id}/wijzigen/", {"title": "Opening", "starts": "09:15", "ends": "10:00"}
    )
    time_machine.shift(60)
    RegistrationFactory(edition=opening.edition, email="cor@voorbeeld.invalid", confirmed_at=timezone.now())
    later()

    assert {to for to, _subject in mailed()} == {"anna@voorbeeld.invalid", "bo@voorbeeld.invalid"}


@pytest.mark.parametrize(("is_public", "who"), [(True, ["anna", "bo"]), (False, ["bo"])])
def test_what_is_for_everybody_and_does_not_go_on_is_told_to_all_who_come(client, opening, is_public, who):
    """A draft of the programme only the speaker knows of."""
    if not is_public:
        opening.edition.programme_published_at = None
        opening.edition.save()

    client.post(f"/symposium/sessie/{opening.pk}/gaat-niet-door/")

    assert mailed() == [(f"{name}@voorbeeld.invalid", "Gaat niet door: Welkom") for name in who]
    assert {calendar_of(mail)["METHOD"] for mail in Email.objects.all()} == {"CANCEL"}


@pytest.mark.parametrize(("is_public", "mails"), [(True, 1), (False, 0)])
def test_another_time_of_a_round_is_told_to_who_has_a_place_in_it(
    client, session, first, mailbox, is_public, mails, later
):
    if not is_public:
        session.edition.programme_published_at = None
        session.edition.save()
    SeatFactory(registration=RegistrationFactory(edition=session.edition), session=session)
    SessionFactory(edition=session.edition, slot=first, room=session.room, cancelled_at=session.edition.published_at)
    path = f"/symposium/tijdvak/{first.pk}/wijzigen/"

    client.post(path, {"title": "Eerste ronde", "starts": "10:00", "ends": "11:00"})
    later()
    assert mailbox() == 0
    client.post(path, {"title": "Eerste ronde", "starts": "09:30", "ends": "10:30"})
    later()

    assert mailbox() == mails
    for mail in Email.objects.all():
        assert mail.subject == "Andere tijd: Luisteren"
        (event,) = calendar_of(mail).walk("VEVENT")
        assert (event["SEQUENCE"], event["DTSTART"].dt.time()) == (1, datetime.time(9, 30))


def test_called_off_stays_in_the_programme_and_everybody_hears_of_it(client, session, mailbox, second):
    having, offered, waiting = (RegistrationFactory(edition=session.edition) for _ in range(3))
    SeatFactory(registration=having, session=session)
    until = session.edition.published_at
    SeatFactory(registration=offered, session=session, state=SeatState.OFFERED, offered_until=until)
    SeatFactory(registration=waiting, session=session, state=SeatState.WAITING, position=1)
    Session.objects.filter(pk=session.pk).update(taken=2)
    path = f"/symposium/sessie/{session.pk}/gaat-niet-door/"
    assert client.get(path).status_code == 200

    response = client.post(path, follow=True)

    assert "“Luisteren” gaat niet door. 3 deelnemers krijgen een mail." in response.text
    assert mailbox() == 3
    assert "We hielden daar een plek voor je vast" in read(Email.objects.get(to=offered.email).mime).text
    # A calendar takes it out; who waited has nothing in theirs.
    had, waited = [calendar_of(Email.objects.get(to=one.email)) for one in (having, waiting)]
    (event,) = had.walk("VEVENT")
    assert (had["METHOD"], event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)
    assert waited is None
    assert not session.seats.exists()
    assert "ging al niet door. Er gaat geen mail meer weg." in client.post(path, follow=True).text
    assert placing.call_off(session, by=None, now=until) == (0, 0)  # pressed twice at once
    assert "gaat niet door, en krijgt dus geen nieuwe plek" in place(client, session, second).text
