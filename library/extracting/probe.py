"""Reads the words out of a file. Its own process: the file on stdin, its ending as the argument, JSON on stdout.

Imports nothing of the portal: it starts quickly, and knows nothing worth stealing. Office files are XML in a zip file:
expat reads them, which is what looks into them when they come in. See also: __init__.py, library/inspection/.
"""

import io
import json
import posixpath
import re
import resource
import sys
import zipfile
from collections.abc import Callable
from xml.parsers import expat

MEMORY = 1024**3  # bytes
TIME = 20  # seconds of processor
MOST_TEXT = 1_000_000  # characters; some four hundred pages
MOST_UNPACKED = 200 * 1024**2  # bytes
PIECE = 8_000  # characters of a text without pages
CHUNK = 64 * 1024
# Elements of Word and PowerPoint, then of OpenDocument.
PARAGRAPHS = {"p", "tr", "br", "cr", "h", "line-break", "pt"}
SPACES = {"tab", "s", "tc", "table-cell"}
DASHES = {"noBreakHyphen": "\u2011"}
# What is there twice, was taken out, or is of the program and not of the text.
SKIPPED = {"Fallback", "tracked-changes", "instrText", "delText", "rPh", "scripts", "creator", "date"}
OFFICE_PARTS = {
    "docx": re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments|diagrams/data\d*)\.xml"),
    "pptx": re.compile(r"ppt/slides/slide(\d+)\.xml"),
}
# What hangs on a slide or a sheet and is read with it.
HANGS_ON = re.compile(r"(notesSlides|diagrams/data|charts/chart|comments|threadedComments|drawings/drawing)")


class TooMuch(Exception):
    """More comes out of the file than we read."""


class Zip:
    def __init__(self, data):
        self.zip = zipfile.ZipFile(io.BytesIO(data))
        self.names = set(self.zip.namelist())
        self.left = MOST_UNPACKED

    def walk(self, name, start, end, text):
        """Call these for each element and each text of one part, names without namespace."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = lambda tag, given: start(local(tag), {local(k): v for k, v in given.items()})
        parser.EndElementHandler = lambda tag: end(local(tag))
        parser.CharacterDataHandler = text
        with self.zip.open(name) as part:
            while chunk := part.read(CHUNK):
                self.left -= len(chunk)
                if self.left < 0:
                    raise TooMuch
                parser.Parse(chunk, False)
        parser.Parse(b"", True)

    def links(self, name):
        """Return {id: name} of the parts that a part points to."""
        folder, _, own = name.rpartition("/")
        found = {}

        def start(_tag, given):
            target = given.get("Target", "")
            if not target.startswith("/"):
                target = posixpath.normpath(f"{folder}/{target}")
            found[given.get("Id")] = target.lstrip("/")

        rels = f"{folder}/_rels/{own}.rels"
        if rels in self.names:
            self.walk(rels, start, ignore, ignore)
        return {key: target for key, target in found.items() if target in self.names}


def local(name):
    return name.rpartition(" ")[2]


def ignore(*_given):
    pass


class Words:
    """Gathers the words of one or more parts; `inside` names the elements whose text counts, all if there are none."""

    def __init__(self, inside=()):
        self.inside, self.depth, self.skip, self.pieces = frozenset(inside), 0, 0, []

    def start(self, tag, given):
        self.skip += tag in SKIPPED
        self.depth += tag in self.inside
        if tag in DASHES:
            self.pieces.append(DASHES[tag])
        elif tag in SPACES:
            self.pieces.append(" ")

    def end(self, tag):
        self.skip -= tag in SKIPPED
        self.depth -= tag in self.inside
        if tag in PARAGRAPHS:
            self.pieces.append("\n")

    def text(self, words):
        if not self.skip and (self.depth or not self.inside):
            self.pieces.append(words)

    def read(self, archive, name):
        archive.walk(name, self.start, self.end, self.text)

    @property
    def all(self):
        return "".join(self.pieces)


def read_docx(data):
    archive, words = Zip(data), Words({"t"})
    parts = [name for name in archive.names if OFFICE_PARTS["docx"].fullmatch(name)]
    for name in sorted(parts, key=lambda name: (name != "word/document.xml", name)):
        words.read(archive, name)
    yield from pieces(words.all)


def read_pptx(data):
    archive = Zip(data)
    slides = {int(found[1]): name for name in archive.names if (found := OFFICE_PARTS["pptx"].fullmatch(name))}
    for number, (_, name) in enumerate(sorted(slides.items()), start=1):
        words = Words({"t", "v"})
        words.read(archive, name)
        read_what_hangs_on(archive, name, words)
        yield f"dia {number}", words.all


def read_what_hangs_on(archive, name, words):
    for target in sorted(set(archive.links(name).values())):
        if HANGS_ON.search(target) and target.endswith(".xml"):
            words.read(archive, target)


def read_xlsx(data):
    archive = Zip(data)
    shared = read_shared(archive)
    sheets, places = [], archive.links("xl/workbook.xml")

    def start(tag, given):
        if tag == "sheet":
            sheets.append((given.get("name", ""), places.get(given.get("id"))))

    archive.walk("xl/workbook.xml", start, ignore, ignore)
    for name, place in sheets:
        if place:
            words = Words({"t"})
            hanging = Words({"t", "text"})
            read_what_hangs_on(archive, place, hanging)
            yield sheet_label(name), f"{read_sheet(archive, place, shared, words)}\n{hanging.all}"


def sheet_label(name):
    return (name if name.lower().startswith("blad") else f"blad {name}")[:60]


def read_shared(archive):
    """The texts of a workbook stand together, each once; the cells have their numbers."""
    name, found, words = "xl/sharedStrings.xml", [], Words({"t"})
    if name not in archive.names:
        return found

    def end(tag):
        words.end(tag)
        if tag == "si":
            found.append(words.all)
            words.pieces = []

    archive.walk(name, words.start, end, words.text)
    return found


def read_sheet(archive, name, shared, words):
    cell = {"kind": "", "value": "", "in": False}

    def start(tag, given):
        words.start(tag, given)
        if tag == "c":
            cell.update(kind=given.get("t", ""), value="")
        cell["in"] = tag == "v"

    def text(value):
        words.text(value)
        if cell["in"]:
            cell["value"] += value

    def end(tag):
        words.end(tag)
        if tag == "v":
            cell["in"] = False
        elif tag == "c":
            value = cell["value"]
            words.pieces.append(shared[int(value)] if cell["kind"] == "s" and value else value)
            words.pieces.append(" ")
        elif tag == "row":
            words.pieces.append("\n")

    archive.walk(name, start, end, text)
    return words.all


def read_opendocument(data, page="", label: Callable = str):
    """With `page`, the element that is a page of its own: a slide, a sheet."""
    archive, words, pages = Zip(data), Words({"p", "h"}), []

    def start(tag, given):
        if tag == page:
            pages.append((label(given), len(words.pieces)))
        words.start(tag, given)
        if tag == "s" and words.depth:
            words.pieces.append(" " * min(int(given.get("c", 1)) - 1, 100))

    archive.walk("content.xml", start, words.end, words.text)
    if page:
        for number, (name, begin) in enumerate(pages):
            end = pages[number + 1][1] if number + 1 < len(pages) else len(words.pieces)
            yield name or f"dia {number + 1}", "".join(words.pieces[begin:end])
        return
    if "styles.xml" in archive.names:  # headers and footers
        words.read(archive, "styles.xml")
    yield from pieces(words.all)


def read_odt(data):
    return read_opendocument(data)


def read_ods(data):
    return read_opendocument(data, "table", lambda given: sheet_label(given.get("name", "")))


def read_odp(data):
    return read_opendocument(data, "page", lambda given: "")


def read_txt(data):
    """As library/inspection/plaintext.py takes it: UTF-8, or what Windows wrote before that."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252")
    yield from pieces(text)


def read_pdf(data):
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    for number in range(len(document)):
        page = document[number]
        yield f"bladzijde {number + 1}", page.get_textpage().get_text_bounded()
        page.close()


def pieces(text):
    """Cut a text without pages where a paragraph ends."""
    while len(text) > PIECE:
        cut = text.rfind("\n", 0, PIECE) + 1 or text.rfind(" ", 0, PIECE) + 1 or PIECE
        yield "", text[:cut]
        text = text[cut:]
    yield "", text


READERS = {
    "docx": read_docx,
    "pptx": read_pptx,
    "xlsx": read_xlsx,
    "odt": read_odt,
    "ods": read_ods,
    "odp": read_odp,
    "txt": read_txt,
    "pdf": read_pdf,
}


def read(data, ending):
    """Return the pages as (label, text), and whether there was more than we read."""
    pages, left = [], MOST_TEXT
    try:
        for label, text in READERS[ending](data):
            pages.append((label, text[:left]))
            left -= len(text)
            if left < 0:
                return pages, True
    except TooMuch:
        return pages, True
    return pages, False


def main():  # pragma: no cover -- runs in a process of its own; the tests go through it all the same
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (TIME, TIME))
    pages, is_cut = read(sys.stdin.buffer.read(), sys.argv[1])
    json.dump({"pages": pages, "is_cut": is_cut}, sys.stdout)


if __name__ == "__main__":
    main()
