"""A manual in Markdown becomes a page: its title, its headings with an address each, and the rest as HTML.

Only for our own files in docs/: what people write goes through language/markup.py.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

# On a phone a wide table slides by itself; a keyboard reaches it.
TABLE = '<div class="ks-table" role="region" aria-label="Tabel" tabindex="0"><table>'


@dataclass(frozen=True)
class Manual:
    title: str
    headings: list[tuple[str, str]]  # (anchor, words) of each chapter
    html: SafeString  # without the title


def read(text: str, *, address: Callable[[str], str], image: Callable[[str], str]) -> Manual:
    """Return the manual. `address` and `image` turn a link or a picture of the file into one of the portal."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.add_render_rule("table_open", lambda *_: TABLE)
    parser.add_render_rule("table_close", lambda *_: "</table></div>")
    tokens = parser.parse(text)
    title, headings = "", []
    for opening, inline in zip(tokens, tokens[1:], strict=False):
        if opening.type == "heading_open":
            words = inline.content
            opening.attrSet("id", anchor(words))
            if opening.tag == "h1":
                title = words
            elif opening.tag == "h2":
                headings.append((anchor(words), words))
        for token in inline.children or ():
            if token.type == "link_open":
                token.attrSet("href", address(token.attrGet("href")))
            elif token.type == "image":
                token.attrSet("src", image(token.attrGet("src")))
                token.attrSet("loading", "lazy")
    rest = tokens[3:] if title else tokens
    return Manual(title, headings, mark_safe(parser.renderer.render(rest, parser.options, {})))


def anchor(words):
    """As GitHub makes them, so that a link in a file works there and here. See also: tests/test_docs.py."""
    return re.sub(r"[^\w\- ]", "", words.lower()).strip().replace(" ", "-")
