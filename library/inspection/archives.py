"""Zip files, which is what Word, Excel, PowerPoint and OpenDocument files are. Counted while they are unpacked."""

import stat
import struct
import zipfile
import zlib
from dataclasses import dataclass

from library.inspection.verdicts import HIGHEST_RATIO, MOST_PARTS, MOST_UNPACKED, Refused, Verdict

MAGIC = b"PK\x03\x04"
END = struct.Struct("<4s4H2LH")  # the record at the end of a zip file
END_MAGIC = b"PK\x05\x06"
LONGEST_ENTRY = 600  # bytes in the list of parts: more is no name of a part
CHUNK = 64 * 1024
# How programs and other archives begin. An office file has no business with them.
PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"#!", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
CONTAINERS = (MAGIC, b"%PDF-", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\x00")
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


@dataclass
class Budget:
    """How much may still come out of a file, whatever its headers say."""

    left: int

    @classmethod
    def for_size(cls, size):
        return cls(min(MOST_UNPACKED, size * HIGHEST_RATIO))

    def spend(self, count):
        self.left -= count
        if self.left < 0:
            raise Refused(Verdict.TOO_MUCH_INSIDE)


class Archive:
    """A zip file that is nothing but a zip file, with parts that have ordinary names."""

    def __init__(self, file, budget=None):
        self.size = file.seek(0, 2)
        self.budget = budget or Budget.for_size(self.size)
        check_frame(file, self.size)
        try:
            self.zip = zipfile.ZipFile(file)
        except UNREADABLE as error:
            raise Refused(Verdict.BROKEN) from error
        self.parts = {info.filename: info for info in self.zip.infolist() if not info.is_dir()}
        check_parts(self.zip.infolist())

    def chunks(self, name):
        """Unpack one part bit by bit; stop as soon as it is too much."""
        try:
            with self.zip.open(self.parts[name]) as part:
                while chunk := part.read(CHUNK):
                    self.budget.spend(len(chunk))
                    yield chunk
        except UNREADABLE as error:
            raise Refused(Verdict.BROKEN) from error

    def read(self, name):
        return b"".join(self.chunks(name))


def check_frame(file, size):
    """The list of parts stands at the very end and ends where it says: nothing before, between or after.

    So a file is not a zip to one program and something else to another, and the list is not a bomb by itself.
    """
    if size < END.size:
        raise Refused(Verdict.BROKEN)
    file.seek(size - END.size)
    magic, disk, first_disk, here, count, length, start, comment = END.unpack(file.read(END.size))
    if magic != END_MAGIC or comment:
        file.seek(0)
        raise Refused(Verdict.MIXED if END_MAGIC in file.read() else Verdict.BROKEN)
    if start + length + END.size != size:
        raise Refused(Verdict.MIXED)
    if disk or first_disk or here != count:
        raise Refused(Verdict.BROKEN)
    if count > MOST_PARTS or length > MOST_PARTS * LONGEST_ENTRY:
        raise Refused(Verdict.TOO_MANY_PARTS)


def check_parts(infos):
    if len(infos) > MOST_PARTS:
        raise Refused(Verdict.TOO_MANY_PARTS)
    if any(info.flag_bits & 0x1 for info in infos):
        raise Refused(Verdict.PASSWORD)
    names = {info.filename.casefold() for info in infos}
    # Two parts of one name: one program reads the first, another the second.
    if len(names) != len(infos) or not all(map(is_ordinary, infos)):
        raise Refused(Verdict.BROKEN)


def is_ordinary(info):
    name = info.orig_filename
    return (
        info.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
        and name.isprintable()
        and "\\" not in name
        and not name.startswith("/")
        and ".." not in name.split("/")
        and not stat.S_ISLNK(info.external_attr >> 16)
    )


def check_beginning(chunk):
    """Refuse a part that is a program or an archive by itself, whatever its name."""
    if chunk.startswith(PROGRAMS + CONTAINERS):
        raise Refused(Verdict.FILE_INSIDE)
