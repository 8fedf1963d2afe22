"""Results of a round with 342 coalitions, 12 rounds and 60 questions: the same statements as with 18, 3 and 12.

Beside two bare pages: of the same kind (bench/_same_kind.py: the same reading, all of it printed flat), which the goal
is about, and the one of thirty rows. `first`: for the first who looks at these numbers, with every drawing made anew.
The counts of the closed rounds are kept (surveys/results/keeping.py); `keep` says how long that takes of one round.
"""

import datetime
import os
import statistics

from bench import figure
from bench._coalitions import municipalities
from bench._house import own_database
from bench._loop import NetworkFiller
from bench.coalitions_scale import REPEATS, Set, bare_client, copy_of_database, log_in, work

ROUNDS = 7
MOST_RATIO = 4
SECTIONS = 6
# (province, rounds, questions)
SMALL, LARGE = ("Fryslân", 3, 12), ("", 12, 60)
KINDS = ("scale", "ten", "one", "many", "yes_no", "long")
# Of every kind an answer by chance; n is a number from 0 to 99.
VALUE = """
CASE kind
  WHEN 'scale' THEN to_jsonb(n %% 6) WHEN 'ten' THEN to_jsonb(1 + n %% 10) WHEN 'one' THEN to_jsonb(1 + n %% 3)
  WHEN 'many' THEN CASE WHEN n %% 2 = 0 THEN '[1, 3]'::jsonb ELSE '[2]'::jsonb END
  WHEN 'yes_no' THEN jsonb_build_object('answer', n %% 2, 'why',
    CASE WHEN n %% 5 = 0 THEN 'Omdat het helpt' ELSE '' END)
  WHEN 'number' THEN to_jsonb(n::text) WHEN 'date' THEN '"2026-11-22"'::jsonb
  WHEN 'matrix' THEN jsonb_build_object('1', n %% 6, '2', (n + 1) %% 6, '3', (n + 2) %% 6)
  ELSE to_jsonb('Wij merken dat ouders het fijn vinden, nummer ' || n)
END
"""
ANSWERS = f"""
INSERT INTO surveys_answer (sheet_id, question_id, value, how, version, changed_at)
SELECT sheet, question, {VALUE}, 'new', 1, %s FROM (
  SELECT s.id AS sheet, q.id AS question, q.kind, (s.id * 7 + q.id * 13 + s.id * q.id) %% 100 AS n
  FROM surveys_sheet s CROSS JOIN surveys_question q
) AS asked
"""


def run():
    os.environ.update(DEMO="1", LOG_LEVEL="ERROR", DJANGO_SETTINGS_MODULE="bench._settings")
    with own_database(), copy_of_database() as small:
        from django.utils import timezone

        now = timezone.now().replace(hour=12) - datetime.timedelta(days=1)
        sets = [ResultsSet(small, now, SMALL), ResultsSet(os.environ["DATABASE_URL"], now, LARGE)]
        for one in sets:
            one.fill()
        figure(
            "results_scale.keep",
            round(sets[1].keep_seconds, 2),
            unit="seconds a round",
            goal="none",
            ok=True,
            baseline="once, after a round closed; in processor time",
        )
        page, bare = "/enquetes/{round}/resultaten/", "/kaal/resultaten/{round}/"
        measure("round", "aanjager", (page, bare), sets)
        measure("round_of_circle", "bezoeker", (page, bare), sets)
        measure("question", "bezoeker", (f"{page}vragen/{{question}}/", f"{bare}{{question}}/"), sets)


class ResultsSet(Set):
    """A network with rounds that every coalition answered and that were given back."""

    def __init__(self, url, now, size):
        super().__init__(url, size[0], now)
        self.size = size

    def fill(self):
        from django.core.management import call_command
        from django.db import connection

        self.use()
        call_command("createcachetable")
        call_command("collectstatic", interactive=False, verbosity=0)
        network = NetworkFiller(municipalities(province=self.province), self.now)
        network.fill()
        self.names = self.make_rounds(network)
        with connection.cursor() as cursor:
            cursor.execute(ANSWERS, [self.now])
            cursor.execute("VACUUM ANALYZE")
        self.keep()
        reader = self.make_reader(network)
        people = {"aanjager": network.users[0], "bezoeker": reader}
        self.clients = {role: log_in(user) for role, user in people.items()}
        self.bare_clients = {role: bare_client(user) for role, user in people.items()}
        self.bare = self.bare_clients["bezoeker"]

    def keep(self):
        from django.db import connection
        from django.utils import timezone

        from surveys.results import keeping

        began = work()
        keeping.keep_due(timezone.now())
        self.keep_seconds = (work() - began) / self.size[1]
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE surveys_keptcount")

    def make_rounds(self, network):
        from surveys.models import Instrument, Question, Round, Section, Sheet, Version

        _, rounds, questions = self.size
        instrument = Instrument.objects.create(title="Meting", purpose="Om te weten.", owner=network.users[0])
        version = Version.objects.create(instrument=instrument, number=1)
        sections = Section.objects.bulk_create(
            Section(instrument_version=version, position=n, title=f"Deel {n}", changed_at=self.now)
            for n in range(1, SECTIONS + 1)
        )
        asked = Question.objects.bulk_create(
            Question(
                section=sections[n % SECTIONS],
                **{"position": n // SECTIONS + 1, "kind": (kind := KINDS[(n + n // SECTIONS) % len(KINDS)])},
                text=f"Vraag {n}?",
                options="een\ntwee\ndrie" if kind in ("one", "many") else "",
                scale="extent" if kind == "scale" else "",
            )
            for n in range(questions)
        )
        Version.objects.filter(pk=version.pk).update(frozen_at=self.now)
        made = Round.objects.bulk_create(self.round(version, number) for number in range(rounds))
        Sheet.objects.bulk_create(
            Sheet(round=one, mode="joint", circle=circle, submitted_at=one.closed_at)
            for one in made
            for circle in network.circles
        )
        return {"round": made[0].pk, "question": asked[0].pk}

    def round(self, version, number):
        from surveys.models import Round

        began = self.now - datetime.timedelta(days=20 + 30 * number)
        ended = began + datetime.timedelta(days=10)
        return Round(
            **{"instrument_version": version, "title": f"Meting {number}", "mode": "joint", "audience": "coalitions"},
            **{"opens_at": began, "confirmed_at": began, "opened_at": began, "changed_at": began},
            **{"closes_at": ended, "closed_at": ended, "released_at": ended},
        )

    def make_reader(self, network):
        """Somebody of one coalition, who sees it beside all others."""
        from members.models import Membership

        reader = network.users[1]
        Membership.objects.create(circle=network.circles[0], user=reader, since=self.now.date())
        return reader

    def first_seconds(self, role, path):
        """Of somebody who looks at numbers that nobody looked at since the portal started."""
        from surveys.results import forms
        from surveys.templatetags import giving_back, results

        for cache in (forms._read, giving_back._drawn, results._drawn):
            cache.cache_clear()
        return self.ask(role, path)[0]

    def same_kind_seconds(self, role, path):
        self.use()
        found = []
        for _ in range(REPEATS + 1):
            began = work()
            assert self.bare_clients[role].get(path.format(**self.names)).status_code == 200
            found.append(work() - began)
        return min(found[1:])


def measure(name, role, paths, sets):
    little, large = sets
    path, bare = paths
    counts = [one.statements(role, path) for one in sets]
    figure(
        f"results_scale.statements.{name}",
        counts[1],
        unit="statements",
        goal="as many as with a small set",
        ok=counts[0] == counts[1],
        baseline=f"{counts[0]} with {SMALL[1]} rounds of {SMALL[2]} questions",
    )
    asked = {
        "bare": lambda: large.bare_seconds(),
        "same": lambda: large.same_kind_seconds(role, bare),
        "small": lambda: little.seconds(role, path),
        "page": lambda: large.seconds(role, path),
        "first": lambda: large.first_seconds(role, path),
    }
    rounds = [{what: ask() for what, ask in asked.items()} for _ in range(ROUNDS)]
    took = {what: statistics.median(one[what] for one in rounds) * 1000 for what in asked}
    said = ", ".join(f"{what} {took[what]:.1f} ms" for what in asked)
    for what, of, beside in (("time", "page", "same"), ("first", "first", "same"), ("of_thirty_rows", "page", "bare")):
        ratio = statistics.median(one[of] / one[beside] for one in rounds)
        is_goal = what == "time"
        figure(
            f"results_scale.{what}.{name}",
            round(ratio, 2),
            unit="ratio",
            goal=f"<= {MOST_RATIO}" if is_goal else "none",
            ok=ratio <= MOST_RATIO or not is_goal,
            baseline=said,
        )
