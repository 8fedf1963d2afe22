"""A table as a file that SPSS, PSPP and R open (.sav), written line by line.

Written by hand: the one library that is kept well brings numpy and a data frame along, and holds the whole table in
memory. Numbers are doubles, texts are cut off at 255 bytes: the whole text is in the file for Excel. The layout is
that of the "system file format" in the manual of PSPP, without compression.
"""

import struct
import sys
from itertools import count

LONGEST_TEXT, LONGEST_LABEL, LONGEST_WORD = 255, 250, 120  # bytes
MISSING = -sys.float_info.max
NUMBER, TEXT = 5 << 16 | 8 << 8, 1 << 16  # how a column is shown: F8.0 or F8.2, and A255
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def written(columns, rows, *, title, now):
    """Yield the file. A row has a number, a text or None for every column."""
    yield _header(columns, title, now)
    for column in columns:
        yield _variable(column)
    place = count(1)
    for column in columns:
        at = next(place)
        for _ in range(_segments(column) - 1):
            next(place)
        if column.labels:
            yield _labels(column.labels, at)
    # Who wrote it and how: little-endian doubles, and UTF-8.
    yield struct.pack("<4i8i", 7, 3, 4, 8, 1, 0, 0, -1, 1, 1, 2, 65001)
    yield struct.pack("<4i3d", 7, 4, 8, 3, MISSING, sys.float_info.max, MISSING)
    yield struct.pack("<4i5s", 7, 20, 1, 5, b"UTF-8")
    yield struct.pack("<2i", 999, 0)
    for row in rows:
        yield b"".join(_cell(column, value) for column, value in zip(columns, row, strict=True))


def _header(columns, title, now):
    day = f"{now.day:02} {MONTHS[now.month - 1]} {now.year % 100:02}"
    return struct.pack(
        "<4s60s5id9s8s64s3x",
        b"$FL2",
        b"@(#) SPSS DATA FILE Kansrijke Start Fryslan".ljust(60),
        *(2, sum(map(_segments, columns)), 0, 0, -1),
        100.0,
        day.encode(),
        f"{now:%H:%M:%S}".encode(),
        cut(title, 64).ljust(64),
    )


def _segments(column):
    return -(-LONGEST_TEXT // 8) if column.is_text else 1


def _variable(column):
    label = cut(column.label, LONGEST_LABEL)
    shown = TEXT | LONGEST_TEXT << 8 if column.is_text else NUMBER | (2 if column.read is float else 0)
    first = struct.pack(
        "<6i8si",
        2,
        LONGEST_TEXT if column.is_text else 0,
        1,
        len(column.missing),
        shown,
        shown,
        column.name.encode().ljust(8),
        len(label),
    )
    more = struct.pack("<6i8s", 2, -1, 0, 0, 0, 0, b" " * 8) * (_segments(column) - 1)
    return first + padded(label, 4) + struct.pack(f"<{len(column.missing)}d", *column.missing) + more


def _labels(labels, place):
    found = struct.pack("<2i", 3, len(labels))
    for code, text in labels.items():
        word = cut(text, LONGEST_WORD)
        found += struct.pack("<d", code) + padded(bytes([len(word)]) + word, 8)
    return found + struct.pack("<3i", 4, 1, place)


def _cell(column, value):
    if column.is_text:
        return cut(value or "", LONGEST_TEXT).ljust(8 * _segments(column))
    return struct.pack("<d", MISSING if value is None else value)


def cut(text, longest):
    """Return the text in bytes, never with half a letter at the end."""
    return text.encode()[:longest].decode(errors="ignore").encode()


def padded(content, unit):
    return content + b" " * (-len(content) % unit)
