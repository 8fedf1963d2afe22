"""A01 and A03 of shared standards: axe finds nothing on any page, in light and dark, wide and at 320 px."""

import pytest

from tests.browser.pages import pages

WIDTHS = [1280, 320]
UNREADABLE_IN_THE_DARK = """() => {
  const words = document.querySelector("main p").style
  matchMedia("(prefers-color-scheme: dark)").onchange = () => { words.color = "#333"; words.background = "#222" }
}"""


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("role", ["visitor", "leader", "coordinator"])
def test_pages_are_accessible(visit, world, role, width):
    window = visit(viewport={"width": width, "height": 800}, reduced_motion="reduce")
    public = {name for name, _ in pages(world, "visitor")}
    if world.users[role]:
        window.log_in(world.users[role])

    found = {}
    for name, path in pages(world, role):
        if role != "visitor" and name in public:
            continue
        window.page.emulate_media(color_scheme="light")
        window.page.goto(path)
        problems = window.axe()
        # Dark changes colours and nothing else.
        window.page.emulate_media(color_scheme="dark")
        problems += window.axe(only=["color-contrast"])
        if problems:
            found[name] = problems
        if window.overflow() > 0:
            found[name] = [*found.get(name, []), ("wider than its window", f"{window.overflow()} px")]

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
