"""What we write about the portal is true: every link leads somewhere, every named page is there."""

import re
import subprocess
from urllib.parse import unquote

import pytest
from django.urls import Resolver404, resolve

from tests.house import ROOT, python_files, templates

MANUALS = ROOT / "docs" / "handleiding"
ROLES = {
    "bezoeker.md",
    "inloggen.md",
    "lid.md",
    "coalitieleider.md",
    "trekker.md",
    "bestuurder-en-epidemioloog.md",
    "aanjager.md",
    "beheerder.md",
}
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
# A path of the portal, written as `/kringen/`; `/gezond/leeft` has no slash at its end.
PAGE = re.compile(r"`(/[^`\s]*)`")
# What stands bold in a manual stands on a button, a link or a field.
BOLD = re.compile(r"\*\*([^*]+)\*\*")
NOT_IN_OUR_SOURCE = {
    "Verlaat de kring, ook zonder nieuwe leider",  # put together in membership_end.html
}


def documents():
    """The Markdown that belongs to the project, also what is not committed yet."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "*.md"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    return sorted({ROOT / name for name in listed.split("\0") if name and (ROOT / name).exists()})


def anchors(text):
    """The names that a heading gets, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", FENCED.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def broken_links(text, source):
    """Return the relative links in `text`, a document at `source`, that lead nowhere."""
    return [link for link in LINK.findall(FENCED.sub("", text)) if not leads_somewhere(link, text, source)]


def leads_somewhere(link, text, source):
    if re.match(r"[a-z]+:", link):
        return True
    path, _, anchor = unquote(link).partition("#")
    target = source.parent / path if path else source
    if not target.exists():
        return False
    return not anchor or anchor in anchors(text if target == source else target.read_text(encoding="utf-8"))


def missing_pages(text):
    """Return the paths of the portal that `text` names and that are not there."""
    return [path for path in PAGE.findall(text) if not is_page(path)]


def is_page(path):
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


def words_on_screen():
    """Everything our templates and forms say, in small letters: a label gets its capital on the page."""
    sources = [path.read_text(encoding="utf-8") for path in [*templates(), *python_files()]]
    return " ".join(" ".join([source, re.sub(r"<[^>]*>", "", source)]) for source in sources).casefold()


def unknown_words(text, known):
    """Return the bold words of a manual that no page shows."""
    words = [" ".join(word.split()) for word in BOLD.findall(text.replace("`**`", ""))]
    return [word for word in words if word.casefold() not in known and word not in NOT_IN_OUR_SOURCE]


def test_every_link_leads_somewhere():
    found = {
        str(path.relative_to(ROOT)): broken
        for path in documents()
        if (broken := broken_links(path.read_text(encoding="utf-8"), path))
    }

    assert found == {}


@pytest.mark.parametrize(
    "link", ["weg.md", "../README.md", "[plaatje](x.png)", "docs/handleiding/lid.md#bestaat-niet", "#bestaat-niet"]
)
def test_planted_broken_link_is_found(link):
    text = link if link.startswith("[") else f"# Kop\n\nLees [dit]({link})."

    assert broken_links(text, ROOT / "README.md") != []


def test_link_to_a_heading_or_the_web_is_fine():
    text = "# Een kop\n\n[hier](#een-kop) [daar](https://voorbeeld.invalid) [lid](docs/handleiding/lid.md)"

    assert broken_links(text, ROOT / "README.md") == []


@pytest.mark.parametrize("path", sorted(MANUALS.glob("*.md")), ids=lambda path: path.name)
def test_manual_names_pages_that_are_there(path):
    assert missing_pages(path.read_text(encoding="utf-8")) == []


def test_manuals_name_buttons_and_links_as_they_are():
    known = words_on_screen()
    found = {
        path.name: unknown
        for path in MANUALS.glob("*.md")
        if path.name != "README.md"  # there, bold words are explained
        if (unknown := unknown_words(path.read_text(encoding="utf-8"), known))
    }

    assert found == {}


def test_planted_unknown_button_is_found():
    assert unknown_words("Klik op **Bewaar** of op **Bewaar\n   alles maar**.", words_on_screen()) == [
        "Bewaar alles maar"
    ]


def test_planted_missing_page_is_found():
    assert missing_pages("Ga naar `/kringen/` of naar `/kringetjes/`.") == ["/kringetjes/"]


def test_each_role_has_its_manual_and_the_index_leads_there():
    linked = {link.partition("#")[0] for link in LINK.findall((MANUALS / "README.md").read_text(encoding="utf-8"))}

    assert {path.name for path in MANUALS.glob("*.md")} == ROLES | {"README.md"}
    assert linked >= ROLES


def test_pictures_are_used_described_and_light():
    used = dict(
        re.findall(
            r"!\[([^\]]*)\]\((?:\.\./|docs/)img/([^)]+)\)",
            "".join(path.read_text(encoding="utf-8") for path in documents()),
        )
    )
    pictures = list((ROOT / "docs" / "img").iterdir())

    assert set(used.values()) == {picture.name for picture in pictures}
    assert all(len(description) > 20 for description in used)
    assert {picture.name for picture in pictures if picture.stat().st_size > 200_000} == set()
