"""What somebody takes along: for Excel, for SPSS, and to print."""

import csv
import io
import struct

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from language.sheets import as_csv, csv_parts
from surveys.models import Mode
from surveys.results import report
from surveys.results.collecting import collected
from tests.members.factories import CircleFactory
from tests.surveys.results.build import VALUES, answer, questionnaire, round_of

pytestmark = pytest.mark.django_db


def content_of(client, one_round, kind):
    response = client.get(reverse("surveys:results_download", args=[one_round.pk, kind]))
    assert response.status_code == 200
    assert response["Content-Disposition"].endswith(f'.{kind}"')
    return b"".join(response.streaming_content)


def text_of(content):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def table_of(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


@pytest.fixture
def room(login, editor):
    return login(editor)


def test_answers_as_a_table(room):
    one_round = round_of(questionnaire())
    answer(one_round, VALUES | {"long": '=HYPERLINK("http://x")', "scale": 0}, circle=CircleFactory(name="Zuid"))
    answer(one_round, {"one": 2, "yes_no": {"answer": None, "why": "Nog niet"}}, circle=CircleFactory(name="=Aa"))

    header, first, second = table_of(content_of(room, one_round, "csv"))

    assert content_of(room, one_round, "csv").startswith(b"\xef\xbb\xbf")
    assert header[:5] == [
        "Kring",
        "1. Vraag van soort short",
        "2. Vraag van soort long",
        "3. Vraag van soort one",
        "4. Vraag van soort many een",
    ]
    lines = {row[0]: dict(zip(header, row, strict=True)) for row in (first, second)}
    assert list(lines) == ["'=Aa", "Zuid"]
    south = lines["Zuid"]
    assert south["2. Vraag van soort long"] == '\'=HYPERLINK("http://x")'
    assert south["3. Vraag van soort one"] == "een"
    assert (south["4. Vraag van soort many een"], south["4. Vraag van soort many twee"]) == ("ja", "nee")
    assert south["5. Vraag van soort scale"] == "weet ik niet"
    assert south["7. Vraag van soort number (uur)"] == "12,5"
    assert (south["10. Vraag van soort matrix een"], south["10. Vraag van soort matrix twee"]) == (
        "grotendeels",
        "weet ik niet",
    )
    assert south["11. Vraag van soort ranking een"] == "2"
    assert lines["'=Aa"]["8. Vraag van soort yes_no Toelichting"] == "Nog niet"
    assert lines["'=Aa"]["8. Vraag van soort yes_no"] == ""

    sheet = load_workbook(io.BytesIO(content_of(room, one_round, "xlsx"))).active
    rows = list(sheet.values)
    assert [list(row) for row in rows[:1]] == [header]
    assert rows[2][7 + 2] == 12.5
    assert rows[2][2] == '\'=HYPERLINK("http://x")'


def test_a_round_without_names_gives_counts_and_no_line_of_anybody(room):
    version = questionnaire("scale", "long", "matrix", "ranking", "yes_no")
    one_round = round_of(version, Mode.ANONYMOUS, closed=True)
    few = round_of(version, Mode.ANONYMOUS, closed=True)
    for number in range(5):
        answer(
            one_round,
            {
                "scale": 2,
                "long": f"Tekst {9 - number}",
                "matrix": {"1": 0 if number else 2},
                "ranking": {"1": 1},
                "yes_no": {"answer": 1, "why": ""},
            },
            circle=CircleFactory(),
        )
    for _ in range(4):
        answer(few, {"scale": 2, "matrix": {"1": 2}})

    rows = table_of(content_of(room, one_round, "csv"))

    assert rows[0] == ["Vraag", "Waarvan", "Antwoord", "Aantal"]
    assert ["1. Vraag van soort scale", "", "nauwelijks", "5"] in rows
    assert [row[2] for row in rows if row[1] == "Tekst"] == [f"Tekst {number}" for number in range(5, 10)]
    # One of five gave a step: what that was, nobody reads.
    assert ["3. Vraag van soort matrix", "een", "Te weinig antwoorden", ""] in rows
    assert ["4. Vraag van soort ranking", "een", "gemiddelde plek 1,0", "5"] in rows
    assert table_of(content_of(room, few, "csv"))[1:3] == [
        ["1. Vraag van soort scale", "", "Te weinig antwoorden", ""],
        ["3. Vraag van soort matrix", "een", "Te weinig antwoorden", ""],
    ]
    assert content_of(room, one_round, "sav").startswith(b"$FL2")


def test_counts_of_a_matrix_that_enough_people_answered(room):
    one_round = round_of(questionnaire("matrix"), Mode.ANONYMOUS, closed=True)
    for _ in range(5):
        answer(one_round, {"matrix": {"1": 3}})

    assert table_of(content_of(room, one_round, "csv"))[3] == ["1. Vraag van soort matrix", "een", "deels", "5"]


def test_spss_has_names_labels_and_missing_codes(room):
    one_round = round_of(questionnaire("scale", "short", "number"), title="Ronde één")
    answer(one_round, {"scale": 4, "short": "é" * 200, "number": "2.5"}, circle=CircleFactory(name="Zuid"))
    answer(one_round, {"scale": 0}, circle=CircleFactory(name="Aa"))

    content = content_of(room, one_round, "sav")

    # Two texts of 32 places of eight bytes, and two numbers; not compressed, as many lines as there are.
    assert struct.unpack_from("<5id", content, 64) == (2, 66, 0, 0, -1, 100.0)
    assert struct.pack("<d", 0) + b"\x0cweet ik niet" in content
    # A scale: a number with a label and one code that means nothing was said.
    assert struct.pack("<4i", 2, 0, 1, 1) in content
    data = content[content.index(struct.pack("<2i", 999, 0)) + 8 :]
    assert len(data) == 2 * 66 * 8
    assert data.startswith(b"Aa      ")
    (scale,) = struct.unpack_from("<d", data, 32 * 8)
    assert scale == 0.0
    second = data[66 * 8 :]
    assert struct.unpack_from("<d", second, 32 * 8) == (4.0,)
    assert second[33 * 8 : 33 * 8 + 256].decode().rstrip() == "é" * 127
    assert struct.unpack_from("<d", second, 65 * 8) == (2.5,)


def test_another_kind_of_file_is_not_there(room):
    one_round = round_of(questionnaire("scale"))

    assert room.get(reverse("surveys:results_download", args=[one_round.pk, "exe"])).status_code == 404


def test_a_long_table_comes_in_parts():
    parts = list(csv_parts(["Kop"], [["x" * 9000]] * 12))

    assert len(parts) == 2
    assert b"".join(parts) == as_csv(["Kop"], [["x" * 9000]] * 12)


def test_report_says_what_the_page_says(room):
    one_round = round_of(questionnaire(), title="Najaar")
    circles = [CircleFactory(name=name) for name in ("Zuid", "Noord", "Oost")]
    for circle, step in zip(circles, (1, 3, 5), strict=True):
        answer(one_round, VALUES | {"scale": step}, circle=circle)
    path = reverse("surveys:results_report", args=[one_round.pk])

    whole, beside = (room.get(path, query) for query in ({}, {"kring": circles[0].pk}))

    assert whole["Content-Type"] == "application/pdf"
    text = text_of(whole.content)
    for words in ("Resultaten van Najaar", "3 ingestuurde lijsten", "5. Vraag van soort scale", "Een lange tekst"):
        assert words in text
    assert "naast Zuid" in text_of(beside.content)
    assert "Deze kring: 1,0." in text_of(beside.content)


def test_report_of_a_round_without_names_keeps_the_rule(room, editor):
    version = questionnaire("scale", "long", "matrix", "one")
    one_round = round_of(version, Mode.ANONYMOUS, closed=True)
    small, large = CircleFactory(name="Klein"), CircleFactory(name="Groot")
    for circle, size in ((small, 2), (large, 9)):
        for number in range(size):
            values = {"scale": 2, "matrix": {"1": 2}, "long": "L" * 500} | ({"one": 1} if number < 1 else {})
            answer(one_round, values, circle=circle)

    found = report.contents(collected(one_round, editor, circle=small), one_round.opens_at)

    results = found["parts"][0]["results"]
    assert [one["note"] for one in results] == [
        "Klein: te weinig antwoorden om apart te tonen.",
        "Klein: te weinig antwoorden om apart te tonen.",
        "",
        "Te weinig antwoorden.",
    ]
    assert results[1]["texts"] == []
    whole = report.contents(collected(one_round, editor), one_round.opens_at)
    assert whole["parts"][0]["results"][1]["texts"][0] == f"{'L' * 400} …"
    response = room.get(reverse("surveys:results_report", args=[one_round.pk]))
    assert response.content.startswith(b"%PDF")


def test_report_without_answers(room):
    one_round = round_of(questionnaire("scale"))

    assert "Nog geen antwoord." in text_of(room.get(reverse("surveys:results_report", args=[one_round.pk])).content)
