"""Every page of a coalition with 18 coalitions and with 342: the same statements, and hardly more work."""

import datetime
import os
import statistics
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from bench import _coalitions, figure
from bench._coalitions import HERE
from bench._house import own_database, statement

ROUNDS, REPEATS = 7, 2
MOST_RATIO = 1.3
MOST_MATRIX = 3
MATRICES = ("agreement_matrix", "intervention_list")

CIRCLE = f"coalitie-{HERE}"
# role: pages, each (name, path); {agreement}, {point}, {person} and {declaration} are of the coalition itself.
PAGES = {
    "visitor": (
        ("map", "/"),
        ("coalition_list", "/coalities/"),
        ("coalition_public", f"/coalities/{HERE}/"),
    ),
    "leider": (
        ("home", "/"),
        ("coalition_detail", f"/coalities/{HERE}/"),
        ("partner_list", f"/coalities/{HERE}/partners/"),
        ("circle_detail", f"/kringen/{CIRCLE}/"),
        ("plan_list", f"/werkagenda/{CIRCLE}/"),
        ("plan_board", f"/werkagenda/{CIRCLE}/bord/"),
        ("plan_timeline", f"/werkagenda/{CIRCLE}/tijdlijn/"),
        ("plan_year", f"/werkagenda/{CIRCLE}/jaarplan/"),
        ("point_detail", f"/werkagenda/{CIRCLE}/{{point}}/"),
        ("my_points", "/mijn-actiepunten/"),
        ("agreement_list", f"/coalities/{HERE}/afspraken/"),
        ("agreement_detail", f"/coalities/{HERE}/afspraken/{{agreement}}/"),
        ("agreement_history", f"/coalities/{HERE}/afspraken/{{agreement}}/geschiedenis/"),
        ("declaration_list", f"/coalities/{HERE}/verklaring/"),
        ("use_list", f"/coalities/{HERE}/interventies/"),
        ("use_edit", f"/coalities/{HERE}/interventies/voorzorg/"),
        ("budget_list", f"/coalities/{HERE}/geld/"),
        ("documents_of_circle", f"/bibliotheek/kring/{CIRCLE}/"),
        ("document_list", "/bibliotheek/"),
        ("start_package", "/startpakket/"),
        ("reviews", "/klopt-dit-nog/"),
    ),
    "bezoeker": (
        ("coalition_as_member", f"/coalities/{HERE}/"),
        ("agreement_matrix", "/afspraken/"),
        ("agreement_compare", "/afspraken/vergelijken/?stap=noticing&coalitie=waadhoeke&coalitie=leeuwarden"),
        ("intervention_list", "/interventies/"),
        ("intervention_detail", "/interventies/voorzorg/"),
        ("organisation_list", "/sociale-kaart/"),
        ("organisation_search", "/sociale-kaart/?zoek=overal&gemeente=waadhoeke"),
        ("organisation_detail", "/sociale-kaart/org-national-1/"),
        ("person_list", "/mensen/"),
        ("person_detail", "/mensen/{person}/"),
    ),
    "aanjager": (
        ("home_coordinator", "/"),
        ("overview", "/overzicht/"),
        ("overview_sorted", "/overzicht/?op=-acties&let_op=te-laat"),
        ("support_detail", f"/overzicht/{HERE}/"),
        ("budget_overview", "/overzicht/geld/"),
        ("start_manage", "/startpakket/beheren/"),
        ("circle_list", "/kringen/"),
    ),
}


def run():
    """Make both sets in the same server, and ask each page of both in turn."""
    os.environ.update(DEMO="1", LOG_LEVEL="ERROR", DJANGO_SETTINGS_MODULE="bench._settings")
    with own_database(), copy_of_database() as small:
        from django.utils import timezone

        now = timezone.now().replace(hour=12) - datetime.timedelta(days=1)
        country = os.environ["DATABASE_URL"]
        sets = {"province": Set(small, "Fryslân", now), "country": Set(country, "", now)}
        for one in sets.values():
            one.fill()
        only = os.environ.get("ONLY", "").split()  # a few pages, for who is mending one
        for role, pages in PAGES.items():
            for name, path in pages:
                if not only or name in only:
                    measure(name, role, path, sets)


class Set:
    """A filled database, and somebody of each role who is logged in to it."""

    def __init__(self, url, province, now):
        self.name = urlsplit(url).path[1:]
        self.province, self.now = province, now

    def use(self):
        """Make it the database of this process."""
        from django.db import connection

        if connection.settings_dict["NAME"] != self.name:
            connection.close()
            connection.settings_dict["NAME"] = self.name

    def fill(self):
        from django.core.management import call_command
        from django.db import connection

        from actions.models import ActionPoint
        from coalitions.models import Agreement

        self.use()
        call_command("createcachetable")
        call_command("collectstatic", interactive=False, verbosity=0)
        filler = _coalitions.Filler(_coalitions.municipalities(province=self.province), self.now)
        filler.fill()
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")  # what PostgreSQL does by itself, a minute after so many rows
        at = [place.slug for place in filler.places].index(HERE)
        leader = filler.leaders[at]
        self.names = {
            "agreement": Agreement.objects.filter(coalition=filler.coalitions[at]).earliest("pk").pk,
            "point": ActionPoint.objects.filter(circle=filler.circles[at]).earliest("pk").pk,
            "person": leader.pk,
        }
        people = {"leider": leader, "bezoeker": filler.users[1], "aanjager": filler.users[0]}
        self.clients = {role: log_in(user) for role, user in {"visitor": None, **people}.items()}
        self.bare = bare_client(filler.users[1])

    def ask(self, role, path):
        """Ask once; return the seconds of work, and the answer."""
        client, address = self.clients[role], path.format(**self.names)
        began = work()
        response = client.get(address)
        seconds = work() - began
        assert response.status_code == 200, (path, response.status_code)
        return seconds, response

    def statements(self, role, path):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        self.use()
        self.ask(role, path)  # the first visit may fill caches
        with CaptureQueriesContext(connection) as queries:
            self.ask(role, path)
        return len(queries)

    def seconds(self, role, path):
        """The fastest of a few: what the work takes, without what the machine was doing besides."""
        self.use()
        self.ask(role, path)  # a new connection and a cold cache
        return min(self.ask(role, path)[0] for _ in range(REPEATS))

    def bare_seconds(self):
        """The same of the bare page of `bin/bench pages`: session, user, thirty rows."""
        self.use()
        found = []
        for _ in range(REPEATS + 1):
            began = work()
            assert self.bare.get("/kaal/").status_code == 200
            found.append(work() - began)
        return min(found[1:])


def work():
    """Return the seconds of processor that this process and its database took so far.

    On a machine that does other things too, this is stable where the time on the clock is not.
    """
    from django.db import connection

    connection.ensure_connection()
    backend = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return time.process_time() + int(backend.read_text().split()[0]) / 1e9


def measure(name, role, path, sets):
    province, country = sets.values()
    try:
        counts = [one.statements(role, path) for one in (province, country)]
    except Exception as error:
        figure(
            f"coalitions_scale.statements.{name}", -1, unit="", goal="answers", ok=False, baseline=repr(error)[:300]
        )
        return
    figure(
        f"coalitions_scale.statements.{name}",
        counts[1],
        unit="statements",
        goal="as many as with 18",
        ok=counts[0] == counts[1],
        baseline=f"{counts[0]} with 18 coalitions",
    )
    rounds = [(province.seconds(role, path), country.seconds(role, path)) for _ in range(ROUNDS)]
    ratio = statistics.median(large / little for little, large in rounds)
    little, large = (statistics.median(column) * 1000 for column in zip(*rounds, strict=True))
    is_matrix = name in MATRICES
    figure(
        f"coalitions_scale.time.{name}",
        round(ratio, 2),
        unit="ratio",
        goal="none: see matrix" if is_matrix else f"<= {MOST_RATIO}",
        ok=is_matrix or ratio <= MOST_RATIO,
        baseline=f"{little:.1f} ms with 18 coalitions, {large:.1f} ms with 342",
    )
    if is_matrix:
        measure_matrix(name, role, path, country)


def measure_matrix(name, role, path, country):
    rounds = [(country.bare_seconds(), country.seconds(role, path)) for _ in range(ROUNDS)]
    ratio = statistics.median(page / bare for bare, page in rounds)
    bare, page = (statistics.median(column) * 1000 for column in zip(*rounds, strict=True))
    size = len(country.ask(role, path)[1].content) / 1000
    figure(
        f"coalitions_scale.matrix.{name}",
        round(ratio, 2),
        unit="ratio",
        goal=f"<= {MOST_MATRIX}",
        ok=ratio <= MOST_MATRIX,
        baseline=f"bare page {bare:.1f} ms, the matrix of 342 {page:.1f} ms, {size:.0f} kB",
    )


def log_in(user):
    from django.test import Client
    from django.utils import timezone

    from members.accounts import demo, sessions

    client = Client(headers={"host": "localhost"})
    if user:
        client.force_login(user)
        session = client.session
        sessions.begin(session, timezone.now())
        session[demo.SESSION_KEY] = True
        session.save()
    return client


def bare_client(user):
    """A client that goes through Django's own middleware and nothing of ours."""
    from django.test import override_settings

    from bench._bare_settings import MIDDLEWARE

    client = log_in(user)
    with override_settings(MIDDLEWARE=MIDDLEWARE):
        client.handler.load_middleware()
    return client


@contextmanager
def copy_of_database():
    """Yield the URL of a second database with the same tables; gone afterwards."""
    from django.db import connection

    connection.close()
    url = os.environ["DATABASE_URL"]
    name = urlsplit(url).path[1:]
    server = urlunsplit(urlsplit(url)._replace(path="/postgres"))
    statement(server, f"CREATE DATABASE {{}} TEMPLATE {name}", f"{name}_small")
    try:
        yield urlunsplit(urlsplit(url)._replace(path=f"/{name}_small"))
    finally:
        statement(server, "DROP DATABASE {} WITH (FORCE)", f"{name}_small")
