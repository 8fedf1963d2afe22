"""A text with the words that the guard found marked, for eyes and ears."""

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from language.guard.hits import Hit

AROUND = 120  # signs of the text before the first and behind the last mark; between two marks nothing is left out


def marked(text: str, hits: list[Hit]) -> SafeString:
    """Return the piece of the text around the hits as HTML, with the words marked."""
    return drawn(text, hits, lambda hit: mark(text[hit.start : hit.end]))


def proposed(text: str, hits: list[Hit]) -> SafeString:
    """Return the same piece with something general in the place of the words."""
    return drawn(text, hits, lambda hit: lines(hit.instead))


def drawn(text, hits, in_place_of):
    begin, end = hits[0].start - AROUND, hits[-1].end + AROUND
    begin = text.rfind(" ", 0, begin) + 1 if begin > 0 else 0
    end = text.find(" ", end) if end < len(text) and " " in text[end:] else len(text)
    pieces, position = ["…" if begin else ""], begin
    for hit in hits:
        pieces += [lines(text[position : hit.start]), in_place_of(hit)]
        position = hit.end
    pieces += [lines(text[position:end]), "…" if end < len(text) else ""]
    return mark_safe("".join(pieces))


def mark(words):
    return f'<mark><span class="ks-unseen">[let op: </span>{lines(words)}<span class="ks-unseen">]</span></mark>'


def lines(text):
    return escape(text.replace("\r\n", "\n")).replace("\n", "<br>")
