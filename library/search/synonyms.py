"""Words that mean the same in this field. The coordinator keeps the list; a default set comes with the network."""

from pathlib import Path

from language.words import words
from library.search.analysis import lexemes
from library.search.models import Synonyms

DEFAULTS = Path(__file__).with_name("synonyms.txt")


def phrases() -> dict[tuple, list[list[str]]]:
    """Return for every phrase of the list, as the index knows it, the words of the other phrases of its groups."""
    found: dict[tuple, list[list[str]]] = {}
    for line in Synonyms.objects.in_use().values_list("words", flat=True):
        group = split(line)
        for phrase in group:
            key = tuple(lexemes(word) for word in phrase)
            found.setdefault(key, []).extend(other for other in group if other != phrase)
    return found


def split(line: str) -> list[list[str]]:
    """Return the phrases of a group, each as its words; what says nothing is left out."""
    found = [[word for word in words(phrase) if lexemes(word)] for phrase in line.split(",")]
    return [phrase for phrase in found if phrase]


def tidy(line: str) -> str:
    """Return a group as it is stored: one comma and one space between the phrases, none twice."""
    return ", ".join(dict.fromkeys(" ".join(phrase.split()) for phrase in line.split(",") if phrase.strip()))


def load_defaults() -> int:
    """Add the groups of the default set that were never here; what was changed or removed stays so."""
    lines = [line.strip() for line in DEFAULTS.read_text(encoding="utf-8").splitlines()]
    groups = {line.partition(",")[0]: line for line in lines if line and not line.startswith("#")}
    rows = Synonyms.objects.values_list("origin", "words", "removed_at")
    known = {origin for origin, _words, _removed in rows} | {words for _origin, words, removed in rows if not removed}
    fresh = [
        Synonyms(words=tidy(line), origin=origin)
        for origin, line in groups.items()
        if known.isdisjoint({origin, tidy(line)})
    ]
    Synonyms.objects.bulk_create(fresh)
    return len(fresh)
