"""A file with organisations becomes columns and rows of text, or one clear sentence about what is wrong with it."""

import codecs
import csv
import io
import re
from dataclasses import dataclass

from django.utils.formats import number_format

from coalitions.directory.exporting import INFORMING, KEY
from coalitions.directory.facts import LABELS, LISTS
from language.sheets import CONTROL, FORMULA
from language.sorting import sort_key

MOST_BYTES = 2_000_000
MOST_ROWS = 2_000
SEPARATORS = ";,\t"
FIELD_OF = {sort_key(label): field for field, label in {KEY: KEY, **LABELS}.items()}
IGNORED = {sort_key(label) for label in INFORMING}
# "Cr\x8eche" is "Crèche" on a Mac. In Windows-1252 these bytes are signs that stand in no Dutch word.
OF_A_MAC = re.compile(rb"[A-Za-z][\x81-\x84\x86-\x90\x98-\x9f]|[\x81-\x84\x86-\x90\x98-\x9f][a-z]")
# How other kinds of files begin.
OTHER_FILES = {
    b"PK\x03\x04": "een Excel- of Word-bestand",
    b"\xd0\xcf\x11\xe0": "een oud Excel- of Word-bestand",
    b"%PDF": "een pdf",
    b"\x89PNG": "een plaatje",
    b"\xff\xd8\xff": "een foto",
    b"GIF8": "een plaatje",
    b"{\\rtf": "een tekstbestand met opmaak",
}
MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


class Unreadable(Exception):
    """The file cannot be read as a whole; the text says why and what to do."""


@dataclass(frozen=True)
class Table:
    columns: list[str]  # fields, in the order of the file
    rows: list[list]  # [number of the line, {field: text}]
    broken: list[list]  # [number of the line, sentence]


def read(content: bytes) -> Table:
    text = decoded(content)
    records = records_of(text, separator_of(text))
    try:
        _, header = next(records)
    except StopIteration:
        raise Unreadable("Dit bestand is leeg.") from None
    header = without_empty_tail(header, 0)
    columns = columns_of(header)
    rows, broken = [], []
    for line, cells in records:
        cells = without_empty_tail(cells, len(columns))
        if not any(cell.strip() for cell in cells):
            continue
        if len(rows) + len(broken) == MOST_ROWS:
            raise Unreadable(too_many(text))
        if len(cells) == len(columns):
            rows.append(
                [line, {field: cell_text(field, cell) for field, cell in zip(columns, cells, strict=True) if field}]
            )
        else:
            broken.append([line, f"Hier staan {len(cells)} cellen; in de kop staan er {len(columns)}."])
    if not rows and not broken:
        raise Unreadable("Onder de kop staat nog geen enkele organisatie.")
    return Table([field for field in columns if field], rows, broken)


def without_empty_tail(cells, least):
    """Leave out the empty columns that a spreadsheet saved on the right."""
    while len(cells) > least and not cells[-1].strip():
        cells = cells[:-1]
    return cells


def decoded(content):
    """Return the text, whatever Excel made of it: UTF-8, Windows-1252, UTF-16 or that of an old Mac."""
    if len(content) > MOST_BYTES:
        size = number_format(len(content) / 1_000_000, 1)
        raise Unreadable(f"Dit bestand is {size} MB. Er past hoogstens {MOST_BYTES // 1_000_000} MB in één keer.")
    for beginning, name in OTHER_FILES.items():
        if content.startswith(beginning):
            raise Unreadable(f"Dit is {name}, geen CSV. Open het in Excel en kies: Opslaan als, CSV.")
    text = first_that_fits(content, encodings_of(content))
    if text is None or CONTROL.search(text):
        raise Unreadable(
            "We kunnen dit bestand niet als tekst lezen. Open het in Excel en kies: Opslaan als, CSV UTF-8."
        )
    return text


def encodings_of(content):
    for mark, encoding in MARKS.items():
        if content.startswith(mark):
            return [encoding]
    if content[1:200:2].count(0) > len(content[1:200:2]) / 2:
        return ["utf-16-le"]
    if content[:200:2].count(0) > len(content[:200:2]) / 2:
        return ["utf-16-be"]
    return ["utf-8", "mac-roman" if OF_A_MAC.search(content) else "cp1252"]


def first_that_fits(content, encodings):
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def separator_of(text):
    """Return what stands between the columns: what finds most of the names that we know."""
    first = text.partition("\n")[0].strip("\r\n")
    if re.fullmatch(r'"?sep=(.)"?', first):  # Excel's own line above the header
        return first.strip('"')[4]
    return max(SEPARATORS, key=lambda mark: sum(plain(cell) in FIELD_OF for cell in first.split(mark)))


def records_of(text, separator):
    """Give (number of the line, cells) of each record; the number is where the record begins."""
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=separator, strict=True)
    begin = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise Unreadable(
                f"Regel {begin}: de aanhalingstekens kloppen niet. Zet er twee om een tekst waar er een in staat."
            ) from None
        is_marker = begin == 1 and "".join(cells).strip('"').startswith("sep=")
        if not is_marker:
            yield begin, cells
        begin = reader.line_num + 1


def columns_of(header):
    """Return the field of each column, None for one that only informs."""
    names = [plain(cell) for cell in header]
    unknown = [
        cell.strip() or "(zonder naam)"
        for cell in header
        if plain(cell) not in FIELD_OF and plain(cell) not in IGNORED
    ]
    if len(unknown) == len(names):
        raise Unreadable(f"De eerste regel is geen kop. Daar horen de namen van de kolommen: {known()}.")
    if unknown:
        raise Unreadable(f"Deze kolommen kennen we niet: {', '.join(unknown)[:300]}. We kennen: {known()}.")
    double = sorted({name for name in names if names.count(name) > 1})
    if double:
        raise Unreadable(f"Deze kolommen staan er twee keer in: {', '.join(double)}.")
    if sort_key(LABELS["name"]) not in names:
        raise Unreadable("De kolom “naam” ontbreekt. Zonder naam weten we niet over welke organisatie het gaat.")
    return [FIELD_OF.get(name) for name in names]


def known():
    return ", ".join([KEY, *LABELS.values()])


def plain(cell):
    return sort_key(" ".join(cell.strip().strip('"').lstrip("'\ufeff").split()))


def cell_text(field, cell):
    """Return what a cell says, without the apostrophe that an export puts before what looks like a formula."""
    text = cell.replace("\r\n", "\n").strip()
    if text.startswith("'") and FORMULA.match(text[1:]):
        text = text[1:]
    if field == "name":
        return " ".join(text.split())  # as it is stored: two spaces make no other organisation
    return re.sub(r"\s*;\s*", "\n", text) if field in LISTS else text


def too_many(text):
    count = number_format(text.count("\n"), force_grouping=True)
    most = number_format(MOST_ROWS, force_grouping=True)
    return f"Dit bestand heeft ongeveer {count} regels. Er passen er hoogstens {most} in één keer."
