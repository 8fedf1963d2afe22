"""The programme as everybody reads it, on screen, in a calendar and on somebody else's site."""

import datetime

import pytest
import time_machine
from django.db import connection
from icalendar import Calendar

from library.models import Document
from symposium.models import Edition, Material, Session, Speaking
from symposium.programme import stamp
from tests.library.factories import VersionFactory
from tests.symposium.factories import (
    EditionFactory,
    RoomFactory,
    SessionFactory,
    SpeakerFactory,
    TimeSlotFactory,
)
from tests.themetables.blocks.factories import BlockFactory
from themetables.models import ThemeTable

PROGRAMME = "/symposium/2027/programma/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(edition, session, first, second):
    """A workshop in the first round, something for everybody in the second, and one without a slot."""
    SessionFactory(edition=edition, title="Samen eten", kind="break", capacity=None, slot=second)
    SessionFactory(edition=edition, title="Nog geheim")
    return edition


def page_of(session):
    return f"{PROGRAMME}{session.pk}/"


def test_visitor_reads_the_programme(client, programme):
    text = client.get(PROGRAMME).text

    for part in ("Luisteren", "Oranjezaal", "10.00 tot 11.00", "Samen eten"):
        assert part in text
    assert "Nog geheim" not in text


def test_workshop_without_a_room_stands_beside_the_others(client, session, edition, first):
    SessionFactory(edition=edition, slot=first, title="Buiten")
    SessionFactory(edition=edition, slot=first, title="Koffie", kind="break", capacity=None)

    table = client.get(PROGRAMME).text

    assert '<th scope="col">Zaal volgt</th>' in table
    assert table.count('<td data-label="Zaal volgt">') == 1
    assert [name for name in ("Luisteren", "Buiten", "Koffie") if f">{name}</a>" not in table] == []
    assert "Zaal volgt" in client.get(page_of(Session.objects.get(title="Buiten"))).text
    assert "Zaal volgt" not in client.get(page_of(Session.objects.get(title="Koffie"))).text
    assert "zaal volgt" in client.get(f"{PROGRAMME}inbedden/").text
    with time_machine.travel("2027-02-12 12:00", tick=False):  # then no room follows any more
        assert '<th scope="col">Zonder zaal</th>' in client.get(PROGRAMME).text


def test_what_came_instead_of_what_does_not_go_on_stands_there_too(client, session, edition, first):
    """One of them was not drawn: which, was chance."""
    Session.objects.filter(pk=session.pk).update(cancelled_at=edition.published_at)
    SessionFactory(edition=edition, slot=first, room=session.room, title="Anders luisteren")

    table = client.get(PROGRAMME).text

    assert ">Luisteren</a>" in table
    assert ">Anders luisteren</a>" in table
    page = client.get(page_of(session)).text
    assert "Dit onderdeel gaat niet door" in page
    assert [words for words in ("Zet in je agenda", "<dt>Plekken", "Kies je workshops") if words in page] == []
    assert "Zet in je agenda" in client.get(page_of(Session.objects.get(title="Anders luisteren"))).text


def test_programme_that_is_not_published_is_the_coordinators(client, login, coordinator, member, session):
    session.edition.programme_published_at = None
    session.edition.save()

    paths = (PROGRAMME, f"{PROGRAMME}nu/", f"{PROGRAMME}inbedden/", page_of(session), f"{page_of(session)}sessie.ics")
    assert [client.get(path).status_code for path in paths] == [404] * 5
    assert login(member).get(PROGRAMME).status_code == 404
    client.force_login(coordinator)
    assert "Alleen de aanjager ziet dit programma." in client.get(PROGRAMME).text
    assert client.get(f"{PROGRAMME}inbedden/").status_code == 404


def test_only_who_said_yes_is_named(client, login, coordinator, session):
    for name, consented_at in (("Sanne", datetime.datetime.now(datetime.UTC)), ("Verlegen", None)):
        speaker = SpeakerFactory(edition=session.edition, name=name, consented_at=consented_at, about="Over *mij*")
        Speaking.objects.create(session=session, speaker=speaker)

    for path in (PROGRAMME, page_of(session)):
        assert "Sanne" in client.get(path).text
        assert "Verlegen" not in client.get(path).text
    client.force_login(coordinator)
    assert "Verlegen" in client.get(PROGRAMME).text
    assert "Verlegen" in client.get(page_of(session)).text


def test_session_page_leads_to_table_and_block(client, session):
    block = BlockFactory(adopted=True)
    session.block, session.table, session.summary, session.meant_for = block, block.table, "Met *elkaar*", "iedereen"
    session.save()

    text = client.get(page_of(session)).text

    for part in ("<em>elkaar</em>", "iedereen", block.get_absolute_url(), ThemeTable.objects.get().get_absolute_url()):
        assert part in text


def test_block_that_is_still_written_is_for_members(client, login, member, session):
    session.block = BlockFactory()
    session.save()

    assert session.block.title not in client.get(page_of(session)).text
    assert session.block.title in login(member).get(page_of(session)).text


@time_machine.travel("2027-02-12 12:00", tick=False)
def test_session_of_a_past_edition_offers_no_calendar(client, session):
    assert "Zet in je agenda" not in client.get(page_of(session)).text


@time_machine.travel("2027-01-12 12:00", tick=False)
def test_full_and_called_off_are_said(client, session, edition, second):
    Session.objects.filter(pk=session.pk).update(capacity=1, taken=1)
    at = edition.published_at
    off = SessionFactory(edition=edition, slot=second, room=session.room, title="Weg", cancelled_at=at)

    assert "Vol. Er is een wachtlijst." in client.get(page_of(session)).text
    assert "Dit onderdeel gaat niet door" in client.get(page_of(off)).text
    table = client.get(PROGRAMME).text
    assert "</a> <strong>Gaat niet door" in table
    assert '</a> <span class="ks-soft">vol' in table
    assert "gaat niet door" in client.get(f"{PROGRAMME}inbedden/").text


@pytest.mark.parametrize("path", [PROGRAMME, f"{PROGRAMME}inbedden/", None])
def test_page_that_did_not_change_is_not_sent_twice(client, session, path):
    path = path or page_of(session)
    first = client.get(path)
    assert first.headers["Cache-Control"] == "no-cache"

    again = client.get(path, headers={"if-none-match": first.headers["ETag"]})
    session.title = "Beter luisteren"
    session.save()
    changed = client.get(path, headers={"if-none-match": first.headers["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert changed.status_code == 200
    assert "Beter luisteren" in changed.text


@pytest.mark.parametrize("path", [PROGRAMME, None])
def test_whatever_changes_on_a_page_makes_it_another_page(client, session, path):
    path = path or page_of(session)
    block = BlockFactory(adopted=True)
    Session.objects.update(block=block, table=block.table)
    speaking = Speaking.objects.create(session=session, speaker=SpeakerFactory(edition=session.edition))
    document = VersionFactory(document__visibility="public").document
    Material.objects.create(session=session, document=document, maker="Ik", licence="read", added_at=block.adopted_at)
    elsewhere = SessionFactory(edition=EditionFactory(year=2026))
    etag = client.get(path)["ETag"]

    Session.objects.filter(pk=elsewhere.pk).update(title="Elders")
    assert client.get(path, headers={"If-None-Match": etag}).status_code == 304
    for rows, change in (
        (Edition.objects.filter(pk=session.edition_id), {"venue": "De Loods"}),
        (session.edition.rooms, {"name": "Zolder"}),
        (session.edition.slots, {"title": "Ronde A"}),
        (session.edition.sessions, {"taken": 3}),
        (session.edition.speakers, {"consented_at": block.adopted_at}),
        (type(block).objects.filter(pk=block.pk), {"title": "Nieuwe naam"}),
        (ThemeTable.objects.filter(pk=block.table_id), {"short_name": "Anders"}),
        (Document.objects.filter(pk=document.pk), {"title": "Andere dia's"}),
        (document.versions, {"held_at": block.adopted_at}),
        (Material.objects, {"maker": "Jij"}),
    ):
        rows.update(**change)
        before, etag = etag, client.get(path)["ETag"]
        assert etag != before, change
    speaking.delete()
    assert client.get(path)["ETag"] != etag


@pytest.mark.parametrize("path", [PROGRAMME, f"{PROGRAMME}inbedden/", None])
def test_who_has_a_page_that_nobody_may_read_any_more_reads_nothing(client, session, path):
    path = path or page_of(session)
    etag = client.get(path)["ETag"]

    Edition.objects.update(programme_published_at=None)

    assert client.get(path, headers={"If-None-Match": etag}).status_code == 404


def test_session_that_goes_while_it_is_asked_for_is_not_there(client, session, monkeypatch):
    def gone(year, pk):
        Session.objects.filter(pk=pk).delete()

    monkeypatch.setattr("symposium.programme.stamp.of_session", gone)

    assert client.get(page_of(session)).status_code == 404


@pytest.mark.parametrize("number", [2**31, 10**30])
def test_number_that_no_row_can_have_is_not_there(client, session, number):
    assert client.get(f"/symposium/{number}/programma/").status_code == 404
    assert client.get(f"{PROGRAMME}{number}/").status_code == 404


def test_another_connection_asks_as_well(client, session):
    """What is prepared goes with the connection: here with everything that one prepared."""
    etag = client.get(PROGRAMME)["ETag"]
    stamp.prepared.clear()
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")

    assert client.get(PROGRAMME)["ETag"] == etag


def test_page_of_who_is_logged_in_is_kept_nowhere(login, member, session):
    response = login(member).get(PROGRAMME)

    assert "ETag" not in response.headers
    assert response.headers["Cache-Control"] == "no-store"


def test_page_that_is_embedded_needs_nothing_and_may_stand_anywhere(client, login, coordinator, programme):
    login(coordinator)
    client.cookies.clear()
    response = client.get(f"{PROGRAMME}inbedden/")
    page = client.get(PROGRAMME)

    assert "frame-ancestors *" in response.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in response.headers
    assert "<script" not in response.text
    assert "<form" not in response.text
    assert not response.cookies
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    assert page.headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize(
    ("time", "shown", "hidden"),
    [
        ("10:30", ["Nu: Ronde 1", "Straks: Ronde 2"], []),
        ("11:05", ["Straks: Ronde 2"], ["Nu: "]),
        ("11:30", ["Nu: Ronde 2"], ["Straks: "]),
        ("18:00", ["Het programma van vandaag is afgelopen"], ["Nu: ", "Straks: "]),
    ],
)
def test_now_and_next_on_the_day(client, programme, time, shown, hidden):
    with time_machine.travel(f"2027-02-11 {time}+01:00", tick=False):
        text = client.get(f"{PROGRAMME}nu/").text
        assert "Wat is er nu en straks?" in client.get(PROGRAMME).text

    assert [part for part in shown if part not in text] == []
    assert [part for part in hidden if part in text] == []


@time_machine.travel("2027-02-10 10:30", tick=False)
def test_now_and_next_on_another_day(client, programme):
    assert "Er is nu niets bezig" in client.get(f"{PROGRAMME}nu/").text


@time_machine.travel("2027-02-12 10:30", tick=False)
def test_now_and_next_afterwards_leads_to_what_was_kept(client, programme):
    said = client.get(f"{PROGRAMME}nu/").text

    assert "Het symposium was op donderdag 11 februari 2027." in said
    assert "Het symposium is geweest" in said
    assert "Er is nu niets bezig" not in said


def test_programme_without_anything_says_so(client, login, coordinator, edition):
    assert "Er staat nog niets in het programma." in client.get(PROGRAMME).text


def test_session_in_a_calendar(client, session):
    body = client.get(f"{page_of(session)}sessie.ics")
    (event,) = Calendar.from_ical(body.content).walk("VEVENT")

    assert body.headers["Content-Type"].startswith("text/calendar")
    assert (event["SUMMARY"], event["SEQUENCE"]) == ("Luisteren", 0)
    assert event["LOCATION"] == "Oranjezaal, De Proef, Voorbeeldplein 1, Leeuwarden"
    assert event["DTSTART"].dt.isoformat() == "2027-02-11T10:00:00+01:00"
    assert client.get(f"{page_of(session)}sessie.ics").content == body.content


def test_session_without_a_slot_is_in_no_calendar(login, coordinator, edition):
    waiting = SessionFactory(edition=edition)

    client = login(coordinator)
    assert client.get(f"{page_of(waiting)}sessie.ics").status_code == 404
    assert "Nog zonder plek in het programma" in client.get(page_of(waiting)).text


def test_the_day_in_a_calendar(client, edition):
    said = client.get("/symposium/2027/").text
    assert 'href="/symposium/2027/symposium.ics"' in said

    body = client.get("/symposium/2027/symposium.ics")

    (event,) = Calendar.from_ical(body.content).walk("VEVENT")
    assert str(event["UID"]).startswith(f"symposium-{edition.pk}@")
    assert (event["SUMMARY"], event["SEQUENCE"]) == (f"Symposium Kansrijke Start Fryslân: {edition.theme}", 0)
    assert event["LOCATION"] == "De Proef, Voorbeeldplein 1, Leeuwarden"
    assert [event[name].dt.isoformat() for name in ("DTSTART", "DTEND")] == [
        "2027-02-11T09:30:00+01:00",
        "2027-02-11T16:30:00+01:00",
    ]
    assert event["URL"].endswith("/symposium/2027/")
    assert client.get("/symposium/2027/symposium.ics").content == body.content


@pytest.mark.parametrize("count", [1, 3])
def test_programme_query_count(client, django_assert_num_queries, first, count):
    for _ in range(count):
        session = SessionFactory(edition=first.edition, slot=first, room=RoomFactory(edition=first.edition))
        Speaking.objects.create(session=session, speaker=SpeakerFactory(edition=first.edition))

    # what it rests on, the edition; drawn for the first time: edition, sessions, who speaks, rooms, slots,
    # rooms that changed
    with django_assert_num_queries(8):
        etag = client.get(PROGRAMME)["ETag"]
    with django_assert_num_queries(2):
        client.get(PROGRAMME)
    with django_assert_num_queries(1):
        assert client.get(PROGRAMME, headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize("count", [1, 3])
def test_session_query_count(client, django_assert_num_queries, session, count):
    for _ in range(count):
        Speaking.objects.create(session=session, speaker=SpeakerFactory(edition=session.edition))

    with django_assert_num_queries(4):  # what it rests on, the session, who speaks, the building block
        etag = client.get(page_of(session))["ETag"]
    with django_assert_num_queries(1):
        assert client.get(page_of(session), headers={"If-None-Match": etag}).status_code == 304


def test_other_years_have_their_own_programme(client, session):
    EditionFactory(year=2026)
    TimeSlotFactory(edition=EditionFactory(year=2028))

    assert client.get(f"/symposium/2026/programma/{session.pk}/").status_code == 404
    assert "Luisteren" not in client.get("/symposium/2028/programma/").text
