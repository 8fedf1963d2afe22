"""Writing one part of the programme, and who speaks in it."""

import pytest

from symposium.models import Seat, SeatState, Session, Speaker, Speaking
from tests.symposium.factories import RegistrationFactory, SeatFactory, SessionFactory, SpeakerFactory

FORM = {"kind": "workshop", "title": "Luisteren", "summary": "Oefenen", "meant_for": "iedereen", "capacity": 20}


@pytest.fixture
def client(login, coordinator):
    return login(coordinator)


def edit(client, session, **changes):
    path = f"/symposium/sessie/{session.pk}/wijzigen/"
    seen = client.get(path).context["form"]["seen_version"].value()
    return client.post(path, FORM | {"seen_version": seen} | changes, follow=True)


def test_session_is_changed(client, session):
    response = edit(client, session, title="Beter luisteren")

    assert "“Beter luisteren” is gewijzigd." in response.text
    session.refresh_from_db()
    assert (session.title, session.capacity, session.sequence) == ("Beter luisteren", 20, 0)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"capacity": ""}, "Vul in hoeveel mensen er mee kunnen doen."),
        ({"capacity": "veel"}, "Vul een heel getal in, bijvoorbeeld 20."),
        ({"capacity": 31}, "In Oranjezaal is plek voor 30 mensen."),
        ({"capacity": 1}, "Er hebben al 2 mensen een plek. Minder dan 2 kan dus niet."),
        ({"kind": "plenary"}, "Mensen kozen deze workshop al."),
        ({"kind": ""}, "Vul dit nog in: Soort"),
        ({"title": ""}, "Vul dit nog in: Titel"),
    ],
)
def test_what_cannot_be_is_said(client, session, changes, sentence):
    for _ in range(2):
        SeatFactory(registration=RegistrationFactory(edition=session.edition), session=session)
    Session.objects.filter(pk=session.pk).update(taken=2)

    response = edit(client, session, **changes)

    assert sentence in response.text
    session.refresh_from_db()
    assert (session.kind, session.capacity) == ("workshop", 20)


def test_workshop_that_nobody_chose_becomes_something_for_everybody(client, session):
    edit(client, session, kind="plenary")

    session.refresh_from_db()
    assert (session.kind, session.capacity) == ("plenary", None)


def test_more_places_go_to_who_waits(client, session, time_machine):
    time_machine.move_to("2026-11-22 12:00+00:00")
    Session.objects.filter(pk=session.pk).update(capacity=1, taken=1)
    SeatFactory(registration=RegistrationFactory(edition=session.edition), session=session)
    waiting = SeatFactory(
        registration=RegistrationFactory(edition=session.edition),
        session=session,
        state=SeatState.WAITING,
        position=1,
    )

    edit(client, session, capacity=2)

    waiting = Seat.objects.get(pk=waiting.pk)
    assert waiting.state != SeatState.WAITING
    session.refresh_from_db()
    assert (session.capacity, session.taken) == (2, 2)


def test_less_places_than_were_given_meanwhile_is_said(client, session, monkeypatch):
    from symposium.programme import forms

    original = forms.lock

    def others_first(pk):
        for _ in range(3):
            SeatFactory(registration=RegistrationFactory(edition=session.edition), session=session)
        Session.objects.filter(pk=session.pk).update(taken=3)
        return original(pk)

    monkeypatch.setattr(forms, "lock", others_first)
    response = edit(client, session, capacity=2)

    assert "3" in str(response.context["form"].errors["capacity"])
    session.refresh_from_db()
    assert session.capacity == 20


def test_two_coordinators_do_not_undo_each_other(client, session):
    path = f"/symposium/sessie/{session.pk}/wijzigen/"
    seen = client.get(path).context["form"]["seen_version"].value()
    edit(client, session, title="Van de een")

    response = client.post(path, FORM | {"seen_version": seen, "title": "Van de ander"})

    assert "Hier staat intussen een andere tekst." in response.text
    session.refresh_from_db()
    assert session.title == "Van de een"


def test_new_session_needs_places_if_it_is_a_workshop(client, edition):
    response = client.post("/symposium/2027/programma/nieuw/", FORM | {"capacity": ""})
    assert "Vul in hoeveel mensen er mee kunnen doen." in response.text

    client.post("/symposium/2027/programma/nieuw/", FORM | {"kind": "break"})

    assert Session.objects.get().capacity is None


def test_speaker_is_taken_off_a_session(client, session):
    speaking = Speaking.objects.create(session=session, speaker=SpeakerFactory(edition=session.edition, name="Bo"))

    response = client.post(f"/symposium/spreekbeurt/{speaking.pk}/weghalen/", follow=True)

    assert "Bo spreekt niet meer bij “Luisteren”." in response.text
    assert not Speaking.objects.exists()
    assert Speaker.objects.count() == 1


def test_only_who_is_on_the_list_can_speak(client, session):
    response = client.post(f"/symposium/sessie/{session.pk}/sprekers/", {"speaker": "0"})

    assert "Deze keuze is er niet (meer)." in response.text


def test_session_without_a_slot_leads_on_to_placing_it(client, edition):
    session = SessionFactory(edition=edition)

    assert "Kies wanneer en waar" in client.get(f"/symposium/sessie/{session.pk}/sprekers/").text
