"""Tables as files that Excel opens: CSV and XLSX, in which no text of people is ever a formula."""

import csv
import io
import re
import tempfile

from django.http import HttpResponse, StreamingHttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

# What makes Excel, LibreOffice or Google Sheets run a cell, also after spaces that they skip. A tab or a line
# end in front counts: an importer may drop it.
FORMULA = re.compile(r"^[\s\x00-\x1f]*[=+\-@\uff1d\uff0b\uff0d\uff20]")
# XLSX is XML 1.0 and refuses these.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
LONGEST_CELL = 32_767  # characters, in Excel
WIDEST, NARROWEST = 60, 10  # columns, in characters
WIDTH_UNSEEN = 24  # of a column of which the cells are not known yet
PART = 64 * 1024

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def neutral(value):
    """Return a cell that no program runs. Numbers and dates stay what they are; text that looks like a formula
    gets an apostrophe, which Excel hides."""
    if not isinstance(value, str):
        return value
    text = CONTROL.sub("", value)[: LONGEST_CELL - 1]
    return f"'{text}" if FORMULA.match(text) else text


def as_csv(header, rows):
    """Return bytes for a Dutch Excel: semicolons, and a mark in front that says UTF-8."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerows([neutral(cell) for cell in row] for row in [header, *rows])
    return file.getvalue().encode("utf-8-sig")


def as_xlsx(header, rows, *, title):
    """Return the bytes of a workbook with one sheet: a bold first row that stays in sight, columns wide enough."""
    table = [[neutral(value) for value in row] for row in [header, *rows]]
    book = Workbook(write_only=True)  # written row by row: a third faster, and never a workbook in memory
    sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", title)[:31])
    for number, column in enumerate(zip(*table, strict=True), start=1):
        width = max(len(str(value or "")) for value in column)
        sheet.column_dimensions[get_column_letter(number)].width = max(NARROWEST, min(WIDEST, width)) + 2
    sheet.freeze_panes = "A2"
    sheet.append([bold(sheet, value) for value in table[0]])
    for row in table[1:]:
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def bold(sheet, value):
    cell = WriteOnlyCell(sheet, value)
    cell.font = Font(bold=True)
    return cell


def download(kind, name, header, rows, *, title):
    """Answer with the table as a file; `kind` is csv or xlsx, `name` has no ending."""
    rows = [list(row) for row in rows]
    content = as_csv(header, rows) if kind == "csv" else as_xlsx(header, rows, title=title)
    return HttpResponse(content, content_type=TYPES[kind], headers=as_file(f"{name}.{kind}"))


def streamed(kind, name, header, rows, *, title):
    """As `download`, for long tables: rows are taken one by one and the table is never in memory."""
    parts = csv_parts(header, rows) if kind == "csv" else xlsx_parts(header, rows, title)
    return StreamingHttpResponse(parts, content_type=TYPES[kind], headers=as_file(f"{name}.{kind}"))


def as_file(name):
    return {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}


def csv_parts(header, rows):
    """Yield what `as_csv` returns, some hundred lines at a time."""
    file = io.StringIO(newline="")
    file.write("\ufeff")
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow([neutral(cell) for cell in header])
    for row in rows:
        writer.writerow([neutral(cell) for cell in row])
        if file.tell() > PART:
            yield file.getvalue().encode()
            file.seek(0)
            file.truncate()
    yield file.getvalue().encode()


def xlsx_parts(header, rows, title):
    """Yield a workbook that was written to the disk first: a zip begins to make sense when it is whole."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", title)[:31])
    for number in range(1, len(header) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = WIDTH_UNSEEN
    sheet.freeze_panes = "A2"
    sheet.append([bold(sheet, neutral(value)) for value in header])
    for row in rows:
        sheet.append([neutral(value) for value in row])
    with tempfile.TemporaryFile() as file:
        book.save(file)
        file.seek(0)
        while part := file.read(PART):
            yield part
