"""Word, Excel and PowerPoint files: no macros, nothing that fetches from outside, no other files inside."""

import io
import re

from library.inspection.archives import MAGIC, Archive, check_beginning
from library.inspection.markup import read_xml
from library.inspection.verdicts import Kind, Refused, Verdict, kinds

OFFICE = "application/vnd.openxmlformats-officedocument"
CONTENT_TYPES = {
    "docx": f"{OFFICE}.wordprocessingml.document",
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
    "pptx": f"{OFFICE}.presentationml.presentation",
}
LIST_OF_TYPES = "[Content_Types].xml"
MACRO_PARTS = re.compile(r"(^|/)(vbaproject\w*\.bin|vbadata\.xml|activex/|macrosheets/)", re.IGNORECASE)
MACRO_TYPES = re.compile(r"macroenabled|vbaproject|activex|macrosheet", re.IGNORECASE)
OUTSIDE_PARTS = re.compile(r"(^|/)(externallinks/|connections\.xml$|querytables/)", re.IGNORECASE)
# A chart in Word or PowerPoint brings the workbook behind it: the one file that may be inside.
CHART_WORKBOOK = re.compile(r"(word|ppt)/embeddings/[^/]+\.xlsx")
PRINTER_SETTINGS = re.compile(r"(^|/)printersettings/", re.IGNORECASE)
MACRO_LINKS = {"vbaproject", "wordvbadata", "control", "activexcontrolbinary", "xlmacrosheet", "xlintlmacrosheet"}
FILE_LINKS = {"oleobject", "afchunk"}
# A template on the disk or share of whoever wrote it, under a drive letter: Word looks there and nowhere else.
OWN_TEMPLATE = re.compile(r"(file:///)?[a-z]:[\\/]", re.IGNORECASE)
FIELDS = re.compile(r"DDEAUTO|(?<![a-z])DDE\s", re.IGNORECASE)


def inspect(file, ending):
    inspect_archive(Archive(file), ending)
    return file


def inspect_archive(archive, ending, *, is_inside=False):
    check_types(archive, ending)
    for name in archive.parts:
        check_name(name)
        if name.endswith(".rels"):
            read_xml(archive.chunks(name), start=check_link)
        elif name.startswith("word/") and name.endswith(".xml"):
            check_fields(archive, name)
        elif CHART_WORKBOOK.fullmatch(name) and not is_inside:
            inspect_workbook(archive, name)
        else:
            check_content(archive, name)


def check_types(archive, ending):
    """What the file says it is has to be what its name says."""
    if LIST_OF_TYPES not in archive.parts:
        raise Refused(Verdict.OTHER_CONTENT, ending=ending)
    found = set()
    read_xml(archive.chunks(LIST_OF_TYPES), start=lambda _name, given: found.add(given.get("ContentType", "")))
    if any(map(MACRO_TYPES.search, found)):
        raise Refused(Verdict.MACROS)
    if f"{CONTENT_TYPES[ending]}.main+xml" not in found:
        raise Refused(Verdict.OTHER_CONTENT, ending=ending)


def check_name(name):
    if MACRO_PARTS.search(name):
        raise Refused(Verdict.MACROS)
    if OUTSIDE_PARTS.search(name):
        raise Refused(Verdict.OUTSIDE)


def check_link(element, given):
    """One line of a .rels part: a link from one part to another, or to the world outside."""
    if element != "Relationship":
        return
    kind = given.get("Type", "").rpartition("/")[2].lower()
    target = given.get("Target", "")
    if kind in MACRO_LINKS:
        raise Refused(Verdict.MACROS)
    is_outside = given.get("TargetMode") == "External" or "://" in target or target.startswith("\\\\")
    if is_outside and kind != "hyperlink" and not (kind == "attachedtemplate" and OWN_TEMPLATE.match(target)):
        raise Refused(Verdict.OUTSIDE)
    if kind in FILE_LINKS:
        raise Refused(Verdict.FILE_INSIDE)


def check_fields(archive, name):
    """A field of the old kind DDE starts a program without being a macro. Its letters may be spread over the text."""
    reading = {"field": False, "code": ""}

    def start(element, given):
        reading["field"] = element == "instrText"
        reading["code"] += given.get("instr", "")

    def text(words):
        if reading["field"]:
            reading["code"] += words

    read_xml(archive.chunks(name), start=start, text=text)
    if FIELDS.search(reading["code"]):
        raise Refused(Verdict.MACROS)


def inspect_workbook(archive, name):
    """The workbook of a chart, under the same rules and out of the same budget; nothing inside it again."""
    inspect_archive(Archive(io.BytesIO(archive.read(name)), archive.budget), "xlsx", is_inside=True)


def check_content(archive, name):
    chunks = archive.chunks(name)
    first = next(chunks, b"")
    if not PRINTER_SETTINGS.search(name):
        check_beginning(first)
    for _ in chunks:
        pass  # counted, and its checksum compared


KINDS = kinds(Kind(looks_like=lambda head: head.startswith(MAGIC), inspect=inspect, content_types=CONTENT_TYPES))
