"""Words as the index knows them. What is written and what is asked go through the same steps.

On top of language/words.py (stems, parts of compounds, words of the field): "ij" and "y" are one, because Frisian
names are written both ways.
"""

from functools import lru_cache

from language.words import analyse_word, base, meaning, pieces, stem, stop_words, words

# Goes up when the steps change: `manage.py rebuild_search` then renews what an earlier analysis made.
VERSION = 4
LONGEST_TEXT = 100_000
MOST_LEXEMES = 16_000  # a tsvector counts places up to 16,383

# Weights in a title: a word as a whole, and what is only part of a compound there.
WHOLE, PART = "AB"
# Before a lexeme that is only part of a compound in a text: "kraamzorg" has "+zorg". So the index tells it from the
# word itself without a place and a weight for each, which would be half of its size.
ONLY_PART = "+"


@lru_cache(maxsize=50_000)
def lexemes(word: str) -> tuple[str, ...]:
    """Return what the index holds for one word: its stem, then the stems of its parts.

    Last come the word and its parts as they stand there, where language/words.py has another word for it: "geld" finds
    "geldzorgen" too, which is "schuld" to the field.
    """
    found = [*analyse_word(word)]
    if not word.isdecimal():
        found += [stem(one) for one in (base(word), *pieces(base(word))) if one not in stop_words()]
    return tuple(dict.fromkeys(one.replace("ij", "y") for one in found))


def core(word: str) -> tuple[str, ...]:
    """Return what a question has of one word: its stem, and of a compound the stem of each part.

    Without the forms that only the index keeps beside those: "kinderarts" asks for "kind" and "arts", no "kinder".
    """
    return tuple(one.replace("ij", "y") for one in analyse_word(word)) or lexemes(word)


def itself(word: str) -> set[str]:
    """Return the stems that are the word as a whole: of an abbreviation all its words."""
    return {lexeme for one in meaning(base(word)) for lexeme in core(one)[:1]}


def heading(title: str) -> str:
    """Return a title as the text of a tsvector: every lexeme once, with its best weight and a place of its own."""
    kept = list(best_of(title).items())[:MOST_LEXEMES]
    return " ".join(
        f"{quoted(lexeme)}:{place}{WHOLE if is_whole else PART}" for place, (lexeme, is_whole) in enumerate(kept, 1)
    )


def vector(text: str) -> str:
    """Return a text as the text of a tsvector: every lexeme once, and nothing else."""
    kept = list(best_of(text[:LONGEST_TEXT]).items())[:MOST_LEXEMES]
    return " ".join(quoted(lexeme if is_whole else ONLY_PART + lexeme) for lexeme, is_whole in kept)


def best_of(text):
    """Return the lexemes of a text, and of each whether it stands there as a word of its own."""
    best: dict[str, bool] = {}
    for word in dict.fromkeys(words(text)):
        for place, lexeme in enumerate(lexemes(word)):
            best[lexeme] = best.get(lexeme, False) or not place
    return best


def quoted(lexeme):
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"
