"""A01 and A03 of shared standards: axe finds nothing on any page, in light and dark, wide and at 320 px."""

from itertools import islice

import pytest

from tests.browser.pages import pages

# Wide in light, narrow in dark: every rule twice on every page, and no page is fetched for it twice.
LOOKS = (({"width": 1280, "height": 800}, "light"), ({"width": 320, "height": 800}, "dark"))
# A rule of the style sheet and not a listener: that would be called a frame later, after axe has looked.
UNREADABLE_IN_THE_DARK = """() => document.styleSheets[0].insertRule(
  "@media (prefers-color-scheme: dark) { main p { color: #333 !important; background: #222 !important } }"
)"""


# Many pages in parts, so that the workers share them and none is still busy when the others are done.
PARTS = {"visitor": 1, "leader": 3, "coordinator": 4}


# Not measured: each page has its own tests, and measuring takes a third more time.
@pytest.mark.no_cover
@pytest.mark.parametrize(("role", "part"), [(role, part) for role, parts in PARTS.items() for part in range(parts)])
def test_pages_are_accessible(visit, world, role, part):
    window = visit()
    public = {name for name, _ in pages(world, "visitor")}
    if world.users[role]:
        window.log_in(world.users[role])

    found = {}
    for name, path in islice(pages(world, role), part, None, PARTS[role]):
        if role != "visitor" and name in public:
            continue
        window.page.goto(path)
        problems = []
        for size, colours in LOOKS:
            window.page.set_viewport_size(size)
            window.page.emulate_media(color_scheme=colours)
            problems += window.axe()
            if window.overflow() > 0:
                problems.append(("wider than its window", f"{window.overflow()} px"))
        if problems:
            found[name] = problems

    assert found == {}


def test_dark_is_looked_at_too(visit):
    window = visit(color_scheme="light")
    window.page.goto("/")
    window.page.evaluate(UNREADABLE_IN_THE_DARK)

    assert window.axe() == []
    window.page.emulate_media(color_scheme="dark")

    assert [rule for rule, _ in window.axe(only=["color-contrast"])] == ["color-contrast"]


def test_a_planted_hole_is_found(visit):
    window = visit()
    window.page.goto("/")
    window.page.evaluate("document.querySelector('main').innerHTML = '<img src=\"/x.png\"><button></button>'")

    rules = {rule for rule, _ in window.axe()}

    assert {"image-alt", "button-name"} <= rules
