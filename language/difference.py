"""Two versions of one text, word by word: what went, what came. People see and hear which is which."""

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

SAME, GONE, NEW = "same", "gone", "new"
# Words, white space, and each other sign on its own, so that nothing of the text is lost.
TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
# Comparing takes at least a step per pair of equal words. Two texts with more pairs than this count as different
# from beginning to end: nobody writes such a text, and it must not hold up a page.
MOST_PAIRS = 400_000
# What a screen reader says around a change; most are silent about <del> and <ins>.
SPOKEN = {GONE: ("del", "weg"), NEW: ("ins", "erbij")}


@dataclass(frozen=True)
class Piece:
    kind: str
    text: str


def difference(old: str, new: str) -> list[Piece]:
    """Return the pieces of both texts in order: the old text is all but NEW, the new text is all but GONE."""
    before, after = words(old), words(new)
    pieces = []
    for tag, start, stop, from_, to in changes(before, after):
        if tag == "equal":
            pieces.append(Piece(SAME, "".join(before[start:stop])))
            continue
        if stop > start:
            pieces.append(Piece(GONE, "".join(before[start:stop])))
        if to > from_:
            pieces.append(Piece(NEW, "".join(after[from_:to])))
    return pieces


def words(text):
    """A browser sends line ends as two signs; that is no difference to a reader."""
    return TOKEN.findall(text.replace("\r\n", "\n"))


def changes(before, after):
    counts = Counter(after)
    if sum(counts[word] for word in before) > MOST_PAIRS:
        return [("replace", 0, len(before), 0, len(after))]
    return SequenceMatcher(str.isspace, before, after, autojunk=False).get_opcodes()


def old_side(pieces: list[Piece]) -> SafeString:
    """Return the old text as HTML, with what went marked."""
    return drawn(piece for piece in pieces if piece.kind != NEW)


def new_side(pieces: list[Piece]) -> SafeString:
    """Return the new text as HTML, with what came marked."""
    return drawn(piece for piece in pieces if piece.kind != GONE)


def drawn(pieces):
    return mark_safe("".join(drawn_piece(piece) for piece in pieces))


def drawn_piece(piece):
    text = escape(piece.text).replace("\n", "<br>")
    # White space alone would be a mark around nothing.
    if piece.kind == SAME or not piece.text.strip():
        return text
    tag, spoken = SPOKEN[piece.kind]
    return f'<{tag}><span class="ks-unseen">[{spoken}: </span>{text}<span class="ks-unseen">]</span></{tag}>'
