"""The coordinator makes the programme: rooms, slots, and what stands where."""

import datetime

import pytest

from symposium.models import Room, SeatState, Session, Speaking, TimeSlot
from symposium.registering import links
from tests.symposium.factories import (
    EditionFactory,
    RegistrationFactory,
    RoomFactory,
    SeatFactory,
    SessionFactory,
    SpeakerFactory,
    TimeSlotFactory,
)

MAKE = "/symposium/2027/programma/maken/"
WORKSHOP = {"kind": "workshop", "title": "Oefenen", "summary": "", "meant_for": "", "capacity": 15}


@pytest.fixture
def client(login, coordinator):
    return login(coordinator)


def place(client, session, slot, room=None):
    return client.post(
        f"/symposium/sessie/{session.pk}/plaatsen/", {"slot": slot.pk, "room": room.pk if room else ""}, follow=True
    )


def where(session):
    session.refresh_from_db()
    return session.slot, session.room


def test_programme_begins_with_slots_and_rooms(client, edition):
    assert "Begin met de tijdvakken van de dag" in client.get(MAKE).text

    slot = {"title": "Opening", "starts": "10:00", "ends": "10:30"}
    client.post("/symposium/2027/tijdvakken/nieuw/", slot)
    assert "Een zaal erbij" in client.get(MAKE).text
    made = client.post("/symposium/2027/zalen/nieuw/", {"name": "Oranjezaal", "capacity": 30}, follow=True)

    assert "“Oranjezaal” is bewaard." in made.text
    assert (TimeSlot.objects.get().starts, Room.objects.get().position) == (datetime.time(10), 1)
    client.post("/symposium/2027/zalen/nieuw/", {"name": "Zolder", "capacity": 10})
    assert Room.objects.get(name="Zolder").position == 2


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"starts": "10:30", "ends": "11:30"}, {"starts": "Dan is “Ronde 1” er al, van 10.00 tot 11.00 uur."}),
        ({"starts": "09:30", "ends": "10:30"}, {"ends": "Dan is “Ronde 1” er al, van 10.00 tot 11.00 uur."}),
        ({"starts": "12:00", "ends": "11:30"}, {"ends": "Het einde moet later zijn dan het begin."}),
        ({"starts": "", "ends": "11:30"}, {"starts": "Dit veld is verplicht."}),
    ],
)
def test_wrong_slot_is_explained(client, first, changes, wrong):
    response = client.post("/symposium/2027/tijdvakken/nieuw/", {"title": "Ronde 2"} | changes)

    said = {field: errors[0] for field, errors in response.context["form"].errors.items()}
    assert said.keys() == wrong.keys()
    assert all(said[field].startswith(wrong[field]) for field in wrong)
    assert TimeSlot.objects.count() == 1


@pytest.mark.parametrize(
    ("starts", "ends", "is_said"), [("16:00", "17:00", True), ("09:00", "09:30", True), ("09:30", "16:30", False)]
)
def test_slot_outside_the_hours_that_are_announced_is_said(client, edition, starts, ends, is_said):
    slot = {"title": "Borrel", "starts": starts, "ends": ends}

    said = client.post("/symposium/2027/tijdvakken/nieuw/", slot, follow=True).text

    assert ("Het symposium staat aangekondigd van 9.30 tot 16.30 uur" in said) == is_said
    assert "“Borrel” is bewaard." in said


def test_one_place_is_said_as_one(client, edition, first, session):
    small = RoomFactory(edition=edition, name="Hok", capacity=1)
    Session.objects.filter(pk=session.pk).update(capacity=1, taken=1)

    page = client.get(MAKE).text

    assert "1 plek, 1 bezet" in page
    assert page.count("1 plek<") == 1
    assert "Hok (1 plek)" in client.get(f"/symposium/sessie/{session.pk}/plaatsen/").text
    assert "Hok heeft 1 plek." in place(client, SessionFactory(edition=edition, capacity=2), first, small).text


def test_slot_at_a_time_that_no_clock_shows_is_refused(client):
    EditionFactory(year=2028, held_on=datetime.date(2028, 3, 26))

    response = client.post("/symposium/2028/tijdvakken/nieuw/", {"title": "Nacht", "starts": "02:30", "ends": "04:00"})

    assert "2.30 uur bestaat dan niet" in response.text
    assert not TimeSlot.objects.exists()


def test_another_time_raises_the_sequence_of_what_stands_there(client, session, first):
    path = f"/symposium/tijdvak/{first.pk}/wijzigen/"
    client.post(path, {"title": "Eerste ronde", "starts": "10:00", "ends": "11:00"})
    session.refresh_from_db()
    assert session.sequence == 0

    client.post(path, {"title": "Eerste ronde", "starts": "10:05", "ends": "11:00"})

    session.refresh_from_db()
    assert session.sequence == 1
    assert session.rescheduled_at


def test_two_rooms_have_two_names(client, room):
    response = client.post("/symposium/2027/zalen/nieuw/", {"name": "Oranjezaal", "capacity": 10})

    assert response.context["form"].errors == {"name": ["Er is al een zaal die Oranjezaal heet."]}


def test_slot_that_another_took_meanwhile_is_explained(client, edition, monkeypatch):
    """Two coordinators at once: the second reads why, and nothing is lost."""
    from symposium.programme import placing

    original = placing.lock

    def other_first(rows, pk):
        TimeSlotFactory(edition=edition, starts=datetime.time(10), ends=datetime.time(11))
        return original(rows, pk)

    monkeypatch.setattr(placing, "lock", other_first)
    response = client.post(
        "/symposium/2027/tijdvakken/nieuw/", {"title": "Ronde 1", "starts": "10:00", "ends": "11:00"}
    )

    assert "Dan is “Workshopronde 1” er al, van 10.00 tot 11.00 uur." in response.text


def test_room_is_not_made_smaller_than_what_stands_in_it(client, session, room):
    path = f"/symposium/zaal/{room.pk}/wijzigen/"
    response = client.post(path, {"name": "Oranjezaal", "capacity": 19, "note": ""})

    assert "In deze zaal staat “Luisteren” voor 20 mensen." in response.text
    client.post(path, {"name": "Oranjezaal", "capacity": 20, "note": ""})
    room.refresh_from_db()
    assert room.capacity == 20


def test_session_is_written_and_gets_speakers_and_a_place(client, edition, first, room):
    speaker = SpeakerFactory(edition=edition, name="Sanne de Vries")
    made = client.post("/symposium/2027/programma/nieuw/", WORKSHOP, follow=True)
    session = Session.objects.get()
    assert "Er spreekt nog niemand." in made.text
    assert session.slot is None

    added = client.post(f"/symposium/sessie/{session.pk}/sprekers/", {"speaker": speaker.pk}, follow=True)
    placed = place(client, session, first, room)

    assert "Sanne de Vries spreekt bij “Oefenen”." in added.text
    assert "“Oefenen” staat nu in Ronde 1, Oranjezaal." in placed.text
    assert where(session) == (first, room)
    assert (session.sequence, session.version) == (1, 2)


def test_placing_where_it_stands_changes_nothing(client, session, first, room):
    place(client, session, first, room)

    session.refresh_from_db()
    assert session.sequence == 0


def test_place_that_is_not_there_is_explained(client, session):
    response = client.post(f"/symposium/sessie/{session.pk}/plaatsen/", {"slot": 0, "room": ""})

    assert "Deze keuze is er niet (meer)." in response.text


def test_break_needs_no_room(client, edition, first):
    lunch = SessionFactory(edition=edition, kind="break", capacity=None, title="Lunch")

    assert "“Lunch” staat nu in Ronde 1." in place(client, lunch, first).text


def test_workshop_without_a_room_is_said_when_it_is_placed_and_published(client, session, first):
    path = "/symposium/2027/programma/publiceren/"
    assert "Nog geen zaal." not in client.get(path).text

    assert "staat nu in Ronde 1. Een zaal heeft hij nog niet: in het programma" in place(client, session, first).text

    assert f'href="/symposium/sessie/{session.pk}/plaatsen/">Kies een zaal' in client.get(path).text


def test_room_that_is_taken_is_said(client, session, edition, first, room):
    other = SessionFactory(edition=edition, title="Vragen", capacity=10)

    response = place(client, other, first, room)

    assert response.context["form"].errors.keys() == {"room"}
    assert "In Oranjezaal is dan al “Luisteren”." in response.text
    assert where(other) == (None, None)


def test_workshop_for_more_people_than_the_room_holds_is_said(client, edition, first, room):
    other = SessionFactory(edition=edition, title="Vragen", capacity=31)

    assert "“Vragen” is voor 31 mensen en Oranjezaal heeft 30 plekken." in place(client, other, first, room).text


def test_speaker_in_two_places_is_said(client, session, edition, first, second):
    speaker = SpeakerFactory(edition=edition, name="Sanne de Vries")
    other = SessionFactory(edition=edition, title="Vragen", slot=second)
    for one in (session, other):
        client.post(f"/symposium/sessie/{one.pk}/sprekers/", {"speaker": speaker.pk})

    moved = place(client, other, first)

    assert "Sanne de Vries spreekt dan al bij “Luisteren”." in moved.text
    assert where(other) == (second, None)


def test_speaker_who_is_busy_then_is_not_added(client, session, edition, first):
    speaker = SpeakerFactory(edition=edition, name="Sanne de Vries")
    other = SessionFactory(edition=edition, title="Vragen", slot=first)
    Speaking.objects.create(session=session, speaker=speaker)

    response = client.post(f"/symposium/sessie/{other.pk}/sprekers/", {"speaker": speaker.pk})

    assert "Sanne de Vries spreekt dan al bij “Luisteren”." in response.text


def test_what_is_for_everybody_has_no_workshop_beside_it(client, session, edition, first, second):
    plenary = SessionFactory(edition=edition, title="Opening", plenary=True)
    assert "In “Ronde 1” staan al workshops." in place(client, plenary, first).text

    place(client, plenary, second)

    assert "“Ronde 2” is voor iedereen samen: “Opening”." in place(client, session, second).text


def test_who_has_a_seat_comes_along(client, session, second):
    seat = SeatFactory(registration=RegistrationFactory(edition=session.edition), session=session)

    place(client, session, second)

    seat.refresh_from_db()
    assert seat.slot == second


@pytest.mark.parametrize("has_place_here", [True, False])
def test_offer_is_a_place_too(client, session, edition, first, second, has_place_here):
    """Saying yes to it would cost the other one."""
    person, other = RegistrationFactory(edition=edition), SessionFactory(edition=edition, slot=second)
    offered, had = (other, session) if has_place_here else (session, other)
    SeatFactory(registration=person, session=had)
    SeatFactory(registration=person, session=offered, state=SeatState.OFFERED, offered_until=edition.published_at)

    assert f"{person.name} heeft in “Ronde 2” al een plek" in place(client, session, second).text
    assert where(session)[0] == first


@pytest.mark.parametrize(
    ("count", "who"), [(1, "Bezoeker A heeft"), (2, "Bezoeker A en Bezoeker B hebben"), (4, "C en nog 1 hebben")]
)
def test_nobody_loses_their_other_choice(client, session, edition, first, second, count, who):
    other = SessionFactory(edition=edition, slot=second, title="Vragen")
    for letter in "ABCD"[:count]:
        registration = RegistrationFactory(edition=edition, name=f"Bezoeker {letter}")
        SeatFactory(registration=registration, session=session)
        SeatFactory(registration=registration, session=other)

    response = place(client, session, second)

    assert "“Luisteren” blijft daarom waar hij was." in response.text
    assert f"{who} in “Ronde 2” al een plek bij een andere workshop, of k" in response.text
    assert response.context["form"].errors.keys() == {"slot"}
    assert f'href="/symposium/mijn-dag/{links.token(registration)}/">{registration.name}</a>' in response.text
    assert where(session)[0] == first
    assert session.seats.filter(state=SeatState.CONFIRMED).count() == count


def test_dropping_it_does_what_the_buttons_do(client, session, second, room):
    path = f"/symposium/sessie/{session.pk}/zet/"
    assert client.post(path, {"section": f"{second.pk}-{room.pk}", "index": 0}).status_code == 204
    assert where(session) == (second, room)

    client.post(path, {"section": f"{second.pk}-", "index": 0})
    assert where(session) == (second, None)

    client.post(path, {"section": "ergens", "index": 0})
    client.post(path, {})
    assert where(session) == (second, None)


def test_why_it_was_not_dropped_is_said_on_the_page_that_comes(client, session, edition, first, room):
    other = SessionFactory(edition=edition, title="Vragen", capacity=10)

    client.post(f"/symposium/sessie/{other.pk}/zet/", {"section": f"{first.pk}-{room.pk}", "index": 0})

    assert "In Oranjezaal is dan al “Luisteren”." in client.get(MAKE).text


def test_what_nobody_chose_is_taken_out_and_thrown_away(client, session):
    taken_out = client.post(f"/symposium/sessie/{session.pk}/uit-het-programma/", follow=True)
    assert "“Luisteren” staat niet meer in het programma" in taken_out.text
    assert where(session) == (None, None)
    client.post(f"/symposium/sessie/{session.pk}/uit-het-programma/")
    session.refresh_from_db()
    assert session.sequence == 1

    assert "Niemand koos het." in client.get(f"/symposium/sessie/{session.pk}/weggooien/").text
    gone = client.post(f"/symposium/sessie/{session.pk}/weggooien/", follow=True)

    assert "“Luisteren” is weg." in gone.text
    assert not Session.objects.exists()


@pytest.mark.parametrize(("count", "who"), [(1, "Iemand koos"), (2, "2 mensen kozen")])
def test_what_somebody_chose_stays(client, session, count, who):
    for _ in range(count):
        SeatFactory(registration=RegistrationFactory(edition=session.edition), session=session)

    taken_out = client.post(f"/symposium/sessie/{session.pk}/uit-het-programma/", follow=True)
    thrown = client.post(f"/symposium/sessie/{session.pk}/weggooien/", follow=True)

    for page in (taken_out, thrown, client.get(f"/symposium/sessie/{session.pk}/weggooien/")):
        assert f"{who} “Luisteren”." in page.text
        assert "Klik op zijn pagina op “Gaat niet door”" in page.text
    assert "Haal weg</button>" not in page.text
    assert session.seats.count() == count


def test_slot_and_room_with_something_in_it_stay(client, session, edition, first, room):
    for number in range(3):
        SessionFactory(edition=edition, slot=first, title=f"Ook {number}")

    slot = client.post(f"/symposium/tijdvak/{first.pk}/weghalen/", follow=True)
    kept = client.post(f"/symposium/zaal/{room.pk}/weghalen/", follow=True)

    assert "In “Ronde 1” staat nog iets: " in slot.text
    assert "en nog 1. Verplaats dat eerst." in slot.text
    assert "In Oranjezaal staat nog iets: “Luisteren”." in kept.text
    assert "staat nog iets" in client.get(f"/symposium/zaal/{room.pk}/weghalen/").text


def test_empty_slot_and_room_go(client, first, room):
    assert "Er staat niets in." in client.get(f"/symposium/tijdvak/{first.pk}/weghalen/").text
    client.post(f"/symposium/tijdvak/{first.pk}/weghalen/")
    client.post(f"/symposium/zaal/{room.pk}/weghalen/")

    assert not TimeSlot.objects.exists()
    assert not Room.objects.exists()


def test_session_that_is_gone_is_said(client, session, second, monkeypatch):
    from symposium.programme import placing

    original = placing.lock

    def gone(rows, pk):
        Session.objects.filter(pk=session.pk).delete()
        return original(rows, pk)

    monkeypatch.setattr(placing, "lock", gone)

    assert "Iemand anders heeft dit intussen uit het programma gehaald." in place(client, session, second).text


def test_programme_is_published_once_there_is_something(client, first):
    first.edition.programme_published_at = None
    first.edition.save()
    path = "/symposium/2027/programma/publiceren/"
    assert client.get(path).status_code == 200
    assert "Er staat nog niets in het programma." in client.post(path, follow=True).text

    SessionFactory(edition=first.edition, slot=first)
    assert "iedereen kan het nu lezen" in client.post(path, follow=True).text

    first.edition.refresh_from_db()
    at = first.edition.programme_published_at
    client.post(path)
    first.edition.refresh_from_db()
    assert first.edition.programme_published_at == at


def test_programme_of_a_draft_is_not_published(client):
    EditionFactory(draft=True)

    response = client.post("/symposium/2027/programma/publiceren/", follow=True)

    assert "Publiceer eerst het symposium zelf." in response.text


@pytest.mark.parametrize("count", [1, 3])
def test_page_query_count(client, django_assert_num_queries, edition, first, count):
    for number in range(count):
        room = RoomFactory(edition=edition)
        session = SessionFactory(edition=edition, slot=first, room=room)
        Speaking.objects.create(session=session, speaker=SpeakerFactory(edition=edition))
        SessionFactory(edition=edition, title=f"Wacht {number}")

    # session, user, rights, edition (2), sessions, who speaks, rooms, slots, what moved
    with django_assert_num_queries(10):
        client.get(MAKE)
