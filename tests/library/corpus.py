"""Hostile and broken files, each with the one verdict it must get; and odd ones that are nevertheless good."""

import struct
import zipfile
import zlib

from pikepdf import Array, Dictionary, Encryption, Name, ObjectStreamMode, Permissions, Stream, String

from library.inspection.verdicts import LARGEST, Verdict
from tests.library.files import image, office, opendocument, pdf, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"
EXE = b"MZ\x90\x00" + bytes(200)
MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"


def action(**entries):
    """A PDF that does this when it opens."""

    def change(document):
        document.Root.OpenAction = Dictionary(**entries)

    return change


def with_file(document):
    document.attachments["geheim.exe"] = EXE


def with_annotation(**entries):
    def change(document):
        document.pages[0].Annots = Array([Dictionary(Type=Name.Annot, Rect=Array([0, 0, 9, 9]), **entries)])

    return change


def with_form(document):
    document.Root.AcroForm = Dictionary(Fields=Array([]), XFA=Stream(document, b"<xdp/>"))


def very_deep(document):
    deep = Dictionary()
    for _ in range(60):
        deep = Dictionary(A=deep)
    document.Root.Diep = deep


def with_loose_word(document):
    document.Root.Woord = document.make_indirect(String("los"))


def without_pages():
    return pdf(pages=0)


def bomb_of_objects():
    """A stream of objects that would unpack to more than the memory the probe may have."""
    packer = zlib.compressobj(1)
    packed = b"".join(packer.compress(bytes(16 * 1024**2)) for _ in range(72)) + packer.flush()
    parts = [b"%PDF-1.5\n"]
    offsets = []

    def add(number, body):
        offsets.append(sum(map(len, parts)))
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))

    add(1, b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed))
    start = sum(map(len, parts))
    rows = [(0, 0, 65535), (1, offsets[0], 0), (2, 1, 0), (1, start, 0)]
    table = b"".join(struct.pack(">BIH", *row) for row in rows)
    head = b"<</Type/XRef/Size 4/W[1 4 2]/Root 2 0 R/Length %d>>" % len(table)
    add(3, head + b"stream\n" + table + b"\nendstream")
    parts.append(b"startxref\n%d\n%%%%EOF\n" % start)
    return b"".join(parts)


def zeros(megabytes):
    return bytes(megabytes * 1024**2)


def lying_sizes():
    """The list of parts says a part is 10 bytes; in truth it is a megabyte."""
    data = bytearray(office("docx", ("word/media/foto.bin", zeros(1))))
    at = data.index(b"PK\x01\x02")
    while data[at + 46 : at + 46 + 19] != b"word/media/foto.bin":
        at = data.index(b"PK\x01\x02", at + 4)
    data[at + 24 : at + 28] = struct.pack("<L", 10)
    return bytes(data)


def same_name_twice():
    data = office("docx", ("word/a.xml", "<a/>"), ("word/b.xml", "<a/>"))
    return data.replace(b"word/b.xml", b"word/a.xml")


def encrypted_zip():
    data = bytearray(office())
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


def odd_packing():
    return zipped([("[Content_Types].xml", "<Types/>")], method=zipfile.ZIP_LZMA)


def broken_checksum():
    data = bytearray(office("docx", ("word/media/foto.png", b"hier staat een foto")))
    at = data.index(b"PK\x03\x04", data.index(b"main.xml.rels"))
    data[at + 30 + 19 + 3] ^= 0xFF
    return bytes(data)


def quine():
    """A zip that holds itself, as far as anybody looks: a zip inside with the same beginning."""
    inner = zipped([("r/r.gz", b"\x1f\x8b\x08" + bytes(30))])
    return zipped([("r.zip", inner), ("r/r.gz", b"\x1f\x8b\x08" + bytes(30))])


def end_of_zip(count=0, length=0, start=0, disk=0, comment=0):
    return struct.pack("<4s4H2LH", b"PK\x05\x06", disk, 0, count, count, length, start, comment)


def counted_short():
    """The end says three parts; the list has two thousand and one."""
    data = zipped([(f"{n}", "") for n in range(2_001)])
    length, start = struct.unpack("<2L", data[-10:-2])
    return data[:-22] + end_of_zip(3, length, start)


def symlink():
    info = zipfile.ZipInfo("word/link")
    info.external_attr = 0o120777 << 16
    return office("docx", (info, "/etc/passwd"))


def named(name):
    return office("docx", (zipfile.ZipInfo(name), "x"))


def huge_png(width=60_000, height=60_000):
    """A picture of 3.6 billion points in a few hundred bytes."""
    head = struct.pack(">2L5B", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(bytes(100))), (b"IEND", b"")]
    body = b"".join(struct.pack(">L", len(d)) + k + d + struct.pack(">L", zlib.crc32(k + d)) for k, d in chunks)
    return b"\x89PNG\r\n\x1a\n" + body


def workbook_inside(*parts, **options):
    return office("pptx", ("ppt/embeddings/grafiek.xlsx", office("xlsx", *parts, **options)))


def field(*runs, instr=""):
    simple = f'<w:fldSimple w:instr="{instr}"/>' if instr else ""
    return simple + "".join(f"<w:r><w:instrText>{run}</w:instrText></w:r><w:t>tekst</w:t>" for run in runs)


def link(kind, target, mode="External", ending="docx"):
    return office(ending, links=[(kind, target, mode)])


DOCTYPE = '<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>'
REFUSED = {
    # What is no file at all, or of a kind we do not take
    "empty": ("leeg.pdf", b"", Verdict.EMPTY),
    "no ending": ("rapport", pdf(), Verdict.NO_ENDING),
    "only an ending": (".pdf", b"%PDF-1.7", Verdict.BROKEN),
    "program": ("setup.exe", EXE, Verdict.OTHER_KIND),
    "double ending": ("verslag.pdf.exe", EXE, Verdict.OTHER_KIND),
    "turned round": ("verslag\u202efdp.exe", EXE, Verdict.OTHER_KIND),
    "svg": ("logo.svg", SVG, Verdict.OTHER_KIND_SAVE_AS),
    "html": ("pagina.html", HTML, Verdict.OTHER_KIND),
    "docm": ("brief.docm", office(main_type=MACRO), Verdict.OTHER_KIND_SAVE_AS),
    "old word": ("brief.doc", OLE, Verdict.OTHER_KIND_SAVE_AS),
    "csv": ("lijst.csv", b"a;b", Verdict.OTHER_KIND_SAVE_AS),
    "pdf as txt": ("rapport.txt", pdf(), Verdict.OTHER_CONTENT),
    "html as txt": ("pagina.txt", b"\xef\xbb\xbf \n" + HTML, Verdict.OTHER_CONTENT),
    "svg as txt": ("logo.txt", SVG, Verdict.OTHER_CONTENT),
    "program as txt": ("lees.txt", EXE, Verdict.OTHER_CONTENT),
    "script as txt": ("lees.txt", b"#!/bin/sh\nls", Verdict.OTHER_CONTENT),
    "control characters in txt": ("lees.txt", b"gewone tekst die lang genoeg is\x1b[2J", Verdict.OTHER_CONTENT),
    "txt in no encoding": ("lees.txt", "één".encode("cp1252") + b"\x81", Verdict.OTHER_CONTENT),
    "txt in utf-16": ("lees.txt", "één".encode("utf-16"), Verdict.OTHER_CONTENT),
    "txt without end": ("lang.txt", b"woord " * 1024**2, Verdict.TOO_MUCH_TEXT),
    "zip": ("alles.zip", zipped([("a.txt", "a")]), Verdict.OTHER_KIND),
    "too large": ("groot.pdf", pdf() + bytes(LARGEST), Verdict.TOO_LARGE),
    # What is not what its name says
    "svg as png": ("logo.png", SVG, Verdict.OTHER_CONTENT),
    "html as pdf": ("pagina.pdf", HTML, Verdict.OTHER_CONTENT),
    "html before a pdf": ("pagina.pdf", HTML + pdf(), Verdict.OTHER_CONTENT),
    "program as pdf": ("rapport.pdf", EXE, Verdict.OTHER_CONTENT),
    "pdf as docx": ("rapport.docx", pdf(), Verdict.OTHER_CONTENT),
    "zip as docx": ("alles.docx", zipped([("a.txt", "a")]), Verdict.OTHER_CONTENT),
    "xlsx as docx": ("lijst.docx", office("xlsx"), Verdict.OTHER_CONTENT),
    "docx as odt": ("brief.odt", office(), Verdict.OTHER_CONTENT),
    "odt as ods": ("brief.ods", opendocument("odt"), Verdict.OTHER_CONTENT),
    "jpg as png": ("foto.png", image("JPEG"), Verdict.OTHER_CONTENT),
    "gif as webp": ("foto.webp", image("GIF"), Verdict.OTHER_CONTENT),
    "old word as docx": ("brief.docx", OLE, Verdict.PASSWORD),
    # Zip files
    "encrypted zip": ("brief.docx", encrypted_zip(), Verdict.PASSWORD),
    "zip bomb": ("bom.docx", office("docx", ("word/media/nul.bin", zeros(60))), Verdict.TOO_MUCH_INSIDE),
    "zip bomb in xml": (
        "bom.xlsx",
        office("xlsx", ("xl/_rels/b.rels", f"<a>{' ' * 30 * 1024**2}</a>")),
        Verdict.TOO_MUCH_INSIDE,
    ),
    "zip bomb in a chart": ("bom.pptx", workbook_inside(("xl/nul.bin", zeros(30))), Verdict.TOO_MUCH_INSIDE),
    "lying sizes": ("bom.docx", lying_sizes(), Verdict.BROKEN),
    "quine zip": ("quine.docx", quine(), Verdict.OTHER_CONTENT),
    "nested zip": ("brief.docx", office("docx", ("word/a.bin", zipped([("a", "a")]))), Verdict.FILE_INSIDE),
    "nested zip in odt": ("brief.odt", opendocument("odt", ("a.zip", zipped([("a", "a")]))), Verdict.FILE_INSIDE),
    "too many parts": (
        "veel.docx",
        office("docx", *[(f"word/{n}.bin", "") for n in range(2_001)]),
        Verdict.TOO_MANY_PARTS,
    ),
    "list of parts is long": ("veel.docx", b"PK\x03\x04" + end_of_zip(1, 2**21, 4), Verdict.MIXED),
    "list of parts is a bomb": (
        "veel.docx",
        b"PK\x03\x04" + bytes(2**21) + end_of_zip(1, 2**21, 4),
        Verdict.TOO_MANY_PARTS,
    ),
    "list that is no list": ("leeg.docx", b"PK\x03\x04" + bytes(46) + end_of_zip(1, 46, 4), Verdict.BROKEN),
    "more parts than counted": ("veel.docx", counted_short(), Verdict.TOO_MANY_PARTS),
    "zip of several disks": ("brief.docx", b"PK\x03\x04" + end_of_zip(0, 0, 4, disk=1), Verdict.BROKEN),
    "too short": ("kort.docx", b"PK\x03\x04", Verdict.BROKEN),
    "half a zip": ("half.docx", office()[:-200], Verdict.BROKEN),
    "broken checksum": ("kapot.docx", broken_checksum(), Verdict.BROKEN),
    "odd packing": ("raar.docx", odd_packing(), Verdict.BROKEN),
    "name twice": ("dubbel.docx", same_name_twice(), Verdict.BROKEN),
    "name that climbs": ("klim.docx", named("word/../../etc/passwd"), Verdict.BROKEN),
    "name from the root": ("klim.docx", named("/etc/passwd"), Verdict.BROKEN),
    "name of windows": ("klim.docx", named("word\\..\\a.xml"), Verdict.BROKEN),
    "name with a bell": ("bel.docx", named("word/\x07.xml"), Verdict.BROKEN),
    "link to a file": ("link.docx", symlink(), Verdict.BROKEN),
    "zip with a comment": ("praat.docx", zipped([("a", "a")], comment=HTML), Verdict.MIXED),
    "something before": ("voor.docx", b"PK\x03\x04" + HTML + office(), Verdict.MIXED),
    "something after": ("na.docx", office() + HTML, Verdict.MIXED),
    "program inside": ("brief.docx", office("docx", ("word/media/foto.png", EXE)), Verdict.FILE_INSIDE),
    # Word, Excel, PowerPoint
    "macros by name": ("macro.docx", office("docx", ("word/vbaProject.bin", OLE)), Verdict.MACROS),
    "docm renamed docx": ("macro.docx", office(main_type=MACRO), Verdict.MACROS),
    "macros under another name": ("macro.docx", link("vbaProject", "iets.bin", ""), Verdict.MACROS),
    "macro type": ("macro.xlsx", office("xlsx", types=["application/vnd.ms-office.vbaProject"]), Verdict.MACROS),
    "activex": ("knop.docx", office("docx", ("word/activeX/activeX1.xml", "<a/>")), Verdict.MACROS),
    "excel 4 macros": ("oud.xlsx", office("xlsx", ("xl/macrosheets/sheet1.xml", "<a/>")), Verdict.MACROS),
    "dde": ("dde.docx", office(body=field("DDEAUTO c:\\\\windows\\\\cmd.exe")), Verdict.MACROS),
    "dde in pieces": ("dde.docx", office(body=field(" DD", "E", " cmd")), Verdict.MACROS),
    "dde in an attribute": ("dde.docx", office(body=field(instr="dde cmd")), Verdict.MACROS),
    "template from outside": ("sjabloon.docx", link("attachedTemplate", "https://x.invalid/t.dotm"), Verdict.OUTSIDE),
    "template of a server": ("sjabloon.docx", link("attachedTemplate", "file://x.invalid/t.dotm"), Verdict.OUTSIDE),
    "picture from outside": ("foto.pptx", link("image", "https://x.invalid/a.png", ending="pptx"), Verdict.OUTSIDE),
    "outside without saying": ("foto.docx", link("image", "https://x.invalid/a.png", ""), Verdict.OUTSIDE),
    "outside by share": ("foto.docx", link("image", "\\\\x.invalid\\a.png", ""), Verdict.OUTSIDE),
    "linked workbook": ("som.xlsx", office("xlsx", ("xl/externalLinks/externalLink1.xml", "<a/>")), Verdict.OUTSIDE),
    "connections": ("som.xlsx", office("xlsx", ("xl/connections.xml", "<a/>")), Verdict.OUTSIDE),
    "ole object": ("ole.docx", office("docx", ("word/embeddings/oleObject1.bin", OLE)), Verdict.FILE_INSIDE),
    "ole link": ("ole.docx", link("oleObject", "embeddings/x.dat", ""), Verdict.FILE_INSIDE),
    "html as a part": ("chunk.docx", link("aFChunk", "a.htm", ""), Verdict.FILE_INSIDE),
    "macros in a chart": ("grafiek.pptx", workbook_inside(("xl/vbaProject.bin", OLE)), Verdict.MACROS),
    "chart in a chart": (
        "grafiek.pptx",
        workbook_inside(("ppt/embeddings/nog.xlsx", office("xlsx"))),
        Verdict.FILE_INSIDE,
    ),
    "xml with a doctype": ("xml.docx", office("docx", ("word/a.xml", DOCTYPE)), Verdict.BROKEN),
    "xml that is none": ("xml.docx", office("docx", ("word/a.xml", "<a>")), Verdict.BROKEN),
    "xml in an odd alphabet": (
        "xml.docx",
        office("docx", ("word/a.xml", b'<?xml version="1.0" encoding="utf-7"?><a/>')),
        Verdict.BROKEN,
    ),
    # OpenDocument
    "basic": ("macro.odt", opendocument("odt", ("Basic/script-lc.xml", "<a/>")), Verdict.MACROS),
    "python": ("macro.ods", opendocument("ods", ("Scripts/python/a.py", "x")), Verdict.MACROS),
    "macro at an event": (
        "macro.odt",
        opendocument(body='<event-listener language="ooo:script" xlink:href="vnd.sun.star.script:a"/>'),
        Verdict.MACROS,
    ),
    "button that runs": ("knop.odp", opendocument("odp", body='<event-listener action="execute"/>'), Verdict.MACROS),
    "applet": ("applet.odt", opendocument(body="<applet/>"), Verdict.MACROS),
    "link to a macro": ("a.odt", opendocument(body='<a xlink:href="vnd.sun.star.script:a"/>'), Verdict.MACROS),
    "odt picture from outside": (
        "foto.odt",
        opendocument(body='<image xlink:href="https://x.invalid/a.png"/>'),
        Verdict.OUTSIDE,
    ),
    "odt section of another": ("deel.odt", opendocument(body='<s xlink:href="../b.odt"/>'), Verdict.OUTSIDE),
    "odt dde": ("dde.ods", opendocument("ods", body="<dde-link/>"), Verdict.OUTSIDE),
    "odt ole": ("ole.odt", opendocument(body='<object-ole xlink:href="./O"/>'), Verdict.FILE_INSIDE),
    "odt ole in the list": (
        "ole.odt",
        opendocument(manifest='<file-entry media-type="application/vnd.sun.star.oleobject"/>'),
        Verdict.FILE_INSIDE,
    ),
    "odt password": ("slot.odt", opendocument(manifest="<encryption-data/>"), Verdict.PASSWORD),
    # PDF
    "pdf script": ("script.pdf", pdf(action(S=Name.JavaScript, JS="app.alert(1)")), Verdict.PDF_RUNS),
    "pdf script packed": (
        "script.pdf",
        pdf(action(S=Name.JavaScript, JS="app.alert(1)"), object_stream_mode=ObjectStreamMode.generate),
        Verdict.PDF_RUNS,
    ),
    "pdf script spelled oddly": (
        "script.pdf",
        pdf(action(S=Name.JavaScript, JS="x")).replace(b"/JavaScript", b"/J#61vaScrip#74").replace(b"/JS", b"/#4aS"),
        Verdict.PDF_RUNS,
    ),
    "pdf command": ("start.pdf", pdf(action(S=Name.Launch, F="cmd.exe")), Verdict.PDF_RUNS),
    "pdf of elsewhere": ("elders.pdf", pdf(action(S=Name.GoToR, F="\\\\x.invalid\\a")), Verdict.PDF_RUNS),
    "pdf form of programs": ("xfa.pdf", pdf(with_form), Verdict.PDF_RUNS),
    "pdf too deep to look": ("diep.pdf", pdf(very_deep), Verdict.PDF_RUNS),
    "pdf with a file": ("bijlage.pdf", pdf(with_file), Verdict.FILE_INSIDE),
    "pdf with a film": ("film.pdf", pdf(with_annotation(Subtype=Name.RichMedia)), Verdict.FILE_INSIDE),
    "pdf with a password": ("slot.pdf", pdf(encryption=Encryption(user="a", owner="b")), Verdict.PASSWORD),
    "pdf without pages": ("leeg.pdf", without_pages(), Verdict.BROKEN),
    "truncated pdf": ("half.pdf", pdf()[:-40], Verdict.BROKEN),
    "pdf of nothing": ("niets.pdf", b"%PDF-1.7\nniets\n%%EOF\n", Verdict.BROKEN),
    "pdf and html": ("twee.pdf", pdf() + HTML, Verdict.MIXED),
    "pdf and zip": ("twee.pdf", pdf() + zipped([("a", "a")]), Verdict.MIXED),
    "pdf and zip that ends as pdf": (
        "twee.pdf",
        pdf() + zipped([("a", "a")], comment=b"\n%%EOF\n"),
        Verdict.MIXED,
    ),
    "pdf bomb": ("bom.pdf", bomb_of_objects(), Verdict.BROKEN),
    # Pictures
    "pixel flood": ("vloed.png", huge_png(), Verdict.TOO_MANY_PIXELS),
    "just too many pixels": ("vloed.png", huge_png(8_000, 5_001), Verdict.TOO_MANY_PIXELS),
    "truncated png": ("half.png", image(size=(300, 300), color=(9, 8, 7))[:-300], Verdict.BROKEN),
    "png without a picture": ("niets.png", b"\x89PNG\r\n\x1a\n" + bytes(8), Verdict.OTHER_CONTENT),
}

# What looks odd and is good. The name is the one under which it is kept.
ACCEPTED = {
    "txt": ("Notitie.TXT", "\ufeffEén <regel>.\r\n\tNog een.\f".encode(), "Notitie.txt"),
    "txt of windows": ("notitie.txt", "Eén regel, € 5.".encode("cp1252"), "notitie.txt"),
    "txt of mac": ("notitie.txt", b"Een regel.\rNog een.", "notitie.txt"),
    "pdf": ("rapport.pdf", pdf(), "rapport.pdf"),
    "docx": ("Brief.DOCX", office(), "Brief.docx"),
    "xlsx": ("lijst.xlsx", office("xlsx"), "lijst.xlsx"),
    "pptx": ("praatje.pptx", office("pptx"), "praatje.pptx"),
    "odt": ("brief.odt", opendocument("odt"), "brief.odt"),
    "ods": ("lijst.ods", opendocument("ods"), "lijst.ods"),
    "odp": ("praatje.odp", opendocument("odp", body='<event-listener action="next-page"/>'), "praatje.odp"),
    "png": ("foto.png", image(), "foto.png"),
    "jpg": ("foto.jpg", image("JPEG"), "foto.jpg"),
    "jpeg": ("foto.jpeg", image("JPEG", mode="CMYK"), "foto.jpeg"),
    "webp": ("foto.webp", image("WEBP"), "foto.webp"),
    "palette with a hole": ("logo.webp", image("WEBP", mode="P", transparency=0), "logo.webp"),
    "folders in the name": ("../../etc/passwd.pdf", pdf(), "passwd.pdf"),
    "windows folders": ("C:\\Users\\x\\rapport.pdf", pdf(), "rapport.pdf"),
    "control characters": ("rap\x00port\r\n\x07.pdf", pdf(), "rapport.pdf"),
    "turned round but honest": ("verslag\u202efdp.exe.pdf", pdf(), "verslagfdp.exe.pdf"),
    "name of 300": ("a" * 300 + ".pdf", pdf(), "a" * 100 + ".pdf"),
    "forbidden signs": ('wat? "dit": <nu>|*.pdf', pdf(), "wat- -dit- -nu-.pdf"),
    "device": ("con.pdf", pdf(), "document con.pdf"),
    "nothing but dots": ("....pdf", pdf(), "document.pdf"),
    "name in pieces": ("re\u0301sume\u0301.pdf", pdf(), "résumé.pdf"),
    "own template": ("brief.docx", link("attachedTemplate", "file:///C:\\Sjablonen\\brief.dotx"), "brief.docx"),
    "links in the text": ("brief.docx", link("hyperlink", "https://x.invalid/"), "brief.docx"),
    "fields of a letter": ("brief.docx", office(body=field(" PAGE ", " ADDED ")), "brief.docx"),
    "chart": ("grafiek.pptx", workbook_inside(), "grafiek.pptx"),
    "printer": ("lijst.xlsx", office("xlsx", ("xl/printerSettings/printerSettings1.bin", EXE)), "lijst.xlsx"),
    "links in odt": ("brief.odt", opendocument(body='<a xlink:href="https://x.invalid/"/>'), "brief.odt"),
    "picture in odt": (
        "brief.odt",
        opendocument("odt", ("Pictures/a.bin", bytes(range(256)) * 400), body='<image xlink:href="Pictures/a.png"/>'),
        "brief.odt",
    ),
    "pdf with links": (
        "links.pdf",
        pdf(with_annotation(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI="https://x.invalid/"))),
        "links.pdf",
    ),
    "pdf that may not be printed": (
        "dicht.pdf",
        pdf(encryption=Encryption(user="", owner="b", allow=Permissions(print_lowres=False))),
        "dicht.pdf",
    ),
    "pdf with a loose word": ("woord.pdf", pdf(with_loose_word), "woord.pdf"),
    "pdf with white space": ("wit.pdf", pdf() + b"\r\n\x00\x00", "wit.pdf"),
    "picture with html behind": ("foto.jpg", image("JPEG") + HTML, "foto.jpg"),
    "picture with a zip behind": ("foto.png", image() + zipped([("a", "a")]), "foto.png"),
}
