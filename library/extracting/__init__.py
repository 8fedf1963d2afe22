"""The words of a file, so that a search finds what stands inside and the privacy guard sees it before others do.

`read_text(file, ending)` asks `probe.py`, a process of its own with little time and memory and none of our secrets: a
file made to keep us busy, or to break what reads it, ends that process and nothing else. `texts.py` is the task.
"""

import json
import re
import subprocess
import sys
import tempfile
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from library.extracting import scans
from library.models import TextState

PROBE = Path(__file__).with_name("probe.py")
PATIENCE = 40  # seconds; its own limit of processor time strikes first
LARGEST_ANSWER = 16 * 1024**2  # bytes of JSON: more than a million characters never are
READABLE_ENDINGS = {"pdf", "docx", "pptx", "xlsx", "odt", "odp", "ods", "txt"}
# A word that was broken at the end of a line: a sign of the PDF itself, or a hyphen before a small letter ("zorg- en
# welzijn" is no such word).
BROKEN = re.compile(r"(?<=\w)(?:[\u00ad\u0002\ufffe]\s*|-[ \t]*\r?\n\s*)(?!(?:en|of)\b)(?=[a-zà-öø-ÿ])")
SHAPELESS = {"Cc", "Cf", "Co", "Cs", "Cn"}
SPACES = re.compile(r"[^\S\n]+")
EMPTY_LINES = re.compile(r"\s*\n\s*\n\s*")


@dataclass(frozen=True)
class Text:
    state: TextState
    pages: list[tuple[str, str]]  # (label, text), without empty ones; see Page.label


def read_text(file, ending) -> Text:
    """Return what a file says. Never raises for what is in it."""
    if ending not in READABLE_ENDINGS:
        return Text(TextState.NONE, [])
    answer = ask_probe(file, ending)
    if answer is None:
        return Text(TextState.FAILED, [])
    found = answer["pages"]
    if ending == "pdf" and not any(text.strip() for _label, text in found):
        found = scans.read(file)
    pages = [(clean(label)[:60], clean(text)) for label, text in found]
    pages = [(label, text) for label, text in pages if text]
    if not pages:
        return Text(TextState.NONE, [])
    return Text(TextState.PART if answer["is_cut"] else TextState.FOUND, pages)


def ask_probe(file, ending):
    """Return what the probe says; None when it could not read the file."""
    file.seek(0)
    command = [sys.executable, "-I", str(PROBE), ending]
    with tempfile.TemporaryFile() as out:
        try:
            done = subprocess.run(
                command,
                input=file.read(),
                stdout=out,
                stderr=subprocess.DEVNULL,
                timeout=PATIENCE,
                env={},
                check=False,
            )
        except subprocess.TimeoutExpired:  # pragma: no cover -- its own limit of processor time strikes first
            return None
        size = out.tell()
        out.seek(0)
        if done.returncode or size > LARGEST_ANSWER:
            return None
        return json.loads(out.read())


def clean(text):
    """Return a text that PostgreSQL takes and people read: whole words, no signs without a shape, no seas of white."""
    text = unicodedata.normalize("NFC", BROKEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    text = "".join(sign if sign in "\n\t" or unicodedata.category(sign) not in SHAPELESS else "" for sign in text)
    return EMPTY_LINES.sub("\n\n", SPACES.sub(" ", text)).strip()
