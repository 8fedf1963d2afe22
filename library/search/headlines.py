"""The sentence in which a word was found, with the words marked. What people wrote is escaped, whatever it holds."""

import re

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from language.words import WORD
from library.search.analysis import lexemes

READ = 20_000  # characters of a text in which a sentence is looked for
LENGTH = 220
SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
SPACE = re.compile(r"\s+")


def excerpt(text: str, marks: frozenset[str]) -> SafeString:
    """Return the sentence that has most of the words, or else how the text begins."""
    body = text[:READ]
    best, most = "", 0
    for match in SENTENCE.finditer(body):
        sentence = match.group()
        count = len({hit for word in WORD.findall(sentence) for hit in hits(word, marks)})
        if count > most:
            best, most = sentence, count
    return marked(shortened(SPACE.sub(" ", best or body[: LENGTH * 2]).strip(), marks), marks)


def shortened(sentence, marks):
    """Return as much of a long sentence as fits, around the first word that was looked for."""
    if len(sentence) <= LENGTH:
        return sentence
    first = next((match.start() for match in WORD.finditer(sentence) if hits(match.group(), marks)), 0)
    start = max(0, min(first - LENGTH // 3, len(sentence) - LENGTH))
    if start:
        start = sentence.find(" ", start) + 1
    end = start + LENGTH
    if end < len(sentence):
        end = max(sentence.rfind(" ", start, end), first + 1) if " " in sentence[start:end] else end
    before, after = "… " if start else "", " …" if end < len(sentence) else ""
    return f"{before}{sentence[start:end].strip()}{after}"


def marked(text: str, marks: frozenset[str]) -> SafeString:
    """Return the text with the words that were looked for marked."""
    pieces, position = [], 0
    for match in WORD.finditer(text):
        if hits(match.group(), marks):
            pieces += [text[position : match.start()], format_html("<mark>{}</mark>", match.group())]
            position = match.end()
    return format_html_join("", "{}", ((piece,) for piece in [*pieces, text[position:]]))


def hits(word, marks):
    return marks.intersection(lexemes(word.casefold().replace("’", "'")[:60]))


def has(text: str, marks: frozenset[str]) -> bool:
    return any(hits(word, marks) for word in dict.fromkeys(WORD.findall(text[:READ])))
