"""The loop with twenty times as much in it: the same statements, and a list about as fast as a bare page.

The rate is a share of the requests per second of a bare page of the same kind, with the same rows: see _same_kind.
`work` is the same share in processor time, for a machine that does other things too.
`rate_plain` is for who wants to know: a share of a bare page that asks one trivial query.
"""

import os
import statistics

from bench import figure
from bench._coalitions import HERE, municipalities
from bench._house import own_database
from bench._loop import LARGE, SMALL, LoopFiller, NetworkFiller
from bench._work import share_of_work
from bench.coalitions_scale import Set, bare_client, copy_of_database, log_in, work
from bench.pages import requests_per_second, server, share

ROUNDS, REPEATS = 7, 2
LEAST_SHARE = 0.5
MOST_SIMILAR = 1.5
TEXT = "Ouders zeggen de kraamzorg af omdat de eigen bijdrage te hoog is, vooral in kleine dorpen"

PAGES = (
    ("list", "/knelpunten/"),
    ("list_filtered", f"/knelpunten/?gemeente={HERE}"),
    ("bottleneck", "/knelpunten/{bottleneck}/"),
    ("chain_bottleneck", "/keten/knelpunt/{bottleneck}/"),
    ("chain_table", "/keten/thematafel/{table}/"),
    ("chain_plan", "/keten/tafelplan/{plan}/"),
    ("chain_decision", "/keten/besluit/{decision}/"),
    ("chain_block", "/keten/bouwsteen/{block}/"),
    ("chain_adoption", "/keten/gebruik/{adoption}/"),
    ("blocks", "/bouwstenen/"),
    ("matrix", "/bouwstenen/gemeenten/"),
    ("results", "/opbrengst/"),
)


def run():
    """Fill two databases with 342 coalitions each, one with a small loop and one with a large one."""
    os.environ.update(DEMO="1", LOG_LEVEL="ERROR", DJANGO_SETTINGS_MODULE="bench._settings")
    with own_database(), copy_of_database() as small:
        from django.core.management import call_command
        from django.utils import timezone

        now = timezone.now().replace(hour=12)
        large = os.environ["DATABASE_URL"]
        sets = [LoopSet(small, now, SMALL), LoopSet(large, now, LARGE)]
        for one in sets:
            one.fill()
        call_command("collectstatic", interactive=False, verbosity=0)
        only = os.environ.get("ONLY", "").split()  # a few pages, for who is mending one
        for name, path in PAGES:
            if not only or name in only:
                compare_statements(name, path, sets)
        sets[1].use()
        share_of_work("loop_scale.work.list", sets[1].clients["bezoeker"], sets[1].bare, "/knelpunten/", LEAST_SHARE)
        measure_rate(sets[1])
        measure_similar(sets[1])


class LoopSet(Set):
    """A network of the whole country with a loop of a given size in it."""

    def __init__(self, url, now, size):
        super().__init__(url, "", now)
        self.size = size

    def fill(self):
        from django.core.management import call_command
        from django.db import connection

        self.use()
        call_command("createcachetable")
        network = NetworkFiller(municipalities(province=""), self.now)
        network.fill()
        loop = LoopFiller(network, self.size)
        loop.fill()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        self.names = loop.names
        self.clients = {"bezoeker": log_in(network.users[1])}
        self.bare = bare_client(network.users[1])


def compare_statements(name, path, sets):
    """Where a page does not answer, the figure says so and the others still come."""
    try:
        counts = [one.statements("bezoeker", path) for one in sets]
    except Exception as error:
        figure(f"loop_scale.statements.{name}", -1, unit="", goal="answers", ok=False, baseline=repr(error)[:300])
        return
    small, large = sets
    rounds = [(small.seconds("bezoeker", path), large.seconds("bezoeker", path)) for _ in range(3)]
    little, much = (statistics.median(column) * 1000 for column in zip(*rounds, strict=True))
    figure(
        f"loop_scale.statements.{name}",
        counts[1],
        unit="statements",
        goal="as many as with a small loop",
        ok=counts[0] == counts[1],
        baseline=f"{counts[0]} with {SMALL.bottlenecks} bottlenecks; {little:.1f} ms there, {much:.1f} ms with "
        f"{LARGE.bottlenecks}",
    )


def measure_similar(large):
    """What a text that somebody is typing costs, against the list: the answer alone, without a page around it."""
    from themetables.bottlenecks.similar import similar

    def seconds():
        large.use()
        similar(TEXT)  # a new connection
        found = []
        for _ in range(REPEATS):
            began = work()
            assert similar(TEXT), "nothing is like it"
            found.append(work() - began)
        return min(found)

    rounds = [(large.seconds("bezoeker", "/knelpunten/"), seconds()) for _ in range(ROUNDS)]
    ratio = statistics.median(similar_seconds / page for page, similar_seconds in rounds)
    page, one = (statistics.median(column) * 1000 for column in zip(*rounds, strict=True))
    figure(
        "loop_scale.similar",
        round(ratio, 2),
        unit="ratio",
        goal=f"<= {MOST_SIMILAR}",
        ok=ratio <= MOST_SIMILAR,
        baseline=f"the list {page:.1f} ms, what is like a text {one:.1f} ms",
    )


def measure_rate(large):
    """Requests a second of the list, as a share of the bare pages, on servers as in production."""
    from django.conf import settings

    large.use()
    cookie = f"{settings.SESSION_COOKIE_NAME}={large.clients['bezoeker'].cookies[settings.SESSION_COOKIE_NAME].value}"
    with server("bench._bare_settings") as bare, server("bench._settings") as ours:
        pages = (bare, "/kaal/"), (bare, "/kaal/knelpunten/"), (ours, "/knelpunten/")
        rounds = [
            [requests_per_second(port, path, cookie) for port, path in pages]
            for _ in range(ROUNDS + 1)  # the first round warms up
        ][1:]
    plain, same, rates = zip(*rounds, strict=True)
    share("loop_scale.rate.list", rates, same, LEAST_SHARE)
    share("loop_scale.rate_plain.list", rates, plain)
