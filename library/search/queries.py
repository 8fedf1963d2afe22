"""What somebody typed, as the index can answer it: every word of it, in any form, under any name."""

from dataclasses import dataclass, field

from django.contrib.postgres.search import SearchQueryField
from django.db.models import Value
from django.db.models.functions import Cast

from language.words import WORD, base, meaning, words
from library.search.analysis import ONLY_PART, core, itself, lexemes, quoted
from library.search.synonyms import phrases

LONGEST = 200
MOST_WORDS = 12


@dataclass(frozen=True)
class Asked:
    """One word of a question, or a few that have synonyms together.

    `whole` are the stems that say it, in whatever words; `parts` those of a compound, which say it only together.
    """

    text: str
    whole: frozenset[str]
    parts: tuple[str, ...] = ()

    def units(self, present: frozenset[str]) -> list[frozenset[str]]:
        """Return what has to be shown of a text that has these stems: the word, or else every part of it."""
        if self.parts and self.whole.isdisjoint(present):
            return [frozenset([part]) for part in self.parts]
        return [self.whole]


@dataclass(frozen=True)
class Question:
    """`text` as it was typed, `term` as PostgreSQL reads it.

    `whole` is the same without what is only part of a word, `either` any word of it: for the order of what was found.
    `asked` is what to mark in what was found.
    """

    text: str
    term: str = ""
    whole: str = ""
    either: str = ""
    words: list[str] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)

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
    known, typed = phrases(), {word.casefold(): word for word in WORD.findall(text)}
    terms, wholes, things, position = [], [], [], 0
    while position < len(asked):
        length, others = longest_phrase(asked, position, known)
        found = [asked[position : position + length], *others]
        terms.append(any_of([all_of([term(word) for word in phrase]) for phrase in found]))
        wholes.append(any_of([all_of([quoted(lexemes(word)[0]) for word in phrase]) for phrase in found]))
        things.append(thing(found, " ".join(typed.get(word, word) for word in found[0])))
        position += length
    either = any_of([quoted(one) for one in sorted({one for thing in things for one in (*thing.whole, *thing.parts)})])
    return Question(text, all_of(terms), all_of(wholes), either, asked, things)


def thing(phrases, typed):
    """Return what is asked with the first of these phrases, which mean the same; `typed` is how it was written."""
    whole = frozenset(lexeme for phrase in phrases for word in phrase for lexeme in itself(word))
    compounds = (parts_of(*phrase) for phrase in phrases if len(phrase) == 1)
    return Asked(typed, whole, next(filter(None, compounds), ()))


def parts_of(word):
    """Return the stems of the parts of a compound; nothing for another word."""
    parts = core(word)[1:]
    return parts if len(parts) > 1 and len(itself(word)) == 1 else ()


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
    whole, parts = anywhere(core(word)[0]), parts_of(word)
    return any_of([whole, all_of([anywhere(part) for part in parts])]) if parts else whole


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
