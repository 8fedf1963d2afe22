"""The ticket: a code in a QR that nobody can guess and that says nothing about anybody."""

import io
import re

import segno

from symposium import codes
from symposium.models import Registration


def code_of(registration: Registration) -> str:
    return codes.grouped(registration.ticket)


def find(typed: str) -> Registration | None:
    """Return whose ticket this is, of whatever edition and whatever became of it; None for what we never made."""
    return Registration.objects.select_related("edition").filter(ticket=codes.plain(typed)).first()


def qr_path(code: str) -> tuple[int, str]:
    """Return the QR for an SVG: how many squares wide, and the path that draws the black ones."""
    rows = qr_rows(code)
    runs = (
        f"M{run.start()} {y}h{run.end() - run.start()}v1H{run.start()}z"
        for y, row in enumerate(rows)
        for run in re.finditer("1+", row)
    )
    return len(rows), "".join(runs)


def qr_png(code: str) -> bytes:
    """Return the QR as a picture, for in a mail."""
    picture = io.BytesIO()
    made(code).save(picture, kind="png", scale=8, border=4)
    return picture.getvalue()


def qr_rows(code: str) -> list[str]:
    """Return the QR as rows of "0" and "1", which is a tenth of the size of a drawing."""
    return ["".join(map(str, row)) for row in made(code).matrix]


def qr_packed(code: str) -> str:
    """Return the QR in hexadecimal numbers, one a row, filled up with white on the right: for hundreds in one PDF."""
    return " ".join(f"{int(row.ljust(_whole(row), '0'), 2):0{_whole(row) // 4}x}" for row in qr_rows(code))


def _whole(row):
    return -(-len(row) // 4) * 4


def made(code):
    return segno.make(codes.plain(code), error="m", micro=False)
