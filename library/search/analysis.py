"""Words as the index knows them. What is written and what is asked go through the same steps.

On top of language/words.py (stems, parts of compounds, words of the field): "ij" and "y" are one, because Frisian
names are written both ways.
"""

from functools import lru_cache

from language.words import analyse_word, base, pieces, stem, stop_words, words

# Goes up when the steps change: `manage.py rebuild_search` then renews what an earlier analysis made.
VERSION = 1
LONGEST_TEXT = 100_000
MOST_LEXEMES = 16_000  # a tsvector counts places up to 16,383

# Weights of a tsvector: a word of the title counts most, then what is only part of a compound there.
TITLE, TITLE_PART, TEXT, TEXT_PART = "ABCD"


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


def vector(title: str, text: str) -> str:
    """Return title and text as the text of a tsvector: every lexeme once, with its best weight.

    One place each keeps the index small; each its own, because ts_rank needs two places to see two words.
    """
    best: dict[str, str] = {}
    for body, whole, part in ((title, TITLE, TITLE_PART), (text[:LONGEST_TEXT], TEXT, TEXT_PART)):
        for word in dict.fromkeys(words(body)):
            first, *others = lexemes(word) or ("",)
            for lexeme, weight in ((first, whole), *((other, part) for other in others)):
                if lexeme and weight < best.get(lexeme, "Z"):
                    best[lexeme] = weight
    kept = list(best.items())[:MOST_LEXEMES]
    return " ".join(f"{quoted(lexeme)}:{place}{weight}" for place, (lexeme, weight) in enumerate(kept, 1))


def quoted(lexeme):
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"
