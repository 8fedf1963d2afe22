"""Makes a picture of every page, per role, at 360 and 1280 px, light and dark, into var/shots. Run by bin/shots."""

import os

import pytest

from tests.access.rows import ROLES
from tests.browser.conftest import ROOT
from tests.browser.pages import pages

SHOTS = ROOT / "var" / "shots"
# Which pages, by the beginning of their name; nothing is every page.
WANTED = tuple(os.environ.get("PAGES", "").split()) or ("",)


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("role", os.environ.get("ROLES", " ".join(ROLES)).split())
def test_shoot(visit, world, role, width, scheme):
    window = visit(viewport={"width": width, "height": 800}, color_scheme=scheme)
    if world.users[role]:
        window.log_in(world.users[role])
    folder = SHOTS / role
    folder.mkdir(parents=True, exist_ok=True)
    for name, path in pages(world, role):
        if not name.startswith(WANTED):
            continue
        window.page.goto(path)
        window.page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=True)
