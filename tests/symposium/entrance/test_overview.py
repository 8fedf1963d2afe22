"""The ticket, the badges, a room that changes, and the day as the coordinator sees it."""

import datetime
import io

import pytest
from pypdf import PdfReader

from outbox.models import Email
from outbox.reading import read
from symposium.entrance import badges, room_changes, tickets
from symposium.models import Door, Presence, RegistrationState, RoomChange, SeatState
from symposium.registering import links
from tests.symposium.entrance.conftest import MORNING
from tests.symposium.factories import RegistrationFactory, RoomFactory, SeatFactory, SessionFactory

pytestmark = pytest.mark.django_db
PAGE = "/symposium/2027/ingang/"


def ticket(client, registration):
    return client.get(f"/symposium/ticket/{links.token(registration)}/")


def test_ticket_shows_code_day_and_seats(client, day):
    page = ticket(client, day.anna).text

    for part in ("Anna de Proef", tickets.code_of(day.anna), "11 februari 2027", "10.30 uur: Hechting, Zaal Noord"):
        assert part in page
    assert 'aria-label="QR-code van je ticket"' in page
    assert "JGZ Voorbeeld" not in page


def test_ticket_without_a_seat_or_a_room_is_a_ticket(client, day):
    day.seat.delete()
    bare = SessionFactory(edition=day.edition, slot=day.slot, title="Zonder zaal")
    assert "<ul>" not in ticket(client, day.anna).text.partition('class="ks-ticket"')[2].partition("</article>")[0]

    SeatFactory(registration=day.anna, session=bare)

    assert "10.30 uur: Zonder zaal<" in ticket(client, day.anna).text


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ({"state": RegistrationState.CANCELLED, "cancelled_at": MORNING}, "Je oude ticket werkt niet meer."),
        ({"state": RegistrationState.WAITING, "position": 1}, "Je hebt nog geen plek op het symposium."),
    ],
)
def test_who_does_not_come_has_no_ticket(client, day, state, words):
    other = RegistrationFactory(edition=day.edition, **state)

    page = ticket(client, other).text

    assert words in page
    assert tickets.code_of(other) not in page


def test_afterwards_nobody_is_asked_to_show_a_ticket(client, day, time_machine):
    time_machine.move_to(MORNING + datetime.timedelta(days=1), tick=False)

    assert ticket(client, day.anna).url == f"/symposium/mijn-dag/{links.token(day.anna)}/"


def test_link_we_never_made_has_no_ticket(client, db):
    assert client.get("/symposium/ticket/1-onzin/").status_code == 404


def test_qr_holds_the_code_and_nothing_else(day):
    code = tickets.code_of(day.anna)

    side, path = tickets.qr_path(code)

    assert side == len(tickets.qr_rows(code)) == 21
    assert path.startswith("M0 0h7v1H0z")
    rows = [f"{int(number, 16):024b}"[:side] for number in tickets.qr_packed(code).split()]
    assert rows == tickets.qr_rows(code)
    assert tickets.qr_png(code).startswith(b"\x89PNG")
    assert tickets.made(code).version == 1  # no room for more than sixteen signs and their mending


def test_session_that_moves_tells_who_has_a_seat(client, day):
    was, day.workshop.room = day.room, RoomFactory(edition=day.edition, name="Zaal Zuid")
    day.workshop.save()
    waiting = RegistrationFactory(edition=day.edition)
    SeatFactory(registration=waiting, session=day.workshop, state=SeatState.WAITING, position=1)

    room_changes.note(day.workshop, was=was, now=MORNING)

    mail = Email.objects.get()
    assert (mail.to, mail.subject) == (day.anna.email, "Andere zaal: Hechting")
    words = read(mail.mime).text
    assert "“Hechting” is in een andere zaal: Zaal Zuid, niet meer Zaal Noord." in words
    assert f"/symposium/ticket/{links.token(day.anna)}/" in words
    assert str(RoomChange.objects.get()) == "Zaal Noord → Zaal Zuid"
    said = "“Hechting” is in Zaal Zuid, niet meer in Zaal Noord."
    assert said in ticket(client, day.anna).text
    for everybody in ("programma/", "programma/nu/"):
        assert said in client.get(f"/symposium/2027/{everybody}").text
    # On one's own day only what one goes to.
    assert said in client.get(f"/symposium/mijn-dag/{links.token(day.anna)}/").text
    elsewhere = RegistrationFactory(edition=day.edition)
    assert said not in client.get(f"/symposium/mijn-dag/{links.token(elsewhere)}/").text


@pytest.mark.parametrize("was", ["same", None])
def test_session_that_stays_tells_nobody(day, was):
    room_changes.note(day.workshop, was=was and day.room, now=MORNING)

    assert not Email.objects.exists()
    assert not RoomChange.objects.exists()


def test_session_that_moves_when_it_was_tells_nobody(day):
    """Who puts the archive in order mails nobody."""
    after = MORNING + datetime.timedelta(days=1)

    room_changes.note(day.workshop, was=RoomFactory(edition=day.edition), now=after, hours="9 uur")

    assert not Email.objects.exists()
    assert not RoomChange.objects.exists()


def test_session_without_a_room_tells_nobody(day):
    was, day.workshop.room = day.room, None

    room_changes.note(day.workshop, was=was, now=MORNING)

    assert not Email.objects.exists()
    assert not RoomChange.objects.exists()


def test_last_change_of_each_session_is_shown_for_a_week(day, django_assert_num_queries):
    def change(session, became, **ago):
        RoomChange.objects.create(
            session=session,
            was="Noord",
            became=became,
            changed_at=MORNING - datetime.timedelta(**ago),
            told_at=MORNING,
        )

    other = SessionFactory(edition=day.edition)
    change(day.workshop, "Zuid", hours=5)
    change(day.workshop, "Oost", hours=4)
    change(other, "West", hours=1)
    change(SessionFactory(edition=day.edition), "Oud", days=7)
    change(SessionFactory(edition__year=2026), "Elders", hours=1)

    with django_assert_num_queries(1):
        shown = room_changes.shown(day.edition, now=MORNING)

    assert [one.became for one in shown] == ["West", "Oost"]


def test_badge_holds_a_first_name_to_read_from_afar(login, coordinator, day):
    RegistrationFactory(edition=day.edition, name="Cher", organisation="")
    RegistrationFactory(edition=day.edition, name="Maximiliana-Wilhelmina van den Bergh tot Voorbeeldenstein")
    RegistrationFactory(edition=day.edition, name="Wordt Wachtend", state=RegistrationState.WAITING, position=1)

    answer = login(coordinator).get(f"{PAGE}badges/")

    reader = PdfReader(io.BytesIO(answer.content))
    words = " ".join(reader.pages[0].extract_text().split())
    assert answer["Content-Disposition"] == 'attachment; filename="badges-2027.pdf"'
    assert words.index("Anna") < words.index("Cher") < words.index("Maximiliana")
    assert "de Proef" in words
    assert "Wachtend" not in words
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"].value is True


def test_badges_of_a_full_house_fit_in_one_file(day):
    people = RegistrationFactory.build_batch(400, edition=day.edition, organisation="Verloskundigen " * 6)

    assert badges.as_pdf(day.edition, people, now=MORNING).startswith(b"%PDF")


def test_badge_of_somebody_with_one_name():
    assert badges.badge(RegistrationFactory.build(name=" Cher "))["rest"] == ""


def test_day_without_anything_says_what_comes(login, coordinator, day):
    for one in (day.seat, day.workshop, day.door):
        one.delete()

    page = login(coordinator).get(PAGE).text

    assert "Zodra er onderdelen in het programma staan" in page
    assert "<strong>0</strong> van 1 mensen" in page
    assert "Maak een link" in page


def test_numbers_are_of_who_is_in(login, coordinator, day, client):
    day.scan(client, session=day.workshop.pk)
    SessionFactory(edition=day.edition, plenary=True, slot=day.slot, room=RoomFactory(edition=day.edition))
    SessionFactory(edition=day.edition, title="Gaat niet door", slot=day.slot, cancelled_at=MORNING)

    page = login(coordinator).get(PAGE).text

    assert "<strong>1</strong> van 1 mensen" in page
    assert "1 van 20" in page
    assert "Gaat niet door" not in page
    assert f"{day.door.get_absolute_url()}" in page
    assert "Open de pagina voor aan de deur" in page


def test_link_is_made_and_ended(login, coordinator, day, time_machine):
    time_machine.move_to(MORNING - datetime.timedelta(days=3), tick=False)
    client = login(coordinator)
    assert "Maak een link voor aan de deur" in client.get(f"{PAGE}nieuwe-link/").text

    made = client.post(f"{PAGE}nieuwe-link/", {"label": "Zij-ingang"}, follow=True)
    empty = client.post(f"{PAGE}nieuwe-link/", {"label": ""})

    door = Door.objects.get(label="Zij-ingang")
    assert "De link voor Zij-ingang staat klaar." in made.text
    assert "Oefen met deze link" in made.text
    assert (door.edition, door.made_by) == (day.edition, coordinator)
    assert empty.context["form"].errors == {"label": ["Dit veld is verplicht."]}

    assert "intrekken?" in client.get(f"{PAGE}{door.pk}/intrekken/").text
    ended = client.post(f"{PAGE}{door.pk}/intrekken/", follow=True)

    assert "De link voor Zij-ingang werkt niet meer." in ended.text
    assert "Ingetrokken op" in ended.text
    door.refresh_from_db()
    assert door.revoked_at is not None


@pytest.mark.parametrize("count", [1, 3])
def test_day_query_count(login, coordinator, day, django_assert_num_queries, count):
    for number in range(count - 1):
        SessionFactory(edition=day.edition, slot=day.slot, room=RoomFactory(edition=day.edition))
        Door.objects.create(edition=day.edition, label=f"Deur {number}", made_at=MORNING)
    Presence.objects.create(registration=day.anna, scanned_at=MORNING, received_at=MORNING)
    client = login(coordinator)
    client.get(PAGE)

    with django_assert_num_queries(8):  # session, person, roles, edition (2), numbers, doors, sessions
        client.get(PAGE)
