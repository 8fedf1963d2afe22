"""A plan as a file and on paper: what the filter shows, nothing that runs, nothing of another circle."""

import datetime
import io

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from openpyxl import load_workbook
from pypdf import PdfReader

from actions import exporting, planning
from actions.models import ActionPoint
from language import sheets
from members.models import Circle, User
from province.models import Pillar
from tests.actions.factories import ActionPointFactory

BASE = "/werkagenda/coalitie-dorp/"
NOW = datetime.datetime(2027, 3, 15, 9, tzinfo=datetime.UTC)


@pytest.fixture
def plan(circle, lead):
    pillar = Pillar.objects.create(slug="voor", name="Voor de zwangerschap", position=1)
    return [
        ActionPointFactory(
            circle=circle,
            owner=lead,
            pillar=pillar,
            what="Bel de huisartsen",
            how="Eerst **mailen**\n\n- dan bellen",
            with_whom="huisartsen; JGZ, gebiedsteam",
            due_on=datetime.date(2027, 3, 1),
        ),
        ActionPointFactory(
            circle=circle,
            nobodys=True,
            what="=HYPERLINK(“x”)",
            due_on=datetime.date(2027, 6, 1),
            dropped=True,
            drop_reason="Een ander doet het.",
        ),
        ActionPointFactory(circle=circle, owner=lead, due_on=datetime.date(2028, 1, 1), done=True, what="Klaar ding"),
        ActionPointFactory(what="Van een andere kring", due_on=datetime.date(2027, 3, 1)),
    ]


def sheet(response):
    return [list(row) for row in load_workbook(io.BytesIO(response.content)).active.iter_rows(values_only=True)]


def events(response):
    return Calendar.from_ical(response.content).walk("VEVENT")


def words(response):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(response.content)).pages).split())


def test_table_holds_every_column_and_no_formula(plan, login, lead):
    response = login(lead).get(f"{BASE}werkagenda.xlsx")

    header, *rows = sheet(response)
    assert tuple(header) == exporting.HEADER
    assert [row[0] for row in rows] == ["Bel de huisartsen", "Klaar ding", "'=HYPERLINK(“x”)"]
    assert rows[0][3:7] == [
        "Voor de zwangerschap",
        str(lead),
        datetime.datetime(2027, 3, 1, tzinfo=None),  # noqa: DTZ001 -- openpyxl gives a day back so
        "nog niet begonnen",
    ]
    assert rows[2][4] == "nog niemand"
    assert rows[2][11] == "Een ander doet het."
    assert response["Content-Disposition"] == 'attachment; filename="werkagenda-coalitie-dorp.xlsx"'
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(
    ("query", "what"),
    [
        ("stand=klaar", ["Klaar ding"]),
        ("jaar=2027", ["'=HYPERLINK(“x”)", "Bel de huisartsen"]),
        ("wie=niemand&zoek=bestaat+niet", []),
    ],
)
def test_files_hold_what_the_filter_shows(plan, login, lead, query, what):
    client = login(lead)

    assert sorted(row[0] for row in sheet(client.get(f"{BASE}werkagenda.xlsx?{query}"))[1:]) == what
    assert len(events(client.get(f"{BASE}werkagenda.ics?{query}"))) == len(what)


TEXT = st.text(max_size=80)


@settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
@given(what=TEXT, how=TEXT, name=TEXT, reason=TEXT)
@example(what="=1+1", how="@SUM(A1)", name="+31 6", reason="\t-2+3")
@example(what="\r=cmd|' /C calc'!A0", how="\x00=1", name="＝1+1", reason=" =1")
def test_no_text_becomes_a_formula(what, how, name, reason):
    point = ActionPoint(
        what=what,
        how=how,
        with_whom=how,
        owner=User(name=name),
        circle=Circle(),
        due_on=datetime.date(2027, 1, 1),
        drop_reason=reason,
        result=reason,
        source_label=what,
    )
    made = sheets.as_xlsx(exporting.HEADER, exporting.rows([point]), title="Werkagenda")

    for row in load_workbook(io.BytesIO(made)).active.iter_rows():
        for cell in row:
            assert cell.data_type != "f"
            assert not str(cell.value or "").lstrip().startswith(("=", "+", "-", "@", "\t", "\r"))


def test_calendar_has_a_whole_day_per_point(plan, login, lead, settings):
    settings.BASE_URL = "https://portaal.invalid"

    response = login(lead).get(f"{BASE}werkagenda.ics")

    first, dropped, done = events(response)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert (first["UID"], first["SEQUENCE"]) == (f"actiepunt-{plan[0].pk}@portaal.invalid", 0)
    assert (first["DTSTART"].dt, first["DTEND"].dt) == (datetime.date(2027, 3, 1), datetime.date(2027, 3, 2))
    assert first["DTSTART"].params["VALUE"] == "DATE"
    assert (first["SUMMARY"], first["STATUS"], first["TRANSP"]) == ("Bel de huisartsen", "CONFIRMED", "TRANSPARENT")
    assert first["DESCRIPTION"] == (
        "Hoe: Eerst **mailen**\n\n- dan bellen\nMet wie: huisartsen; JGZ, gebiedsteam\n"
        f"Wie: {lead}\nStand: nog niet begonnen"
    )
    assert first["URL"] == f"https://portaal.invalid{plan[0].get_absolute_url()}"
    assert dropped["STATUS"] == "CANCELLED"
    assert done["SUMMARY"] == "Klaar: Klaar ding"
    assert b"\n" not in response.content.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in response.content.split(b"\r\n"))


def test_unchanged_calendar_is_the_same_byte_for_byte(plan, login, lead):
    client = login(lead)

    assert client.get(f"{BASE}werkagenda.ics").content == client.get(f"{BASE}werkagenda.ics").content


def test_calendar_number_rises_with_the_day_and_the_state(plan, login, lead):
    client = login(lead)
    point = plan[0]

    def number():
        return events(client.get(f"{BASE}werkagenda.ics"))[0]["SEQUENCE"]

    point.what = "Mail de huisartsen"
    planning.edit(point, by=lead, now=NOW)
    assert number() == 0
    point.due_on = datetime.date(2027, 4, 1)
    planning.edit(point, by=lead, now=NOW)
    assert number() == 1
    planning.finish(point, result="Gedaan.", by=lead, now=NOW)
    assert number() == 2


@settings(max_examples=60, deadline=None)
@given(text=TEXT)
@example(text="a\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:b")
@example(text="a\nATTENDEE:mailto:x@y.invalid")
@example(text="a;b,c\\d\\n" + "é" * 60)
@example(text="\x00\x0b\u2028\u0085")
def test_text_never_breaks_out_of_its_line(text):
    point = ActionPoint(
        pk=1,
        what=text,
        how=text,
        with_whom=text,
        owner=User(name=text),
        circle=Circle(slug="dorp"),
        due_on=datetime.date(2027, 1, 1),
        changed_at=NOW,
    )

    (event,) = Calendar.from_ical(exporting.calendar([point], name=text)).walk("VEVENT")

    assert set(event) == {
        *("UID", "DTSTAMP", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY"),
        *("DESCRIPTION", "URL", "STATUS", "TRANSP"),
    }


def test_print_page_shows_one_year_per_pillar(plan, login, lead):
    response = login(lead).get(f"{BASE}jaarplan/?jaar=2027")

    chapters = [(chapter.title, [point.what for point in chapter.points]) for chapter in response.context["chapters"]]
    assert chapters == [
        ("Alle pijlers", ["=HYPERLINK(“x”)"]),
        ("Voor de zwangerschap", ["Bel de huisartsen"]),
    ]
    assert "Een ander doet het." in response.text
    assert "<strong>mailen</strong>" in response.text
    assert "jaarplan.pdf?jaar=2027" in response.text
    assert "Klaar ding" in login(lead).get(f"{BASE}jaarplan/?jaar=2028").text


def test_empty_year_says_so(circle, login, lead):
    assert "Voor dit jaar staat er niets" in login(lead).get(f"{BASE}jaarplan/").text
    assert "Voor dit jaar staat er niets" in words(login(lead).get(f"{BASE}jaarplan.pdf"))


def test_pdf_is_tagged_and_says_the_same(plan, login, lead):
    response = login(lead).get(f"{BASE}jaarplan.pdf?jaar=2027")

    reader = PdfReader(io.BytesIO(response.content))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"].value is True
    assert reader.metadata.title == "Werkagenda 2027 van Coalitie Dorp"
    text = words(response)
    for said in (
        "Coalitie Dorp",
        "Voor de zwangerschap",
        "Bel de huisartsen",
        "Met wie: huisartsen; JGZ, gebiedsteam",
        "Uiterlijk: 1 maart 2027",
        "Reden: Een ander doet het.",
        "=HYPERLINK(“x”)",
    ):
        assert said in text
    assert "andere kring" not in text


@pytest.mark.parametrize("typed", ['#include "x" $x$ \\ */ // [a](b) @c <d>', "\u202e\u200b 😀 漢字", "x" * 200])
def test_text_of_people_stays_text_in_the_pdf(circle, login, lead, typed):
    ActionPointFactory(circle=circle, what=typed, how=typed * 5, due_on=datetime.date(2027, 1, 1))

    assert login(lead).get(f"{BASE}jaarplan.pdf?jaar=2027").content.startswith(b"%PDF")


def test_more_than_a_pdf_holds_is_explained(circle, login, lead):
    for _ in range(101):
        ActionPointFactory(circle=circle, owner=lead, how="woorden " * 249, due_on=datetime.date(2027, 1, 1))

    response = login(lead).get(f"{BASE}jaarplan.pdf?jaar=2027", follow=True)

    assert response.redirect_chain == [(f"{BASE}jaarplan/?jaar=2027", 302)]
    assert "te lang voor één pdf" in response.text


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("file", ["werkagenda.xlsx", "werkagenda.ics", "jaarplan/", "jaarplan.pdf"])
def test_query_count_of_files(circle, lead, login, django_assert_max_num_queries, count, file):
    pillars = [Pillar.objects.create(slug=f"p{number}", name=f"P{number}", position=number) for number in range(3)]
    for number in range(count):
        ActionPointFactory(circle=circle, pillar=pillars[number], due_on=timezone.localdate())
    client = login(lead)

    # session, user, memberships, circle, owners and years of the filter, points; paper asks for the pillars as well,
    # and the pages draw the filter's own
    with django_assert_max_num_queries(9) as asked:
        client.get(f"{BASE}{file}")

    assert len(asked) == {"jaarplan/": 8, "jaarplan.pdf": 8}.get(file, 7)
