"""The words that the guard goes by."""

import re
from functools import cache
from pathlib import Path

LISTS = Path(__file__).resolve().parent / "lists"

MONTHS = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|jan|feb|mrt|apr|jun|jul"
    "|aug|sept?|okt|nov|dec"
)

# One person who gets care: "de moeder", never "moeders".
ONE_CLIENT = (
    r"[Cc]li[eë]nte?|[Pp]ati[eë]nte?|[Mm]oeder(?:tje)?|[Vv]ader|[Mm]ama|[Pp]apa|[Oo]uder|[Gg]ezin|[Gg]ezinnetje"
    r"|[Ff]amilie|[Ff]am\.|[Kk]ind(?:je)?|[Bb]aby(?:'?tje)?|[Dd]ochter(?:tje)?|[Zz]oon(?:tje)?|[Zz]wangere"
    r"|[Kk]raamvrouw"
    r"|[Tt]ienermoeder|[Bb]roer(?:tje)?|[Zz]us(?:je)?|[Mm]eisje|[Jj]ongetje|[Pp]euter|[Kk]leuter|[Pp]uber"
    r"|[Pp]leeg(?:kind|moeder|vader|zoon|dochter|gezin)|[Ss]tief(?:vader|moeder)|[Oo]pa|[Oo]ma|[Tt]weeling"
    r"|[Ss]tatushouder|[Aa]sielzoekster|[Aa]anstaande (?:moeder|vader|ouders)|[Oo]uders"
)

# A date or an age of these is no data about a family.
ABOUT_AN_ORGANISATION = re.compile(
    r"werkgroep|stichting|vereniging|coalitie|netwerk|initiatief|\bidee|thematafel|project|organisatie|aanpak|portaal"
    r"|praktijk|samenwerking|programma|methode|pilot|beleid|nota\b|plan\b|convenant"
    r"|kinderen (?:die )?(?:zijn )?geboren"
    r"|alle kinderen|geboortecijfer|aantal",
    re.I,
)


@cache
def words_of(name):
    """Return the lines of a list, without its comments."""
    lines = (LISTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
