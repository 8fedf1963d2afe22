"""Once per person and session, whatever the phones do; and one clear sentence when it cannot be."""

import datetime
import uuid

import pytest
from django.test import Client

from outbox.models import Email
from outbox.reading import read
from symposium import codes
from symposium.entrance import checking, tickets
from symposium.models import Edition, Presence, Registration, RegistrationState
from symposium.registering import links
from tests.races import at_once
from tests.symposium.entrance.conftest import MORNING
from tests.symposium.factories import EditionFactory, RegistrationFactory, RoomFactory, SessionFactory

pytestmark = pytest.mark.django_db
HOUR = 3_600_000


def at(moment=MORNING, **shift):
    return int((moment + datetime.timedelta(**shift)).timestamp() * 1000)


def test_code_is_long_readable_and_found_however_it_is_typed(day):
    code = tickets.code_of(day.anna)

    assert set(day.anna.ticket) <= set(codes.SIGNS)
    assert len(day.anna.ticket) == 16
    assert code.count("-") == 3
    for typed in (code, code.lower(), f" {day.anna.ticket} ", code.replace("-", " ")):
        assert tickets.find(typed) == day.anna
    for other in ("", "x", day.anna.name, code[:-1], f"{code[:-1]}0"):
        assert tickets.find(other) is None


def test_somebody_comes_in(client, day):
    answer = day.scan(client, code=tickets.code_of(day.anna))

    assert answer.json() == {"ok": True, "said": "Anna de Proef is binnen.", "room": False, "keep": False}
    presence = Presence.objects.get()
    assert (presence.registration, presence.session) == (day.anna, None)
    assert presence.scanned_at == presence.received_at == MORNING


def test_told_twice_is_once(client, day):
    scan = str(uuid.uuid4())

    day.scan(client, scan=scan)
    again = day.scan(client, scan=scan)
    other_phone = day.scan(client)

    assert again.json()["said"] == other_phone.json()["said"] == "Anna de Proef was al binnen, sinds 9.12 uur."
    assert again.json()["ok"] is True
    assert Presence.objects.count() == 1


def test_earliest_moment_stays_whichever_phone_tells_first(client, day):
    day.scan(client, device_at=at(minutes=-5), device_now=at())
    day.scan(client, device_at=at(minutes=-40), device_now=at())
    day.scan(client, device_at=at(minutes=-1), device_now=at())

    assert Presence.objects.get().scanned_at == MORNING - datetime.timedelta(minutes=40)


@pytest.mark.parametrize("wrong", [0, -5 * HOUR, 90 * 24 * HOUR])
def test_clock_of_the_phone_may_be_wrong(client, day, wrong):
    day.scan(client, device_at=at(minutes=-10) + wrong, device_now=at() + wrong)

    presence = Presence.objects.get()
    assert presence.scanned_at == MORNING - datetime.timedelta(minutes=10)
    assert presence.received_at == MORNING


def test_clock_that_was_set_back_in_between_does_not_come_in_later(client, day):
    day.scan(client, device_at=at(hours=3), device_now=at())

    assert Presence.objects.get().scanned_at == MORNING


def test_nobody_comes_in_before_the_day(client, day):
    day.scan(client, device_at=at(days=-300), device_now=at())

    assert Presence.objects.get().scanned_at == datetime.datetime(2027, 2, 10, 23, tzinfo=datetime.UTC)


def test_who_is_at_a_workshop_is_at_the_symposium(client, day):
    day.scan(client, session=day.workshop.pk)
    day.scan(client, session=day.workshop.pk)
    day.scan(client)

    assert set(Presence.objects.values_list("session", flat=True)) == {None, day.workshop.pk}
    assert Presence.objects.count() == 2


def test_forged_code_is_told(client, day):
    answer = day.scan(client, code="ABCD-EFGH-JKLM-NPQR").json()

    assert answer["ok"] is False
    assert answer["said"].startswith("Deze code kennen we niet.")


def test_ticket_of_another_edition_is_told(client, day):
    old = RegistrationFactory(edition=EditionFactory(year=2026))

    answer = day.scan(client, code=old.ticket).json()

    assert answer["said"] == "Dit is een ticket voor het Symposium 2026, niet voor vandaag."
    assert not Presence.objects.exists()


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ({"state": RegistrationState.CANCELLED, "cancelled_at": MORNING}, "heeft zich afgemeld"),
        ({"state": RegistrationState.WAITING, "position": 1}, "heeft nog geen plek op het symposium"),
        ({"state": RegistrationState.OFFERED, "offered_until": MORNING}, "heeft nog geen plek op het symposium"),
    ],
)
def test_who_does_not_come_is_told(client, day, state, words):
    other = RegistrationFactory(edition=day.edition, name="Bauke", **state)

    answer = day.scan(client, code=other.ticket).json()

    assert answer["ok"] is False
    assert words in answer["said"]
    assert "Inlopers" in answer["said"]
    assert not Presence.objects.exists()


def test_who_has_another_workshop_is_told_where(client, day):
    other = SessionFactory(
        edition=day.edition, slot=day.slot, room=RoomFactory(edition=day.edition), title="Andere workshop"
    )

    answer = day.scan(client, session=other.pk).json()

    assert answer == {
        "ok": False,
        "said": "Anna de Proef heeft een andere workshop: Hechting, Zaal Noord.",
        "room": True,
        "keep": False,
    }
    day.workshop.room = None
    day.workshop.save()
    assert day.scan(client, session=other.pk).json()["said"].endswith("workshop: Hechting.")


def test_who_has_no_workshop_may_come_in_where_there_is_room(client, day):
    bauke = RegistrationFactory(edition=day.edition, name="Bauke")

    refused = day.scan(client, code=bauke.ticket, session=day.workshop.pk).json()
    let_in = day.scan(client, code=bauke.ticket, session=day.workshop.pk, without_seat="on").json()

    assert refused["said"] == "Bauke heeft geen plek in deze workshop. Is er ruimte, vink dat dan aan."
    assert let_in["ok"] is True
    assert "Bauke" in client.get(day.path(f"{day.workshop.pk}/")).text


def test_plenary_session_needs_no_seat(client, day):
    plenary = SessionFactory(edition=day.edition, plenary=True, slot=day.slot, room=RoomFactory(edition=day.edition))

    assert day.scan(client, session=plenary.pk).json()["ok"] is True


def test_walk_in_is_let_in_and_counted(client, day):
    Edition.objects.update(capacity=1, taken=1)

    answer = day.walk_in(client, organisation="Kraamzorg", email="Wietske@Voorbeeld.invalid", session=day.workshop.pk)

    assert answer.json() == {"ok": True, "said": "Wietske Inloop is binnen.", "room": False, "keep": False}
    wietske = Registration.objects.get(name="Wietske Inloop")
    assert (wietske.state, wietske.email) == (RegistrationState.COMING, "wietske@voorbeeld.invalid")
    assert set(wietske.presences.values_list("session", flat=True)) == {None, day.workshop.pk}
    assert Edition.objects.values_list("taken", "capacity").get() == (2, 2)
    mail = Email.objects.get()
    assert (mail.to, mail.is_private) == (wietske.email, True)
    assert f"/symposium/mijn-dag/{links.token(wietske)}/" in read(bytes(mail.mime)).text


def test_walk_ins_without_address_are_different_people(client, day):
    day.walk_in(client)
    day.walk_in(client)

    assert Registration.objects.filter(name="Wietske Inloop").count() == 2
    assert Edition.objects.values_list("taken", "capacity").get() == (2, None)


@pytest.mark.parametrize(
    ("typed", "is_anna"),
    [({}, True), ({"organisation": "jgz voorbeeld"}, True), ({"organisation": "Kraamzorg"}, False)],
)
def test_walk_in_who_is_on_the_list_is_that_person(client, day, typed, is_anna):
    day.walk_in(client, name="anna de proef", **typed)

    assert day.anna.presences.exists() == is_anna
    assert Registration.objects.count() == (1 if is_anna else 2)


def test_walk_in_with_a_name_that_two_have_is_a_third(client, day):
    RegistrationFactory(edition=day.edition, name=day.anna.name)

    day.walk_in(client, name=day.anna.name)

    assert Registration.objects.count() == 3


def test_walk_in_told_twice_is_one_person(client, day):
    scan = str(uuid.uuid4())

    day.walk_in(client, scan=scan)
    day.walk_in(client, scan=scan)

    assert Registration.objects.filter(name="Wietske Inloop").count() == 1
    assert Edition.objects.get().taken == 1


def test_walk_in_who_was_registered_is_that_registration(client, day):
    answer = day.walk_in(client, name="A. de Proef", email=day.anna.email.upper())

    assert answer.json()["said"] == "Anna de Proef is binnen."
    assert Registration.objects.get() == day.anna
    assert Edition.objects.get().taken == 0
    assert not Email.objects.exists()  # they have their link


def test_walk_in_without_a_name_is_told(client, day):
    assert day.walk_in(client, name=" ").json() == {
        "ok": False,
        "said": "Naam: Dit veld is verplicht.",
        "room": False,
        "keep": False,
    }


@pytest.mark.parametrize("where", ["entrance", "workshop"])
def test_walk_in_without_a_script_is_told_at_the_field_and_keeps_what_was_typed(client, day, where):
    typed = {"name": "", "organisation": "Kraamzorg Proef", "email": "geen"}
    if where == "workshop":
        typed["session"] = day.workshop.pk

    page = client.post(day.path("inloper/"), typed)

    assert page.context["session"] == (day.workshop if where == "workshop" else None)
    assert "<title>Fout: " in page.text
    for part in ('href="#id_name"', 'href="#id_email"', 'value="Kraamzorg Proef"', 'value="geen"'):
        assert part in page.text
    assert page.text.count('aria-invalid="true"') == 2
    assert not Presence.objects.exists()


def test_walk_in_with_faults_a_day_later_shows_no_names(client, day, time_machine):
    time_machine.shift(datetime.timedelta(days=1))

    page = client.post(day.path("inloper/"), {"name": ""})

    assert page.status_code == 302


@pytest.mark.django_db(transaction=True)
def test_phones_that_scan_one_ticket_at_once_leave_one_presence(day):
    answers = at_once(*[lambda: day.scan(Client(), session=day.workshop.pk).json() for _ in range(6)])

    assert [answer["ok"] for answer in answers] == [True] * 6
    assert sorted(Presence.objects.values_list("session__title", flat=True), key=str) == ["Hechting", None]


@pytest.mark.django_db(transaction=True)
def test_walk_in_told_twice_at_once_is_one_person(day, meeting_point):
    meeting_point(checking, "_told")
    scan = str(uuid.uuid4())

    answers = at_once(*[lambda: day.walk_in(Client(), scan=scan).json() for _ in range(2)])

    assert [answer["ok"] for answer in answers] == [True, True]
    assert Registration.objects.filter(name="Wietske Inloop").count() == 1
    assert Edition.objects.get().taken == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_a_walk_in_told_twice_goes_wrong(day, meeting_point, monkeypatch):
    monkeypatch.setattr(checking, "lock", lambda pk: None)
    meeting_point(checking, "_told")
    scan = str(uuid.uuid4())

    outcomes = at_once(*[lambda: day.walk_in(Client(), scan=scan) for _ in range(2)])

    # Two people for one act, or a page of error for one of the two phones.
    people = Registration.objects.filter(name="Wietske Inloop").count()
    assert people == 2 or any(isinstance(one, Exception) for one in outcomes)
