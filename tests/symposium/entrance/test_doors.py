"""The link for at the door: names on the day alone, what was noted without a network a week longer."""

import datetime

import pytest

from symposium.models import Door, Presence, RegistrationState, SeatState
from tests.symposium.entrance.conftest import JSON, MORNING, make_day
from tests.symposium.factories import RegistrationFactory, RoomFactory, SeatFactory, SessionFactory

pytestmark = pytest.mark.django_db


def test_page_shows_names_and_rooms_and_nothing_else(client, day):
    RegistrationFactory(
        edition=day.edition, name="Bauke Afgemeld", state=RegistrationState.OFFERED, offered_until=MORNING
    )

    page = client.get(day.path())

    assert page.status_code == 200
    assert "Anna de Proef" in page.text
    assert "Hechting (Zaal Noord)" in page.text
    assert "data-ks-present>0</strong> van 1 binnen" in page.text
    for hidden in (day.anna.email, "JGZ Voorbeeld", "Bauke"):
        assert hidden not in page.text
    assert page["Cache-Control"] == "no-store"
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert "camera=(self)" in page["Permissions-Policy"]


def test_name_without_a_seat_stands_there_too(client, day):
    RegistrationFactory(edition=day.edition, name="Bauke Zonder Plek")
    lost = SessionFactory(edition=day.edition, slot=day.slot, title="Zonder zaal")
    SeatFactory(registration=RegistrationFactory(edition=day.edition), session=lost)

    page = client.get(day.path()).text

    assert "Bauke Zonder Plek" in page
    assert '<span class="ks-soft">Zonder zaal</span>' in page
    assert "None" not in page
    assert "None" not in client.get(day.path(f"{lost.pk}/")).text


def test_page_of_an_empty_edition_says_why(client, day):
    day.seat.delete()
    day.anna.delete()

    assert "Nog niemand op de lijst" in client.get(day.path()).text


def test_door_of_a_workshop_lists_who_has_a_seat(client, day):
    RegistrationFactory(edition=day.edition, name="Bauke Elders")
    waiting = RegistrationFactory(edition=day.edition, name="Corrie Wacht")
    SeatFactory(registration=waiting, session=day.workshop, state=SeatState.WAITING, position=1)

    page = client.get(day.path(f"{day.workshop.pk}/")).text

    assert "Anna de Proef" in page
    assert "Bauke" not in page
    assert "Corrie" not in page
    assert "laat ook binnen wie hier geen plek heeft" in page


def test_door_of_a_plenary_session_lists_everybody(client, day):
    plenary = SessionFactory(edition=day.edition, plenary=True, slot=day.slot, room=RoomFactory(edition=day.edition))
    RegistrationFactory(edition=day.edition, name="Bauke Elders")

    page = client.get(day.path(f"{plenary.pk}/")).text

    assert "Bauke Elders" in page
    assert "geen plek heeft" not in page


def test_session_of_another_edition_has_no_door_here(client, day):
    other = SessionFactory(edition__year=2026)

    assert client.get(day.path(f"{other.pk}/")).status_code == 404


@pytest.mark.parametrize("token", ["1", "1:onzin", "x:y", "999999"])
def test_link_we_never_made_opens_nothing(client, day, token):
    assert client.get(f"/symposium/deur/{token}/").status_code == 404
    assert client.post(f"/symposium/deur/{token}/binnen/", {"code": day.anna.ticket}).status_code == 404


def test_after_the_day_nobody_sees_a_name(client, day, time_machine):
    time_machine.move_to(MORNING + datetime.timedelta(days=1), tick=False)

    page = client.get(day.path())

    assert page.status_code == 403
    assert "Het symposium is voorbij" in page.text
    assert "Anna" not in page.text


@pytest.mark.parametrize("rest", ["", "{workshop}/"])
def test_before_the_day_one_rehearses_without_names(client, day, time_machine, rest):
    time_machine.move_to(MORNING - datetime.timedelta(days=1), tick=False)

    page = client.get(day.path(rest.format(workshop=day.workshop.pk)))

    assert page.status_code == 200
    assert "deze link gaat open op donderdag 11 februari 2027." in page.text
    assert "Dit is oefenen" in page.text
    assert "<strong>OEFE-NEN</strong>" in page.text
    assert "Anna" not in page.text
    assert "camera=(self)" in page["Permissions-Policy"]


def test_what_is_rehearsed_is_noted_nowhere_and_tells_nothing(client, day, time_machine):
    time_machine.move_to(MORNING - datetime.timedelta(days=1), tick=False)

    pages = [client.post(day.path("binnen/"), {"code": code}, follow=True) for code in (day.anna.ticket, "onzin")]
    walk_in = client.post(day.path("inloper/"), {"name": "Wietske Inloop"}, follow=True)

    for page in [*pages, walk_in]:
        assert page.redirect_chain == [(day.path(), 302)]
        assert "Gelezen. Dit is oefenen: er is niets bewaard" in page.text
    assert not Presence.objects.exists()
    assert day.edition.registrations.count() == 1


def test_link_that_was_ended_shows_and_takes_nothing(client, day):
    day.door.revoke(now=MORNING)
    day.door.revoke(now=MORNING + datetime.timedelta(hours=1))

    page = client.get(day.path())
    answer = day.scan(client).json()

    assert page.status_code == 403
    assert "ingetrokken" in page.text
    assert answer == {
        "ok": False,
        "said": "Deze link is ingetrokken. Vraag een nieuwe en open die op deze telefoon: wat wacht, gaat dan mee.",
        "room": False,
        "keep": True,
    }
    assert not Presence.objects.exists()
    assert Door.objects.get().revoked_at == MORNING


@pytest.mark.parametrize(("days", "is_heard"), [(-1, False), (0, True), (7, True), (8, False)])
def test_phone_that_found_no_network_is_heard_for_a_week(client, day, time_machine, days, is_heard):
    now = MORNING + datetime.timedelta(days=days)
    time_machine.move_to(now, tick=False)
    sent = int(now.timestamp() * 1000)

    answer = day.scan(client, device_at=sent - days * 86_400_000, device_now=sent).json()

    assert answer["ok"] is is_heard
    assert list(Presence.objects.values_list("scanned_at", flat=True)) == ([MORNING] if is_heard else [])


def test_without_script_the_page_says_what_happened(client, day):
    page = client.post(day.path("binnen/"), {"code": day.anna.ticket}, follow=True)

    assert page.redirect_chain == [(day.path(), 302)]
    assert "Anna de Proef is binnen." in page.text
    assert "Binnen om 9.12" in page.text
    assert "data-ks-present>1</strong> van 1 binnen" in page.text


def test_without_script_the_page_of_the_workshop_comes_back(client, day):
    given = {"code": "onzin", "session": day.workshop.pk}

    page = client.post(day.path("binnen/"), given, follow=True)

    assert page.redirect_chain == [(day.path(f"{day.workshop.pk}/"), 302)]
    assert "Deze code kennen we niet" in page.text


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"code": ""}, "Typ de code, of kies de naam uit de lijst."),
        ({"code": "x" * 61}, "Zorg dat deze waarde niet meer dan 60 tekens bevat (het zijn er nu 61)."),
        ({"code": "x", "session": "999999"}, "Selecteer een geldige keuze."),
        ({"code": "x", "scan": "onzin"}, "Voer een geldige UUID in."),
    ],
)
def test_wrong_input_is_told(client, day, given, said):
    answer = client.post(day.path("binnen/"), given, headers={"accept": JSON}).json()

    assert answer["ok"] is False
    assert said in answer["said"]
    assert client.post(day.path("binnen/"), given).status_code == 302


def test_worker_is_public_and_says_nothing(client):
    answer = client.get("/symposium/deur/worker.js")

    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert "caches.match" in answer.text


@pytest.mark.parametrize("count", [1, 3])
def test_page_query_count(client, day, django_assert_num_queries, count):
    for _ in range(count - 1):
        registration = RegistrationFactory(edition=day.edition)
        workshop = SessionFactory(edition=day.edition, slot=day.slot, room=RoomFactory(edition=day.edition))
        SeatFactory(registration=registration, session=workshop)

    with django_assert_num_queries(5):  # door, sessions, seats, who is in, people
        client.get(day.path())


def test_two_editions_have_their_own_lists(client, day):
    other = make_day(datetime.date(2028, 2, 10))
    other.anna.name = "Iemand van later"
    other.anna.save()

    assert "Iemand van later" not in client.get(day.path()).text
