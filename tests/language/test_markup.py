import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.markup import excerpt, plain, readable, render
from language.templatetags import text as tags


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("een\ntwee", "<p>een<br>\ntwee</p>"),
        ("een\n\ntwee", "<p>een</p>\n<p>twee</p>"),
        ("**vet** en *schuin*", "<p><strong>vet</strong> en <em>schuin</em></p>"),
        ("- een\n- twee", "<ul>\n<li>een</li>\n<li>twee</li>\n</ul>"),
        ("2. twee", '<ol start="2">\n<li>twee</li>\n</ol>'),
        ("> gezegd", "<blockquote>\n<p>gezegd</p>\n</blockquote>"),
        ("# geen kop", "<p># geen kop</p>"),
        ("    geen code", "<p>geen code</p>"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
        ("&lt;", "<p>&amp;lt;</p>"),
        ("", ""),
    ],
)
def test_text_is_shown_as_meant(typed, shown):
    assert render(typed).strip() == shown


LINK = '<a href="{0}" rel="nofollow noopener">{1}</a>'


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("https://a.nl/b?c=1", LINK.format("https://a.nl/b?c=1", "https://a.nl/b?c=1")),
        ("Zie (https://a.nl/b).", f"Zie ({LINK.format('https://a.nl/b', 'https://a.nl/b')})."),
        ("[hier](https://a.nl)", LINK.format("https://a.nl", "hier")),
        ("[https://a.nl](https://b.nl)", LINK.format("https://b.nl", "https://a.nl")),
        ("<https://a.nl>", LINK.format("https://a.nl", "https://a.nl")),
        ("<a@b.nl>", LINK.format("mailto:a@b.nl", "a@b.nl")),
        ("**https://a.nl**", f"<strong>{LINK.format('https://a.nl', 'https://a.nl')}</strong>"),
        ("ftp://a.nl", "ftp://a.nl"),
    ],
)
def test_addresses_become_links(typed, shown):
    assert render(typed).strip() == f"<p>{shown}</p>"


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "[x](vbscript:x)",
        "<javascript:alert(1)>",
        '[x](https://a.nl "onclick=alert(1)")',
        'https://a.nl/"onmouseover="alert(1)',
        "![x](https://a.nl/x.png)",
        "<svg/onload=alert(1)>",
        "<a href='javascript:alert(1)'>x</a>",
        "[x]: javascript:alert(1)\n\n[x]",
    ],
)
def test_nothing_hostile_gets_through(typed):
    shown = render(typed)

    for bad in ("<script", "<img", "<svg", 'href="javascript', 'href="data', 'href="vbscript', " onmouse", " title="):
        assert bad not in shown.lower().replace("&quot;", "")


@given(st.text(alphabet="<>[]()*_->#!&;:/\"'`\\ \n1.ahttps", max_size=80))
def test_render_knows_only_its_own_tags(typed):
    tags = set(re.findall(r"</?([a-z]+)", render(typed)))

    assert tags <= {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "a"}


@given(st.text(max_size=300))
def test_excerpt_is_one_short_line(typed):
    assert len(excerpt(typed, 50)) <= 51
    assert "\n" not in excerpt(typed, 50)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("kort **en** goed", "kort en goed"),
        ("- een\n- twee", "een twee"),
        ("een twee drie vier", "een twee…"),
        ("aaaaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaa…"),
        ("<b> & co", "<b> & co"),
    ],
)
def test_excerpt_is_text_without_marks(typed, shown):
    assert excerpt(typed, 12) == shown


def test_deep_nesting_is_quick_and_loses_nothing():
    # A quote is one sign of five letters in HTML.
    assert len(render(">" * 5000 + "a")) < 30_000
    assert len(render("- " * 5000 + "a")) < 30_000


LAYERS = ["> ", "- ", "1. ", ">", "> - "]


@given(st.lists(st.sampled_from(LAYERS), max_size=60))
def test_words_in_the_deepest_quote_or_list_stay(layers):
    typed = f"begin\n\n{''.join(layers)}kern\n\neinde"

    assert re.findall("begin|kern|einde", plain(typed)) == ["begin", "kern", "einde"]
    assert re.findall("begin|kern|einde", render(typed)) == ["begin", "kern", "einde"]


@pytest.mark.parametrize(("depth", "quotes"), [(17, 17), (18, 0)])
def test_what_is_nested_too_deep_is_shown_as_typed(depth, quotes):
    shown = render("> " * depth + "**kern**")

    assert shown.count("<blockquote>") == quotes
    assert "<strong>kern</strong>" in shown


def test_tags_for_templates():
    assert tags.rich_text("*a*").strip() == "<p><em>a</em></p>"
    assert tags.excerpt("een twee", "4") == "een…"
    assert tags.excerpt("een") == "een"
    assert (tags.thousands(46_309), tags.thousands(944)) == ("46.309", "944")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("", ""),
        ("Een **vet** woord\r\nen *nog* een", "Een vet woord\nen nog een"),
        ("Eerst dit.\n\nDan dat.", "Eerst dit.\n\nDan dat."),
        (
            "Neem mee:\n\n- een pen\n- een kaart\n  - van *hier*\n\nEn ga.",
            "Neem mee:\n• een pen\n• een kaart\n  • van hier\n\nEn ga.",
        ),
        ("3. derde\n4. vierde", "3. derde\n4. vierde"),
        ("- een\n\n  met vervolg", "• een\nmet vervolg"),
        ("> gezegd\n> door *haar*\n\nEn ik dit.", "> gezegd\n> door haar\n\nEn ik dit."),
        ("Lees [de kaart](https://voorbeeld.nl/kaart).", "Lees de kaart (https://voorbeeld.nl/kaart)."),
        ("Lees https://voorbeeld.nl/kaart.", "Lees https://voorbeeld.nl/kaart."),
        ("<b>niet</b> 2 \\* 3", "<b>niet</b> 2 * 3"),
    ],
)
def test_readable_is_the_text_without_its_marks(text, read):
    assert readable(text) == read
