"""Headless Chromium against the live server: script and accessibility break where the test client cannot see."""

import os
import shutil
import time
from pathlib import Path

import pytest
from django.db import connection
from playwright.sync_api import expect, sync_playwright

from tests.browser import camera
from tests.conftest import PortalClient
from tests.races import LONG
from tests.world import make_world

ROOT = Path(__file__).resolve().parent.parent.parent
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A camera that is not there, and no question whether it may be used.
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
]
# Sync playwright runs an event loop in this thread, which Django's ORM takes for async code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
# Milliseconds: more than a busy machine needs. What is there sooner is not waited for.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)


def go(button):
    """Press what leads to another page, and wait for that page: only then the portal did what was asked."""
    with button.page.expect_navigation():
        button.click()


@pytest.fixture(scope="session")
def browser(tmp_path_factory):
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not executable:
        message = "Geen Chromium op deze machine: apt-get install chromium"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    seen = tmp_path_factory.mktemp("camera") / "ticket.y4m"
    camera.film(seen)
    with sync_playwright() as playwright:
        flags = [*FLAGS, f"--use-file-for-fake-video-capture={seen}"]
        browser = playwright.chromium.launch(executable_path=executable, args=flags)
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def settled(transactional_db):
    """What a page sent last is done before the tables are emptied: the two would wait for each other's locks."""
    yield
    end = time.monotonic() + LONG
    busy = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state <> 'idle'"
    with connection.cursor() as cursor:
        while time.monotonic() < end:
            cursor.execute(f"{busy} AND pid <> pg_backend_pid()")
            if cursor.fetchone() == (0,):
                return
            time.sleep(0.02)


@pytest.fixture
def world(transactional_db, settings):
    # As in the demo: what is delivered comes to the mailbox page.
    settings.MAILERS = {**settings.MAILERS, "transport": {"BACKEND": "outbox.demo.MailboxBackend"}}
    return make_world(settings)


@pytest.fixture
def site(live_server, world):
    """The live server with the demo network in it."""
    return live_server.url


class Visit:
    """One browser window of one person."""

    def __init__(self, browser, url, **context):
        self.url = url
        # Without motion: what fades is for a moment of a colour that axe refuses.
        context = {"reduced_motion": "reduce", **context}
        self.context = browser.new_context(base_url=url, locale="nl-NL", **context)
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.new_page()
        self.problems = []
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on("request", lambda request: self._note_request(request, url))

    def _note(self, message):
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.problems.append(message.text)

    def _note_request(self, request, url):
        if not request.url.startswith((url, "blob:", "about:")):
            self.problems.append(f"request to another host: {request.url}")

    def log_in(self, user):
        """Be logged in, without the login page; see `click_in` for the way in that people take."""
        client = PortalClient()
        client.force_login(user)
        self.context.add_cookies(
            [{"name": name, "value": cookie.value, "url": self.url} for name, cookie in client.cookies.items()]
        )

    def click_in(self, user):
        """Log in with one click, as the demo offers."""
        self.page.goto("/inloggen/")
        go(self.page.get_by_role("button", name=f"Log in als {user.shown_name}"))

    def axe(self, only=None):
        """Return what axe finds on this page, or what these rules find: (rule, the first element that breaks it)."""
        self.page.wait_for_load_state()
        # Evaluated over the debugging protocol, which the page's CSP does not touch.
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE.read_text())
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        options = {"runOnly": only or tags, "resultTypes": ["violations"]}
        result = self.page.evaluate("options => axe.run(document, options)", options)
        return [(found["id"], found["nodes"][0]["html"][:200]) for found in result["violations"]]

    def overflow(self):
        """Return by how many pixels the page is wider than its window."""
        self.page.wait_for_load_state()
        return self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.fixture
def visit(browser, site):
    """Open a window: `visit()`, `visit(viewport={...}, color_scheme="dark", java_script_enabled=False)`."""
    visits = []

    def _visit(**context):
        visits.append(Visit(browser, site, **{"viewport": {"width": 1280, "height": 900}, **context}))
        return visits[-1]

    yield _visit
    for one in visits:
        one.context.close()
        assert one.problems == []
