"""The name of a file, as people see it and as their own computer will take it."""

import re
import unicodedata

from members.models.text import REFUSED

LONGEST = 100  # characters before the ending
NOT_IN_A_NAME = re.compile(r'[<>:"/\\|?*]+')
# Windows cannot make a file of this name.
DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def ending_of(name):
    """Return what stands after the last dot, in small letters; nothing when that is no ending."""
    _, dot, ending = visible(name).rpartition(".")
    return ending.strip().lower() if dot else ""


def clean_name(name):
    """Return a name without folders, without signs that hide or turn round what stands there, not too long."""
    stem, _, _ = visible(name).rpartition(".")
    stem = " ".join(NOT_IN_A_NAME.sub("-", stem).split()).strip(" .")[:LONGEST].strip()
    if not stem:
        stem = "document"
    elif DEVICES.fullmatch(stem):
        stem = f"document {stem}"
    return f"{stem}.{ending_of(name)}"


def visible(name):
    own = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    return "".join(character for character in own if unicodedata.category(character) not in REFUSED)
