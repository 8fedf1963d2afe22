"""OpenDocument files, as LibreOffice makes them: no macros, nothing from outside, no other files inside."""

import re

from library.inspection.archives import MAGIC, Archive, check_beginning
from library.inspection.markup import read_xml
from library.inspection.verdicts import Kind, Refused, Verdict, kinds

OPENDOCUMENT = "application/vnd.oasis.opendocument"
CONTENT_TYPES = {
    "odt": f"{OPENDOCUMENT}.text",
    "ods": f"{OPENDOCUMENT}.spreadsheet",
    "odp": f"{OPENDOCUMENT}.presentation",
}
MANIFEST = "META-INF/manifest.xml"
MACRO_PARTS = re.compile(r"(^|/)(basic|scripts|dialogs)/", re.IGNORECASE)
READ_PARTS = re.compile(r"(^|.*/)(content|styles)\.xml")
MACRO_ACTIONS = {"execute", "execute-macro"}  # of a button in a presentation
OUTSIDE_ELEMENTS = {"dde-source", "dde-link", "dde-connection-decl", "floating-frame"}
# An address with a scheme, of another computer, or up and out of the file.
OUTSIDE = re.compile(r"([a-z][a-z0-9+.-]*:|/|\\|\.\./)", re.IGNORECASE)


def inspect(file, ending):
    archive = Archive(file)
    check_type(archive, ending)
    for name in archive.parts:
        if MACRO_PARTS.search(name):
            raise Refused(Verdict.MACROS)
        if name == MANIFEST:
            read_xml(archive.chunks(name), start=check_entry)
        elif READ_PARTS.fullmatch(name):
            read_xml(archive.chunks(name), start=check_element)
        else:
            check_content(archive, name)
    return file


def check_type(archive, ending):
    """Its kind stands in the first part, not packed, so that every program reads the same."""
    first = next(iter(archive.parts), "")
    if first != "mimetype" or archive.read(first) != CONTENT_TYPES[ending].encode():
        raise Refused(Verdict.OTHER_CONTENT, ending=ending)


def check_entry(element, given):
    if element == "encryption-data":
        raise Refused(Verdict.PASSWORD)
    if "oleobject" in given.get("media-type", ""):
        raise Refused(Verdict.FILE_INSIDE)


def check_element(element, given):
    target = given.get("href", "")
    runs = element == "applet" or given.get("action") in MACRO_ACTIONS or "language" in given
    if target.startswith("vnd.sun.star.script:") or (element in {"event-listener", "applet"} and runs):
        raise Refused(Verdict.MACROS)
    if element == "object-ole":
        raise Refused(Verdict.FILE_INSIDE)
    # A link in the text is followed by who clicks; anything else is fetched when the file opens.
    if element in OUTSIDE_ELEMENTS or (element != "a" and OUTSIDE.match(target)):
        raise Refused(Verdict.OUTSIDE)


def check_content(archive, name):
    chunks = archive.chunks(name)
    check_beginning(next(chunks, b""))
    for _ in chunks:
        pass  # counted, and its checksum compared


KINDS = kinds(Kind(looks_like=lambda head: head.startswith(MAGIC), inspect=inspect, content_types=CONTENT_TYPES))
