"""Why a file is refused, as sentences for the person who chose it: what is the matter, and what to do now."""

from dataclasses import dataclass
from enum import Enum

from django.core.exceptions import ValidationError

MEGABYTE = 1024 * 1024
LARGEST = 25 * MEGABYTE
MOST_PARTS = 2_000
MOST_UNPACKED = 200 * MEGABYTE
HIGHEST_RATIO = 100  # unpacked to packed
MOST_PIXELS = 40_000_000

ALLOWED = (
    "PDF, Word (.docx), Excel (.xlsx), PowerPoint (.pptx), OpenDocument (.odt, .ods, .odp), gewone tekst (.txt), "
    ".png, .jpg en .webp"
)


class Verdict(Enum):
    NO_FILE = "Kies een bestand."
    EMPTY = "Dit bestand is leeg. Kies een ander bestand."
    TOO_LARGE = (
        "Dit bestand is %(size)s. Het mag hoogstens 25 MB zijn. Maak het kleiner, bijvoorbeeld met minder foto’s."
    )
    NO_ENDING = f"Aan de naam zien we niet wat voor bestand dit is. Je kunt toevoegen: {ALLOWED}."
    OTHER_KIND = f"Een bestand dat eindigt op .%(ending)s kun je hier niet toevoegen. Wel: {ALLOWED}."
    OTHER_KIND_SAVE_AS = (
        "Een bestand dat eindigt op .%(ending)s kun je hier niet toevoegen. "
        "Sla het op als %(instead)s of als PDF en kies dat bestand."
    )
    OTHER_CONTENT = (
        "De naam eindigt op .%(ending)s, maar in dit bestand zit iets anders. "
        "Open het in het programma waarmee het is gemaakt, sla het opnieuw op en kies dat bestand."
    )
    PASSWORD = (
        "Dit bestand heeft een wachtwoord of een oude vorm. Haal het wachtwoord eraf, sla het opnieuw op "
        "en kies dat bestand. Hier zien alleen mensen het die het mogen lezen."
    )
    BROKEN = (
        "Dit bestand is kapot of niet helemaal aangekomen. Open het op je computer, sla het opnieuw op "
        "en kies dat bestand."
    )
    MIXED = "In dit bestand zitten twee soorten bestanden door elkaar. Sla het opnieuw op als PDF en kies dat bestand."
    TOO_MANY_PARTS = "Dit bestand bestaat uit te veel delen. Sla het op als PDF en kies dat bestand."
    TOO_MUCH_INSIDE = "Uitgepakt is dit bestand veel te groot. Sla het op als PDF en kies dat bestand."
    TOO_HARD = "We kunnen dit bestand niet nakijken. Sla het opnieuw op als PDF en kies dat bestand."
    TOO_MUCH_TEXT = "Dit tekstbestand is te groot: meer dan 5 MB. Knip het in delen of sla het op als PDF."
    MACROS = (
        "In dit bestand zit een macro: een programma dat gaat lopen als iemand het opent. "
        "Sla het op zonder macro’s of als PDF en kies dat bestand."
    )
    OUTSIDE = (
        "Dit bestand haalt iets van buiten op, zoals een gekoppelde afbeelding, sjabloon of gegevens. "
        "Verbreek die koppeling of sla het op als PDF en kies dat bestand."
    )
    FILE_INSIDE = "In dit bestand zit nog een bestand. Haal dat eruit, voeg het apart toe en kies dit bestand opnieuw."
    PDF_RUNS = (
        "Deze PDF voert iets uit als iemand haar opent, zoals een script. "
        "Druk haar af naar een nieuwe PDF en kies dat bestand."
    )
    TOO_MANY_PIXELS = (
        "Deze afbeelding is te groot: meer dan 40 miljoen beeldpunten. Maak haar kleiner en kies dat bestand."
    )


class Refused(ValidationError):
    """This file is not kept; the form shows why."""

    def __init__(self, verdict, **params):
        super().__init__(verdict.value, code=verdict.name.lower(), params=params)
        self.verdict = verdict


@dataclass(frozen=True)
class Kind:
    """A family of files: how it begins, what to look for in it, what each ending is called."""

    looks_like: callable
    inspect: callable  # (file, ending) -> the file to keep; raises Refused
    content_types: dict[str, str]


def kinds(kind):
    return dict.fromkeys(kind.content_types, kind)
