"""Plain text: letters and line ends, and nothing that another program would take for a file of its own kind.

It is only ever saved and never shown by a browser (library/views/files.py), so what looks like a page is no page. It
is refused all the same, because it is something else than its name says.
"""

from library.inspection.verdicts import Kind, Refused, Verdict, kinds

# How Windows wrote texts before UTF-8; see also: library/extracting/probe.py.
ENCODINGS = ("utf-8-sig", "cp1252")
LARGEST_TEXT = 5 * 1024 * 1024
CONTROLS = {*range(32), 127} - set(b"\t\n\r\f")
OTHERS = (b"%PDF-", b"<!DOCTYPE", b"<HTML", b"<SVG", b"<?XML", b"{\\RTF", b"#!")


def inspect(file, ending):
    data = file.read(LARGEST_TEXT + 1)
    if len(data) > LARGEST_TEXT:
        raise Refused(Verdict.TOO_MUCH_TEXT)
    if data.removeprefix(b"\xef\xbb\xbf").lstrip().upper().startswith(OTHERS) or CONTROLS.intersection(data):
        raise Refused(Verdict.OTHER_CONTENT, ending=ending)
    if not any(is_read_as(data, encoding) for encoding in ENCODINGS):
        raise Refused(Verdict.OTHER_CONTENT, ending=ending)
    return file


def is_read_as(data, encoding):
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


KINDS = kinds(Kind(looks_like=lambda head: b"\0" not in head, inspect=inspect, content_types={"txt": "text/plain"}))
