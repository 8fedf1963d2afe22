"""What somebody typed, as the index can answer it: every word of it, in any form, under any name."""

from dataclasses import dataclass, field

from django.contrib.postgres.search import SearchQueryField
from django.db.models import Value
from django.db.models.functions import Cast

from language.words import base, meaning, words
from library.search.analysis import ONLY_PART, lexemes, quoted
from library.search.synonyms import phrases

LONGEST = 200
MOST_WORDS = 12


@dataclass(frozen=True)
class Question:
    """`text` as it was typed, `term` as PostgreSQL reads it.

    `whole` is the same without what is only part of a word, `either` any word of it: for the order of what was found.
    `marks` are the words to mark in what was found; `parts` those of compounds, where no word as a whole stands.
    """

    text: str
    term: str = ""
    whole: str = ""
    either: str = ""
    words: list[str] = field(default_factory=list)
    marks: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()

    def __bool__(self):
        return bool(self.term)


def as_query(term):
    return Cast(Value(term), SearchQueryField())


def ask(text: str) -> Question:
    """Read what somebody typed. One statement, for the synonyms."""
    text = " ".join(text.replace("\0", " ").split())[:LONGEST]
    asked = [word for word in words(text) if lexemes(word)][:MOST_WORDS]
    if not asked:
        return Question(text)
    known = phrases()
    terms, wholes, marks, parts, position = [], [], set(), set(), 0
    while position < len(asked):
        length, others = longest_phrase(asked, position, known)
        found = [asked[position : position + length], *others]
        terms.append(any_of([all_of([term(word) for word in phrase]) for phrase in found]))
        wholes.append(any_of([all_of([quoted(lexemes(word)[0]) for word in phrase]) for phrase in found]))
        for word in (word for phrase in found for word in phrase):
            whole, *others = lexemes(word)
            marks.add(whole)
            parts.update(others)
        position += length
    either = any_of([quoted(one) for one in sorted(marks | parts)])
    return Question(text, all_of(terms), all_of(wholes), either, asked, frozenset(marks), frozenset(parts))


def longest_phrase(asked, position, known):
    """Return how many words from here have synonyms together, and those; else one word with none."""
    for length in range(min(4, len(asked) - position), 0, -1):
        phrase = tuple(lexemes(word) for word in asked[position : position + length])
        if phrase in known:
            return length, known[phrase]
    return 1, []


def term(word):
    """Return one word: itself, or all the parts of the compound that it is."""
    meant = meaning(base(word))
    if len(meant) > 1:  # "lvb" is two words
        return all_of([term(one) for one in meant])
    first, *parts = lexemes(word)
    return any_of([anywhere(first), all_of([anywhere(part) for part in parts])]) if len(parts) > 1 else anywhere(first)


def anywhere(lexeme):
    """Return a lexeme as a word of its own, or as a part of one."""
    return any_of([quoted(lexeme), quoted(ONLY_PART + lexeme)])


def all_of(terms):
    return joined(" & ", terms)


def any_of(terms):
    return joined(" | ", terms)


def joined(sign, terms):
    terms = list(dict.fromkeys(terms))
    return terms[0] if len(terms) == 1 else f"({sign.join(terms)})"
