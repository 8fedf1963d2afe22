"""The sentences in which the words were found, with the words marked. What people wrote is escaped, whatever it holds.

Only the rows of the page that is shown come here, and no statement is asked for them.
"""

import re
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from language.words import WORD
from library.search.analysis import lexemes
from library.search.queries import Asked

READ = 20_000  # characters of a text in which a sentence is looked for
# Characters of each sentence, where there is one, two, three: of many words not every one has its own.
LENGTHS = 220, 150, 120
SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
SPACE = re.compile(r"\s+")
GAPS = re.compile(r"…(?: …)+")


@dataclass(frozen=True)
class Headline:
    """One result as it is read. `unseen` are the words that stand in none of these lines, `is_further` whether the
    text goes on with them below: else they stand in something of it that nobody reads here, such as a former name.
    """

    title: SafeString
    about: SafeString
    excerpt: SafeString
    unseen: tuple[str, ...]
    is_further: bool


def headline(title: str, about: str, text: str, asked: list[Asked]) -> Headline:
    """Return these lines with as much as they can show of what was asked."""
    wanted = frozenset(lexeme for one in asked for lexeme in (*one.whole, *one.parts))
    lines = [(match.group(), present(match.group(), wanted)) for match in SENTENCE.finditer(text[:READ])]
    within = frozenset().union(*(found for _sentence, found in lines))
    known = present(f"{title} {about}", wanted)
    units = {one: one.units(known | within) for one in asked}
    chosen = best_of(lines, {unit: 1 / len(some) for some in units.values() for unit in some}, known)
    marks = frozenset().union(*(unit for some in units.values() for unit in some))
    shown = known.union(*(found for _sentence, found in chosen))
    unseen = [one for one in asked if any(unit.isdisjoint(shown) for unit in units[one])]
    sentences = [sentence for sentence, _found in chosen] or [text[: LENGTHS[0] * 2]]
    length = LENGTHS[len(sentences) - 1]
    pieces = [shortened(SPACE.sub(" ", sentence).strip(), marks, length) for sentence in sentences]
    return Headline(
        marked(title, marks),
        marked(about, marks),
        marked(GAPS.sub("…", " … ".join(pieces)), marks),
        tuple(one.text for one in unseen),
        len(text) > READ or any(not unit.isdisjoint(within) for one in unseen for unit in units[one]),
    )


def best_of(lines, units, known):
    """Return the sentence that says most of it, then those that say most of what is missing; as they stand."""
    chosen, left = set(), units
    for _turn in LENGTHS:
        telling = {place: worth for place, (_, found) in enumerate(lines) if (worth := worth_of(found, left))[0]}
        if telling:
            best = max(telling, key=telling.get)
            chosen.add(best)
            left = {unit: share for unit, share in left.items() if unit.isdisjoint(known | lines[best][1])}
    return [lines[place] for place in sorted(chosen)]


def worth_of(found, units):
    """How much of what was asked a sentence has (of a compound by parts), and in how many ways it says that."""
    met = {unit: share for unit, share in units.items() if not unit.isdisjoint(found)}
    return sum(met.values()), sum(len(unit & found) for unit in met)


def present(text: str, wanted: frozenset[str]) -> frozenset[str]:
    """Return which of these stems a text has."""
    return frozenset(lexeme for word in WORD.findall(text) for lexeme in lexemes(as_indexed(word)) if lexeme in wanted)


def as_indexed(word):
    return word.casefold().replace("’", "'")[:60]


def shortened(sentence, marks, length):
    """Return as much of a long sentence as fits, around the first word that was looked for."""
    if len(sentence) <= length:
        return sentence
    first = next((match.start() for match in WORD.finditer(sentence) if present(match.group(), marks)), 0)
    start = max(0, min(first - length // 3, len(sentence) - length))
    if start:
        start = sentence.find(" ", start) + 1
    end = start + length
    if end < len(sentence):
        end = max(sentence.rfind(" ", start, end), first + 1) if " " in sentence[start:end] else end
    before, after = "… " if start else "", " …" if end < len(sentence) else ""
    return f"{before}{sentence[start:end].strip()}{after}"


def marked(text: str, marks: frozenset[str]) -> SafeString:
    """Return the text with the words that were looked for marked."""
    pieces, position = [], 0
    for match in WORD.finditer(text):
        if present(match.group(), marks):
            pieces += [text[position : match.start()], format_html("<mark>{}</mark>", match.group())]
            position = match.end()
    return format_html_join("", "{}", ((piece,) for piece in [*pieces, text[position:]]))
