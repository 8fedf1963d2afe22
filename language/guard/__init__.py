"""The privacy guard: does this text look as if it is about a family?

The portal is about how professionals work together; it never holds data about parents or children. `find` points at
the words that look as if they are; `rewrite` offers the same text without them. The guard warns, the writer decides,
except about a citizen service number (language/guard/forms.py). Professionals name each other all day: a name alone is
nothing, a name beside "cliënt", "moeder van" or "is zwanger" is. How good it is: docs/woorden.md and
`bin/bench privacy_guard`.
"""

import re

from language.guard import numbers, people
from language.guard.hits import Hit, Kind

__all__ = ["Hit", "Kind", "find", "rewrite"]

# No name and no number of a person is as long as this; a web address is, and it would hold up the patterns.
NO_WORD = re.compile(r"\S{81,}")


def find(text: str, *, about: str = "") -> list[Hit]:
    """Return what looks like data about a family, in the order of the text. `about` is the label of its box."""
    text = NO_WORD.sub(lambda match: " " * len(match.group()), text)
    found = [*numbers.find(text, about=about), *people.find(text)]
    kept: list[Hit] = []
    for hit in sorted(found, key=lambda hit: (hit.start, -hit.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept


def rewrite(text: str, hits: list[Hit]) -> str:
    """Return the text with something general in the place of each hit."""
    pieces, position = [], 0
    for hit in hits:
        pieces += [text[position : hit.start], hit.instead]
        position = hit.end
    return "".join([*pieces, text[position:]])
