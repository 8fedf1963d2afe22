import csv
import datetime
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from language import sheets

TODAY = datetime.date(2026, 11, 22)


def read_csv(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def read_xlsx(content):
    return [list(row) for row in load_workbook(io.BytesIO(content)).active.values]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\r\n=1", "\x00=1", "＝1", '=HYPERLINK("https://x")']
)
def test_text_that_looks_like_a_formula_stays_text(text):
    for found in (read_csv(sheets.as_csv([text], [[text]])), read_xlsx(sheets.as_xlsx([text], [[text]], title="x"))):
        assert [row[0][0] for row in found] == ["'", "'"]


@settings(deadline=None, max_examples=30)
@given(st.lists(st.text(), min_size=1, max_size=3))
def test_no_text_becomes_a_formula(row):
    book = load_workbook(io.BytesIO(sheets.as_xlsx(row, [row], title="x")))

    assert "f" not in {cell.data_type for cells in book.active.iter_rows() for cell in cells}
    cells = [sheets.neutral(cell) for cell in row]
    assert not [cell for cell in cells if sheets.FORMULA.match(cell)]


def test_numbers_dates_and_ordinary_words_stay_what_they_are():
    row = [12_500, -3, None, TODAY, "Súdwest-Fryslân", 'regel 1\nregel 2; "en" meer']

    (_, found) = read_xlsx(sheets.as_xlsx(["a"] * 6, [row], title="Geld [2026]"))
    assert found == [12_500, -3, None, datetime.datetime(2026, 11, 22), *row[4:]]  # noqa: DTZ001 - what Excel gives

    (_, found) = read_csv(sheets.as_csv(["a"] * 6, [row]))
    assert found == ["12500", "-3", "", "2026-11-22", *row[4:]]


def test_csv_opens_in_a_dutch_excel():
    content = sheets.as_csv(["Naam", "Bedrag"], [["Skûtsje", 1]])

    assert content == b"\xef\xbb\xbfNaam;Bedrag\r\nSk\xc3\xbbtsje;1\r\n"


def test_cell_is_never_longer_than_excel_reads():
    assert len(sheets.neutral("=" * 40_000)) == sheets.LONGEST_CELL


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_download_is_a_file_that_no_cache_keeps(kind):
    response = sheets.download(kind, "geld-2026", ["a"], [["b"]], title="Geld")

    assert response["Content-Disposition"] == f'attachment; filename="geld-2026.{kind}"'
    assert response["Content-Type"] == sheets.TYPES[kind]
    assert response["Cache-Control"] == "private, no-store"
    read = read_csv if kind == "csv" else read_xlsx
    assert read(response.content) == [["a"], ["b"]]
