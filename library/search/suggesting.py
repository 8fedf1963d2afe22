"""While somebody types: titles and words that begin so, of what this person may see."""

from dataclasses import dataclass

from language.words import WORD, plain, words
from library.search.analysis import quoted
from library.search.looking import look
from library.search.queries import all_of, any_of, term
from library.search.sources import sources

SHORTEST = 3
LOOKED_AT = 40  # of each kind
MOST_TITLES = 6
MOST_WORDS = 3


@dataclass(frozen=True)
class Suggestions:
    titles: list[tuple[str, str, str]]  # address, title, what it is
    words: list[str]

    @property
    def count(self):
        return len(self.titles) + len(self.words)


def suggest(user, text: str) -> Suggestions:
    """The last word is still being typed; the ones before it are whole."""
    typed = [word for word in words(text[:100]) if word.replace("'", "").isalnum()]
    if not typed or len(typed[-1]) < SHORTEST:
        return Suggestions([], [])
    *before, begun = typed
    begins = f"{quoted(plain(begun).replace('ij', 'y'))}:*"
    asked = all_of([*(term(word) for word in before), any_of([begins, term(begun)])])
    found = look(user, asked, "title, url, kind", limit=LOOKED_AT, within="heading")
    titles = sorted(found, key=lambda row: (not starts(row[0], begun), len(row[0]), row[0]))
    return Suggestions(
        [(url, title, sources[kind].singular) for title, url, kind in titles[:MOST_TITLES]],
        completions([title for title, _url, _kind in found], before, begun),
    )


def starts(title, begun):
    return any(word.casefold().startswith(begun) for word in WORD.findall(title))


def completions(titles, before, begun):
    """Return what was typed with its last word finished, the most frequent first."""
    counts: dict[str, int] = {}
    for word in (word for title in titles for word in words(title)):
        if word.startswith(begun) and word != begun:
            counts[word] = counts.get(word, 0) + 1
    best = sorted(counts, key=lambda word: (-counts[word], len(word), word))[:MOST_WORDS]
    return [" ".join([*before, word]) for word in best]
