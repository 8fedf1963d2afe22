"""What nobody should type and somebody will: very long, hostile, and every character there is."""

import html
import re

import pytest

from community.models import Draft, Topic

pytestmark = pytest.mark.django_db

# Every character but NUL, the surrogates, which no browser sends, and what the form reads as white space at the ends.
EVERY = "".join(chr(code) for code in (*range(1, 0xD800), *range(0xE000, 0x11000), *range(0x1F300, 0x1F700), 0x10FFFF))
LONG = 100_000
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](JaVaScRiPt:alert(1))",
    'https://a.nl/"onmouseover="alert(1)',
    "<svg/onload=alert(1)>",
    "<style>*{display:none}</style>",
    "</div></article><form action=//kwaad.invalid><button>Log in</button></form>",
    "<!-- ]]> <iframe srcdoc='<script>alert(1)</script>'>",
    "{{ 7|add:7 }} {% debug %}",
]


def begin(client, text, **said):
    said = {"kind": "discussion", "title": "Van alles", "audience": "network", "text": text} | said
    return client.post("/gesprekken/nieuw/", said)


def read_on_page(client, topic):
    """What stands on the page as the text of its first post, without its tags."""
    page = client.get(topic.conversation_url).text
    shown = re.search(r'<div class="ks-post__text">(.*?)</div>', page, re.DOTALL).group(1)
    return html.unescape(re.sub(r"<br>|</?p>", "", shown)), shown


def test_longest_text_is_kept_whole_and_longer_comes_back(login, member):
    client = login(member)

    begin(client, "a" * LONG)
    assert read_on_page(client, Topic.objects.get())[0].strip() == "a" * LONG

    assert f'maxlength="{LONG}"' not in client.get("/gesprekken/nieuw/").text  # a browser would cut without a word
    response = begin(client, "b" * (LONG + 1), title="Te lang")
    assert set(response.context["form"].errors) == {"text"}
    assert "b" * (LONG + 1) in response.text
    assert Topic.objects.count() == 1


def test_every_character_is_kept_and_shown(login, member):
    client = login(member)
    text = f"begin {EVERY.replace('\\r', '')} einde"

    begin(client, text)

    topic = Topic.objects.get()
    assert topic.opening.text == text
    # What escapes or marks a text in Markdown is read as such; everything else stands on the page.
    shown = set(read_on_page(client, topic)[0])
    lost = set(text) - shown
    assert lost <= set("\\*_`") | {chr(code) for code in (*range(1, 32), *range(127, 160))}


def test_null_is_refused_at_its_field(login, member):
    response = begin(login(member), "voor\0na")

    assert set(response.context["form"].errors) == {"text"}
    assert not Topic.objects.exists()


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_text_fires_nowhere_and_loses_no_line(login, member, typed):
    client = login(member)

    begin(client, f"regel een\r\n{typed}\r\nregel drie", title="Kijk <b>hier</b>")

    topic = Topic.objects.get()
    words, shown = read_on_page(client, topic)
    assert "regel een" in words
    assert "regel drie" in words
    tags = set(re.findall(r"<\s*/?\s*(\w+)", shown))
    assert tags <= {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "a"}
    assert not re.search(r"<[^>]*\s(on\w+|style|src)\s*=", shown)
    for page in ("/gesprekken/", topic.conversation_url):
        assert "Kijk &lt;b&gt;hier&lt;/b&gt;" in client.get(page).text


def test_draft_takes_what_the_form_takes(login, member):
    client = login(member)

    assert client.post("/gesprekken/klad/nieuw/", {"text": "é" * LONG}).status_code == 200
    assert Draft.objects.get().text == "é" * LONG
