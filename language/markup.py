"""Text of people becomes HTML here and nowhere else.

Plain text works as it is: line breaks stay and addresses become links. Who wants more writes **bold**, *italic*,
lists with "-" or "1.", and quotes with ">". Whatever else somebody types is shown as they typed it.
"""

import html
import re
from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

SCHEMES = {"http", "https", "mailto", "tel"}
TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "a"}
# Without the dot or bracket that ends the sentence around the address.
ADDRESS = re.compile(r"https?://[^\s<>\"']*[^\s<>\"'.,;:!?)\]}]")

DEEPEST = 20  # quotes and lists in each other


@lru_cache(maxsize=256)  # reading Markdown costs more than the rest of most pages; the outcome hangs on nothing else
def render(text: str) -> SafeString:
    """Return the HTML of a text that somebody wrote."""
    cleaned = nh3.clean(
        read(text),
        tags=TAGS,
        attributes={"*": set(), "a": {"href"}, "ol": {"start"}},
        url_schemes=SCHEMES,
        link_rel="nofollow noopener",
    )
    return mark_safe(cleaned)


def plain(text: str, length: int | None = None) -> str:
    """Return a text without its marks, for a mail, a snippet and an index.

    Line breaks stay; with a `length` it is the beginning on one line, cut between two words.
    """
    unmarked = html.unescape(nh3.clean(read(text), tags=set())).strip()
    if length is None:
        return unmarked
    whole = " ".join(unmarked.split())
    if len(whole) <= length:
        return whole
    cut = whole[:length]
    return (cut[: cut.rindex(" ")] if " " in cut else cut).rstrip(" .,;:") + "…"


@lru_cache(maxsize=256)
def excerpt(text: str, length: int = 200) -> str:
    """Return `plain` of a length, for lists that read the same texts again and again."""
    return plain(text, length)


def readable(text: str) -> str:
    """Return a text as people read it, to put it beside another one: no marks; lists and quotes are still those.

    Two texts that differ in nothing but bold or italics read the same.
    """
    parts, mark, quote, depth = [], "", "", 0
    for token in MARKDOWN.parse(text):
        if token.type in ("bullet_list_open", "bullet_list_close", "ordered_list_open", "ordered_list_close"):
            depth += token.nesting
        elif token.type == "blockquote_open":
            quote += "> "  # the words of somebody else
        elif token.type == "blockquote_close":
            quote = quote[2:]
        elif token.type == "list_item_open":
            mark = f"{token.info}. " if token.info else "• "
        elif token.type == "inline":
            words = "".join(spoken(token.children)).replace("\n", f"\n{quote}")
            parts += ["\n" if depth else "\n\n", quote, "  " * (depth - 1), mark, words]
            mark = ""
    return "".join(parts[1:])


def spoken(children):
    """The words of a paragraph; an address that its link does not say comes after it."""
    href = said = ""
    for token in children:
        if token.type == "link_open":
            href, said = token.attrs["href"], ""
        elif token.type == "link_close" and href != said:
            yield f" ({href})"
        elif token.type in ("softbreak", "hardbreak"):
            yield "\n"
        else:
            said += token.content
            yield token.content


def link_addresses(state):
    """Turn bare web addresses into links, outside what already is one."""
    for block in state.tokens:
        if block.type != "inline":
            continue
        depth = 0
        children = []
        for token in block.children:
            depth += token.nesting if token.type in ("link_open", "link_close") else 0
            children += [token] if token.type != "text" or depth else linked(token.content)
        block.children = children


def linked(text):
    """Split a piece of text in text and link tokens."""
    position = 0
    for match in ADDRESS.finditer(text):
        yield from words(text[position : match.start()])
        yield Token("link_open", "a", 1, attrs={"href": match.group()})
        yield from words(match.group())
        yield Token("link_close", "a", -1)
        position = match.end()
    yield from words(text[position:])


def words(text):
    if text:
        yield Token("text", "", 0, content=text)


def read(text):
    """Return HTML that still has to be cleaned.

    Below its deepest level the parser leaves text out. Who nests that deep gets paragraphs, with the signs as typed.
    """
    tokens = MARKDOWN.parse(text)
    deepest = max((token.level for token in tokens), default=0)
    parser = MARKDOWN if deepest < DEEPEST - 1 else FLAT
    return parser.renderer.render(tokens if parser is MARKDOWN else FLAT.parse(text), parser.options, {})


def make_markdown(*blocks):
    # "zero" knows nothing but paragraphs: no HTML, no images, no code, no headings.
    parser = MarkdownIt("zero", {"breaks": True, "maxNesting": DEEPEST})
    parser.enable([*blocks, "emphasis", "link", "autolink", "newline", "escape"])
    parser.core.ruler.push("link_addresses", link_addresses)
    return parser


MARKDOWN = make_markdown("blockquote", "list")
FLAT = make_markdown()
