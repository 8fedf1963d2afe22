"""Names of parents and children, where they live, and stories about one family."""

import re

from language.guard.hits import Hit, Kind
from language.guard.patterns import (
    ABBREVIATION,
    AGE_OF_ONE,
    AGED,
    BESIDE,
    CAPITAL,
    CARE,
    CASE,
    DATE,
    FROM,
    FULL_NAME,
    IN_WEEKS,
    INITIALS,
    LIVES,
    OF,
    OF_THE_ORGANISATION,
    OWNER,
    PARTICLED,
    SENTENCE_END,
    STATED,
    STREET,
    TITLE,
    TITLED,
    VILLAGER,
    VISITED,
    WORK,
)
from language.guard.vocabulary import ABOUT_AN_ORGANISATION, words_of

LONGEST = 1000


def find(text):
    for start, sentence in sentences(text):
        hits = [*named(sentence), *lived(sentence), *told(sentence)]
        if any(hit.kind == Kind.NAME for hit in hits):
            hits += known_by(sentence)
        for hit in hits:
            yield Hit(hit.kind, start + hit.start, start + hit.end, hit.instead)


def sentences(text):
    """Yield each sentence with its place, cut where nobody's sentence is that long."""
    for start, sentence in whole_sentences(text):
        for cut in range(0, len(sentence), LONGEST):
            yield start + cut, sentence[cut : cut + LONGEST]


def whole_sentences(text):
    position = 0
    for match in SENTENCE_END.finditer(text):
        if ABBREVIATION.search(text[max(position, match.start() - 8) : match.end()]):
            continue
        yield position, text[position : match.end()]
        position = match.end()
    yield position, text[position:]


def named(sentence):
    if re.search(r"ervaringsdeskundig", sentence, re.I):
        return
    at_work = WORK.search(sentence)
    for pattern in (BESIDE, OF, OWNER, AGED, STATED):
        for match in pattern.finditer(sentence):
            # A colleague can be thirty, or have a daughter; a name with an age in weeks is no colleague.
            if pattern in (STATED, OWNER, AGED) and at_work and not IN_WEEKS.search(match.group()):
                continue
            if is_person(match, sure=pattern is OF or (pattern is BESIDE and not is_part_of_a_name(match))):
                yield hit(match)
    if CARE.search(sentence) and not at_work:
        for match in TITLED.finditer(sentence):
            named_too = re.findall(CAPITAL, match.group("name"))[1:]
            if not OF_THE_ORGANISATION.match(sentence, match.end()) and not words_of("not_a_person") & set(named_too):
                yield hit(match)


def known_by(sentence):
    """Yield what still says who it is when the name is gone; alone it is nothing."""
    for pattern, instead in ((AGE_OF_ONE, "[leeftijd weggelaten]"), (DATE, "[datum weggelaten]")):
        for match in pattern.finditer(sentence):
            yield Hit(Kind.CASE, *match.span("it"), instead)
    for match in FROM.finditer(sentence):
        if match.group("place") in words_of("places") | words_of("villages"):
            yield Hit(Kind.CASE, *match.span("place"), "[plaats weggelaten]")


def is_part_of_a_name(match):
    """Whether "Vader" has its capital from a name, as in "de training van Vader Kracht"."""
    return match.group("client")[0].isupper() and re.search(r"\w[,*]*\s+$", match.string[: match.start()]) is not None


def is_person(match, *, sure):
    """Whether the words with a capital are somebody's name, and not a place, an organisation or a first word."""
    name = match.group("name")
    if re.match(TITLE, name):
        return True
    words = re.findall(CAPITAL, name)
    if any(word in words_of("places") for word in words):
        return False
    if re.match(INITIALS, name) or any(word in words_of("first_names") for word in words):
        return True
    if any(word in words_of("not_a_person") for word in words) and not PARTICLED.match(name):
        return False
    return sure


def hit(match):
    return Hit(Kind.NAME, *match.span("name"), "[naam weggelaten]")


def has_name(text: str) -> bool:
    """Whether somebody's name stands here: a first name or initials with a last name behind it, or that alone."""
    return text.strip() in words_of("first_names") or any(
        re.match(INITIALS, name) or re.match(CAPITAL, name).group() in words_of("first_names")
        for name in FULL_NAME.findall(text)
    )


def lived(sentence):
    if not LIVES.search(sentence) or VISITED.search(sentence) or WORK.search(sentence):
        return
    for match in STREET.finditer(sentence):
        yield Hit(Kind.ADDRESS, *match.span("it"), "[adres weggelaten]")


def told(sentence):
    for match in CASE.finditer(sentence):
        if not ABOUT_AN_ORGANISATION.search(sentence):
            yield Hit(Kind.CASE, *match.span("place"), "[plaats weggelaten]")
    if CARE.search(sentence) and not WORK.search(sentence):
        for match in VILLAGER.finditer(sentence):
            yield Hit(Kind.CASE, *match.span("place" if match.group("place") else "village"), "[plaats weggelaten]")
