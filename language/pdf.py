"""Data becomes a PDF that a screen reader can read: tagged (PDF/UA-1), with a title and a language.

    pdf.render("actions/year.typ", {"title": "Werkagenda 2027", "points": [...]}, now=now)

The template stands in `templates/` and begins with `/pdf/page.typ`. What people typed reaches it as data only, so
`#`, `$` and `\\` are ordinary characters. `title` is required: PDF/UA asks for one.
"""

import json
import unicodedata
from functools import lru_cache
from importlib.resources import files

import typst
from django.conf import settings

# Some seventy pages of text; and when every line holds but one letter, still made within seconds.
LARGEST = 200_000
# Latin letters with all their marks are in our letter; only what lies beyond is tried.
BEYOND_LATIN = 0x17F
MOST_TRIED = 200
MISSING = "□"
# Characters without a shape of their own: control characters, marks that turn the reading direction round or that
# nobody sees, and code points that are no character at all.
SHAPELESS = {"Cc", "Cf", "Co", "Cs", "Cn"}
KEPT = "\n\t"


class TooMuch(Exception):
    """More text than one PDF may hold."""


def render(template: str, data: dict, *, now, largest=None) -> bytes:
    """Return the PDF of a template in `templates/`. A character that no letter of ours has becomes a small box.

    Raises TooMuch when the data, as JSON, have more characters than `largest`; without it LARGEST.
    """
    shown = cleaned(data, printable)
    text = json.dumps(shown)
    if len(text) > (largest or LARGEST):
        raise TooMuch
    try:
        return compiled(template, text, now)
    except typst.TypstError:
        # PDF/UA refuses a character without a shape, and the tool names only one of them.
        return compiled(template, json.dumps(cleaned(shown, drawable)), now)


def compiled(template, text, now):
    return typst.compile(
        str(settings.BASE_DIR / "templates" / template),
        root=str(settings.BASE_DIR / "templates"),
        font_paths=fonts(),
        sys_inputs={"data": text},
        pdf_standards=["ua-1"],
        timestamp=now.replace(microsecond=0),
    )


@lru_cache(maxsize=1)
def fonts():
    """Our own letter, and those inside the tool for other scripts. Not the machine's: the same PDF everywhere."""
    ours = files("fontpkg_figtree") / "files"
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(ours)])


def cleaned(value, clean):
    """Return the data with every text in it cleaned."""
    match value:
        case str():
            return clean(value)
        case dict():
            return {key: cleaned(item, clean) for key, item in value.items()}
        case list() | tuple():
            return [cleaned(item, clean) for item in value]
    return value


def printable(text):
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        character for character in text if character in KEPT or unicodedata.category(character) not in SHAPELESS
    )


def drawable(text):
    unusual = {character for character in text if ord(character) > BEYOND_LATIN}
    # Each try costs some milliseconds; a text of a thousand Chinese characters may not cost seconds.
    missing = {character for character in unusual if len(unusual) > MOST_TRIED or not has_shape(character)}
    return "".join(MISSING if character in missing else character for character in text)


@lru_cache(maxsize=4096)
def has_shape(character):
    try:
        typst.compile(
            b"#set document(title: [-])\n#sys.inputs.character",
            font_paths=fonts(),
            sys_inputs={"character": character},
            pdf_standards=["ua-1"],
        )
    except typst.TypstError:
        return False
    return True
