"""Looks for what runs, fetches or hides in a PDF. Its own process: PDF on stdin, one word on stdout.

Imports nothing of the portal: it starts quickly, and knows nothing worth stealing. See also: pdfs.py.
"""

import io
import resource
import sys

import pikepdf

MEMORY = 1024**3  # bytes
TIME = 20  # seconds of processor
MOST_DEEP = 50
RUNS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/RichMediaExecute", "/Movie", "/Sound"}
OUTSIDE = {"/GoToR", "/GoToE"}
RUNNING_KEYS = {"/JS", "/JavaScript", "/XFA"}
FILE_KEYS = {"/EF", "/EmbeddedFiles"}
FILE_SUBTYPES = {"/FileAttachment", "/RichMedia", "/3D", "/Movie", "/Screen", "/Sound"}


def probe(data):
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            if not pdf.pages:
                return "broken"
            findings = {finding for thing in pdf.objects for finding in look(thing)}
    except pikepdf.PasswordError:
        return "locked"
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError):
        return "broken"
    # The worst first: one sentence is enough.
    return next((finding for finding in ("runs", "file", "outside") if finding in findings), "fine")


def look(thing, depth=0):
    """Give what is wrong with one object, and with what stands inside it and not by itself."""
    if depth > MOST_DEEP:
        yield "runs"
    elif isinstance(thing, pikepdf.Array):
        for item in thing:
            yield from look_inside(item, depth)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        yield from look_at_keys(thing)
        for key in thing.keys():  # noqa: SIM118 -- not a dict
            yield from look_inside(thing.get(key), depth)


def look_inside(item, depth):
    if isinstance(item, pikepdf.Array | pikepdf.Dictionary) and not item.is_indirect:
        yield from look(item, depth + 1)


def look_at_keys(thing):
    keys = set(thing.keys())
    action, subtype = str(thing.get("/S", "")), str(thing.get("/Subtype", ""))
    if keys & RUNNING_KEYS or action in RUNS:
        yield "runs"
    if keys & FILE_KEYS or subtype in FILE_SUBTYPES or str(thing.get("/Type", "")) == "/EmbeddedFile":
        yield "file"
    if action in OUTSIDE:
        yield "outside"


def main():  # pragma: no cover -- runs in a process of its own; the tests go through it all the same
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (TIME, TIME))
    sys.stdout.write(probe(sys.stdin.buffer.read()))


if __name__ == "__main__":
    main()
