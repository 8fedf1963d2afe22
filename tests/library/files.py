"""Files of every allowed kind, made in memory, good and bad ones. See also: tests/library/corpus.py."""

import io
import zipfile

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

OFFICE = "application/vnd.openxmlformats-officedocument"
MAIN = {
    "docx": ("word/document.xml", f"{OFFICE}.wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", f"{OFFICE}.spreadsheetml.sheet.main+xml"),
    "pptx": ("ppt/presentation.xml", f"{OFFICE}.presentationml.presentation.main+xml"),
}
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OPENDOCUMENT = {
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
}
XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'


def upload(name, data):
    return SimpleUploadedFile(name, data)


def zipped(parts, comment=b"", method=zipfile.ZIP_DEFLATED):
    """Parts are (name or ZipInfo, content) in order; "mimetype" is not packed, as OpenDocument wants it."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in parts:
            entry = name
            if isinstance(name, str):  # without the clock: the same parts are the same file
                entry = zipfile.ZipInfo(name)
                entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else method
            archive.writestr(entry, content)
        archive.comment = comment
    return file.getvalue()


def content_types(main_type, *more):
    overrides = "".join(f'<Override PartName="/deel{n}" ContentType="{kind}"/>' for n, kind in enumerate(more))
    return (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/main" ContentType="{main_type}"/>{overrides}</Types>'
    )


def relationships(*links):
    """Each link: (last word of the type, target, "External" or nothing)."""
    found = "".join(
        f'<Relationship Id="r{n}" Type="{RELS}/{kind}" Target="{target}" {mode and f"TargetMode='{mode}'"}/>'
        for n, (kind, target, mode) in enumerate(links)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{found}</Relationships>'
    )


def office(ending="docx", *parts, types=(), links=(), body="<w:body/>", main_type=None):
    """A Word, Excel or PowerPoint file with these parts besides."""
    main, kind = MAIN[ending]
    root = f"<w:document {WORD}>{body}</w:document>"
    folder = main.partition("/")[0]
    return zipped(
        [
            ("[Content_Types].xml", content_types(main_type or kind, *types)),
            ("_rels/.rels", relationships(("officeDocument", main, ""))),
            (main, root),
            (f"{folder}/_rels/main.xml.rels", relationships(*links)),
            *parts,
        ]
    )


def opendocument(ending="odt", *parts, body="", manifest="", mimetype=None):
    return zipped(
        [
            ("mimetype", mimetype or OPENDOCUMENT[ending]),
            ("content.xml", f"<content {XLINK}>{body}</content>"),
            ("META-INF/manifest.xml", f"<manifest>{manifest}</manifest>"),
            *parts,
        ]
    )


def pdf(change=None, pages=1, **options):
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page()
    if change:
        change(document)
    file = io.BytesIO()
    document.save(file, **options)
    return file.getvalue()


def image(format="PNG", size=(40, 30), mode="RGB", **options):
    file = io.BytesIO()
    Image.new(mode, size, options.pop("color", 0)).save(file, format, **options)
    return file.getvalue()
