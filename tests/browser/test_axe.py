"""A01 and A03 of shared standards: axe finds nothing on any page, in light and dark, wide and at 320 px."""

import pytest

from tests.browser.pages import pages

MODES = [(1280, "light"), (1280, "dark"), (320, "light"), (320, "dark")]


@pytest.mark.parametrize(("width", "scheme"), MODES)
@pytest.mark.parametrize("role", ["visitor", "leader", "coordinator"])
def test_pages_are_accessible(visit, world, role, width, scheme):
    window = visit(viewport={"width": width, "height": 800}, color_scheme=scheme)
    public = {name for name, _ in pages(world, "visitor")}
    if world.users[role]:
        window.log_in(world.users[role])

    found = {}
    for name, path in pages(world, role):
        if role != "visitor" and name in public:
            continue
        window.page.goto(path)
        if problems := window.axe():
            found[name] = problems
        if window.overflow() > 0:
            found[name] = [*found.get(name, []), ("wider than its window", f"{window.overflow()} px")]

    assert found == {}


def test_a_planted_hole_is_found(visit):
    window = visit()
    window.page.goto("/")
    window.page.evaluate("document.querySelector('main').innerHTML = '<img src=\"/x.png\"><button></button>'")

    rules = {rule for rule, _ in window.axe()}

    assert {"image-alt", "button-name"} <= rules
