"""How fast the public pages are, against a bare Django page on the same machine, workers and database."""

import gzip
import http.client
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import threading
import time
from contextlib import closing, contextmanager

from bench import ROOT, figure
from bench._house import own_database

ROUNDS = 7
SECONDS = 2.0  # per page and round
CLIENTS = 4
GOAL = 0.60
MOST_STATEMENTS = 6
MOST_REQUESTS, MOST_KB, MOST_KB_CSS, MOST_KB_JS = 5, 60, 25, 15
MAP, COALITION = "/", "/coalities/waadhoeke/"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]


def run():
    if not (ROOT / "static" / "dist").exists():
        sys.exit("De stijl is er nog niet. Draai eerst bin/assets (bin/start doet dat ook).")
    os.environ.update(DEMO="1", LOG_LEVEL="WARNING")
    with own_database():
        fill()
        count_statements()
        with server("bench._bare_settings") as bare, server("bench._settings") as ours:
            measure_speed(bare, ours, member_cookie())
            measure_first_view(ours)


def fill():
    from django.core.management import call_command

    call_command("createcachetable")
    call_command("load_network", verbosity=0)
    call_command("seed_demo", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def member_cookie():
    """Return the cookie of a member of the demo who is logged in."""
    from django.conf import settings

    return f"{settings.SESSION_COOKIE_NAME}={member_client().cookies[settings.SESSION_COOKIE_NAME].value}"


def member_client():
    from django.test import Client

    from members.accounts import demo
    from members.models import User

    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.get(email="lid@demo.invalid"))
    session = client.session
    session[demo.SESSION_KEY] = True
    session.save()
    return client


def count_statements():
    """Count for the map and for every coalition: a count that grows with the rows shows here."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from coalitions.models import Coalition

    visitor = Client(headers={"host": "localhost"})
    coalitions = [coalition.get_absolute_url() for coalition in Coalition.objects.all()]
    # A member's page has more on it; its figure is there to be seen, the goal is about what is public.
    for name, client, paths, most in [
        ("map", visitor, [MAP], MOST_STATEMENTS),
        ("coalition", visitor, coalitions, MOST_STATEMENTS),
        ("coalition_as_member", member_client(), coalitions, None),
    ]:
        counts = []
        for path in paths:
            client.get(path)  # the first visit may fill caches
            with CaptureQueriesContext(connection) as queries:
                assert client.get(path).status_code == 200, path
            counts.append(len(queries))
        figure(
            f"pages.statements.{name}",
            max(counts),
            unit="statements",
            goal=f"<= {most}, constant" if most else "constant",
            ok=max(counts) <= (most or max(counts)) and min(counts) == max(counts),
            baseline=f"{min(counts)} to {max(counts)} over {len(paths)} pages",
        )


@contextmanager
def server(settings):
    """Yield the port of a gunicorn as in production, on loopback."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": settings,
        "WEB_BIND": f"127.0.0.1:{port}",
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "gunicorn", "kansrijkestart.wsgi"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        for _attempt in range(300):
            with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=5)) as connection:
                try:
                    connection.request("GET", "/gezond/leeft")
                    if connection.getresponse().status == 200:
                        break
                except OSError:
                    time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def measure_speed(bare, ours, cookie):
    pages = {
        "baseline": (bare, "/kaal/", cookie),
        "map": (ours, MAP, ""),
        "coalition": (ours, COALITION, ""),
        "coalition_as_member": (ours, COALITION, cookie),
    }
    rates = {name: [] for name in pages}
    for turn in range(ROUNDS + 1):  # the first round warms up
        for name, page in pages.items():
            rate = requests_per_second(*page)
            if turn:
                rates[name].append(rate)
    base = rates.pop("baseline")
    for name, found in rates.items():
        share(f"pages.speed.{name}", found, base, None if name.endswith("member") else GOAL)


def requests_per_second(port, path, cookie):
    """Ask as fast as the server answers, over a few connections that stay open."""
    counts = []
    until = time.perf_counter() + SECONDS

    def client():
        count = 0
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
            while time.perf_counter() < until:
                connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
                response = connection.getresponse()
                response.read()
                assert response.status == 200, (path, response.status)
                count += 1
        counts.append(count)

    threads = [threading.Thread(target=client) for _ in range(CLIENTS)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SECONDS + 15)
    assert len(counts) == CLIENTS, "a client got no answer"
    return sum(counts) / (time.perf_counter() - began)


def share(name, rates, base, goal=None):
    """Print how many requests a second are answered as a share of `base`, measured in the same rounds."""
    ratios = [rate / other for rate, other in zip(rates, base, strict=True)]
    ratio = statistics.median(ratios)
    figure(
        name,
        round(ratio, 2),
        unit="ratio",
        goal=f">= {goal}" if goal else "none",
        ok=goal is None or ratio >= goal,
        baseline=f"{statistics.median(base):.0f} requests/s there; {statistics.median(rates):.0f} here; "
        f"ratios {min(ratios):.2f} to {max(ratios):.2f}",
    )


def measure_first_view(port):
    """Open the two pages in a browser that was never here, and weigh what comes."""
    from playwright.sync_api import sync_playwright

    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        sys.exit("Geen Chromium op deze machine: apt-get install chromium")
    site = f"http://127.0.0.1:{port}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for name, path in (("map", MAP), ("coalition", COALITION)):
            responses = []
            page = browser.new_context().new_page()
            page.on("response", lambda response, found=responses: found.append(response))
            page.goto(site + path, wait_until="networkidle")
            weigh(name, site, [(response.url, response.body()) for response in responses])
        browser.close()


def weigh(name, site, files):
    sizes = [(url, weight(url, body)) for url, body in files]
    figures = {
        "requests": (len(files), MOST_REQUESTS, "requests"),
        "kb": (total(sizes), MOST_KB, "kB gzip"),
        "kb_css": (total(sizes, ".css"), MOST_KB_CSS, "kB gzip"),
        "kb_js": (total(sizes, ".js"), MOST_KB_JS, "kB gzip"),
        "other_hosts": (sum(not url.startswith(site) for url, _ in files), 0, "requests"),
    }
    listed = ", ".join(f"{re.sub(r'.*/', '', url) or 'html'} {size / 1000:.1f}" for url, size in sizes)
    for key, (value, most, unit) in figures.items():
        figure(
            f"pages.first_view.{name}.{key}", value, unit=unit, goal=f"<= {most}", ok=value <= most, baseline=listed
        )


def weight(url, body):
    """Return bytes over the line; a font is packed already."""
    return len(body) if url.endswith(".woff2") else len(gzip.compress(body))


def total(sizes, ending=""):
    return round(sum(size for url, size in sizes if url.endswith(ending)) / 1000, 1)
