"""What moves is told ten minutes later, and the coordinator reads beforehand to how many; put back, nobody hears."""

import pytest
from django.db import connection

from outbox.models import Email
from outbox.reading import read
from symposium.models import RoomChange, SeatState, Session
from symposium.registering import links
from tests.symposium.factories import RegistrationFactory, RoomFactory, SeatFactory
from tests.symposium.programme.test_making import place
from tests.symposium.programme.test_moving import mailed


@pytest.fixture
def client(login, coordinator, time_machine):
    """A month before the day."""
    time_machine.move_to("2027-01-11 12:00", tick=False)
    return login(coordinator)


def test_put_back_in_time_tells_nobody_and_stays_no_news(client, session, first, room, later):
    person = SeatFactory(registration=RegistrationFactory(edition=session.edition), session=session).registration
    place(client, session, first, RoomFactory(edition=session.edition, name="Zolder", capacity=20))
    later(5)
    place(client, session, first, room)

    later(6)
    assert RoomChange.objects.count() == 2  # ten minutes after the last step
    later(4)

    assert Email.objects.count() == RoomChange.objects.count() == 0
    assert "Andere zaal" not in client.get(f"/symposium/mijn-dag/{links.token(person)}/").text


def test_who_chose_it_on_its_way_hears_what_changed_since(client, session, first, room, later):
    early, chosen, late = (RegistrationFactory(edition=session.edition) for _ in range(3))
    SeatFactory(registration=early, session=session)
    attic, cellar = (RoomFactory(edition=session.edition, name=name, capacity=20) for name in ("Zolder", "Kelder"))
    later(1)
    place(client, session, first, attic)
    later(1)
    SeatFactory(registration=chosen, session=session)
    later(1)
    place(client, session, first, cellar)
    later(1)
    SeatFactory(registration=late, session=session)

    later()

    told = {mail.to: read(mail.mime).text for mail in Email.objects.all()}
    assert told.keys() == {early.email, chosen.email}
    assert "Kelder, niet meer Oranjezaal." in told[early.email]
    assert "Kelder, niet meer Zolder." in told[chosen.email]
    # Who never knew another room reads nothing of it, on the day's page nor on the ticket; nor who gave it back.
    said = "“Luisteren” is in Kelder, niet meer in Oranjezaal."
    for page in ("mijn-dag", "ticket"):
        assert said in client.get(f"/symposium/{page}/{links.token(early)}/").text
        assert said not in client.get(f"/symposium/{page}/{links.token(late)}/").text
    early.seats.all().delete()
    assert said not in client.get(f"/symposium/ticket/{links.token(early)}/").text


def test_taken_out_and_put_back_in_time_tells_the_speaker_nothing(client, session, bo, first, room, later):
    client.post(f"/symposium/sessie/{session.pk}/uit-het-programma/")
    later(1)
    place(client, session, first, room)

    later()

    assert not Email.objects.exists()


def test_what_is_called_off_before_it_was_told_tells_no_more_of_the_move(client, session, bo, second, later):
    place(client, session, second, session.room)
    client.post(f"/symposium/sessie/{session.pk}/gaat-niet-door/")

    later()

    assert mailed() == [(bo.email, "Gaat niet door: Luisteren")]
    assert not RoomChange.objects.exists()


def test_step_that_another_task_tells_is_left_to_it(client, session, bo, second, later):
    """Between looking and the lock, somebody else told it."""
    place(client, session, second, session.room)

    def other_first(execute, sql, params, many, context):
        if "FOR NO KEY UPDATE" in sql:
            RoomChange.objects.all().delete()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(other_first):
        later()

    assert mailed() == []


def test_on_the_day_itself_it_is_told_at_once(client, coordinator, session, bo, first, time_machine):
    time_machine.move_to("2027-02-11 08:00+01:00", tick=False)
    client.force_login(coordinator)
    attic = RoomFactory(edition=session.edition, name="Zolder", capacity=20)
    assert "dus dat gaat meteen weg" in client.get(f"/symposium/sessie/{session.pk}/plaatsen/").text

    page = place(client, session, first, attic).text

    assert mailed() == [(bo.email, "Andere zaal: Luisteren")]
    assert "gaat er een mail naar" not in page


def test_coordinator_reads_beforehand_who_hears_of_a_move(client, session, first, bo, later):
    waits, has = (RegistrationFactory(edition=session.edition) for _ in range(2))
    SeatFactory(registration=waits, session=session, state=SeatState.WAITING, position=1)
    path = f"/symposium/sessie/{session.pk}/plaatsen/"
    assert "Bij een andere zaal krijgt 1 persoon een mail, bij een andere tijd 2 mensen." in client.get(path).text
    waits.seats.all().delete()
    hours = f"/symposium/tijdvak/{first.pk}/wijzigen/"
    assert "Bij een andere tijd gaat er 1 mail weg." in client.get(hours).text
    SeatFactory(registration=has, session=session)
    assert "Verplaats je dit, dan krijgen 2 mensen een mail." in client.get(path).text
    assert "Bij een andere tijd gaan er 2 mails weg. Dat gaat tien minuten later weg." in client.get(hours).text
    attic = RoomFactory(edition=session.edition, name="Zolder", capacity=20)

    client.post(f"/symposium/sessie/{session.pk}/zet/", {"section": f"{first.pk}-{attic.pk}", "index": 0})

    page = client.get("/symposium/2027/programma/maken/").text
    assert "“Luisteren” staat nu in Ronde 1, Zolder." in page
    assert "“Luisteren” is in Zolder, niet meer in Oranjezaal." in page
    assert (
        "Om 12.10 uur gaat er een mail naar 2 mensen. Zet je het voor die tijd terug, dan hoort niemand iets." in page
    )
    later()
    assert "gaat er een mail naar" not in client.get("/symposium/2027/programma/maken/").text


@pytest.mark.parametrize("public", [True, False])
def test_nobody_is_promised_a_mail_that_does_not_go(client, session, first, bo, public):
    if public:
        bo.speaking.all().delete()
    else:
        session.edition.programme_published_at = None
        session.edition.save()

    for path in (f"sessie/{session.pk}/plaatsen", f"tijdvak/{first.pk}/wijzigen"):
        assert client.get(f"/symposium/{path}/").context["who_hears"] == ""


def test_new_place_that_only_the_speaker_hears_of_is_said_too(client, session, bo, second, later):
    Session.objects.filter(pk=session.pk).update(slot=None, room=None)

    page = place(client, session, second, session.room).text

    assert "“Luisteren” staat in het programma." in page
    assert "Om 12.10 uur gaat er een mail naar 1 persoon." in page
    client.post(f"/symposium/sessie/{session.pk}/uit-het-programma/")
    assert "gaat er een mail naar" not in client.get("/symposium/2027/programma/maken/").text
