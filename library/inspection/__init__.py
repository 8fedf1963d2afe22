"""What comes in as a file is looked into before it is kept: name, size, and what is really in it.

`inspect(upload)` returns what may be kept, or raises `Refused` with a sentence for the person who chose the file.
A virus scanner looks at it later (library/scanning.py); this is about what a scanner does not see as a virus.
"""

import hashlib
from dataclasses import dataclass

from django.core.files import File
from django.template.defaultfilters import filesizeformat

from library.inspection import images, office, opendocument, pdfs, plaintext
from library.inspection.names import clean_name, ending_of
from library.inspection.verdicts import LARGEST, Refused, Verdict

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the form of .doc, and of a .docx with a password
HEAD = 16  # bytes that tell one kind of file from another
KINDS = {**pdfs.KINDS, **office.KINDS, **opendocument.KINDS, **images.KINDS, **plaintext.KINDS}
# What people have most often that we do not take, with the form to save it in.
SAVE_AS = {
    **dict.fromkeys(["doc", "docm", "dot", "dotx", "dotm", "rtf", "pages"], ".docx"),
    **dict.fromkeys(["xls", "xlsm", "xlsb", "xlt", "xltx", "csv", "numbers"], ".xlsx"),
    **dict.fromkeys(["ppt", "pptm", "pps", "ppsx", "pot", "potx", "key"], ".pptx"),
    **dict.fromkeys(["gif", "bmp", "tif", "tiff", "svg", "heic", "avif"], ".png of .jpg"),
}


@dataclass(frozen=True)
class Inspected:
    """A file that may be kept, under the name that people will see."""

    file: File
    name: str
    size: int
    sha256: str
    content_type: str


def inspect(upload) -> Inspected:
    ending = ending_of(upload.name)
    if ending not in KINDS:
        refuse_ending(ending)
    if upload.size > LARGEST:
        raise Refused(Verdict.TOO_LARGE, size=filesizeformat(upload.size))
    kind = KINDS[ending]
    head = read_head(upload)
    if not head:
        raise Refused(Verdict.EMPTY)
    if head.startswith(OLD_OFFICE) and ending in office.KINDS:
        raise Refused(Verdict.PASSWORD)
    if not kind.looks_like(head):
        raise Refused(Verdict.OTHER_CONTENT, ending=ending)
    upload.seek(0)
    kept = kind.inspect(upload, ending)
    return described(kept, clean_name(upload.name), kind.content_types[ending])


def read_head(upload):
    upload.seek(0)
    return upload.read(HEAD)


def refuse_ending(ending):
    if not ending:
        raise Refused(Verdict.NO_ENDING)
    if ending in SAVE_AS:
        raise Refused(Verdict.OTHER_KIND_SAVE_AS, ending=ending, instead=SAVE_AS[ending])
    raise Refused(Verdict.OTHER_KIND, ending=ending)


def described(file, name, content_type):
    file.seek(0)
    sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    size = file.seek(0, 2)
    file.seek(0)
    return Inspected(File(file, name=name), name, size, sha256, content_type)
