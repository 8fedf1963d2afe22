"""Whether "lijkt op ..." finds the same bottleneck in other words, beside plain to_tsvector('dutch'); and how fast."""

import os
import random
import statistics
import time
from dataclasses import dataclass

from bench import _sets, figure
from bench._house import own_database

LIMIT = 5
MANY = 2000
GOAL_TIME = 1.5  # times the list page

PLAIN = """
SELECT what_happens FROM themetables_bottleneck, to_tsquery('dutch', %(query)s) AS query
WHERE to_tsvector('dutch', what_happens) @@ query
ORDER BY ts_rank(to_tsvector('dutch', what_happens), query) DESC, id LIMIT %(limit)s
"""


@dataclass(frozen=True)
class Verdict:
    """How a way of looking does on one part of the set."""

    same: int  # pairs that are the same
    found: int  # of those, shown
    first: int  # of those, shown at the top
    wrong: int  # pairs that differ, shown all the same

    @property
    def recall(self):
        return _sets.share(self.found, self.same)

    @property
    def precision(self):
        return _sets.share(self.found, self.found + self.wrong)


def judge(part, look):
    """Ask `look` for what is like the first text of each pair, and see whether the other one is among it."""
    same = found = first = wrong = 0
    for of, is_same, one, other in _sets.pairs():
        if of != part:
            continue
        shown = look(one)
        same += is_same
        found += is_same and other in shown
        first += is_same and shown[:1] == [other]
        wrong += not is_same and other in shown
    return Verdict(same, found, first, wrong)


def run():
    os.environ.update(DEMO="1", LOG_LEVEL="WARNING")
    with own_database():
        fill([other for _part, _same, _one, other in _sets.pairs()])
        for part in ("tune", "held"):
            ours, plain = judge(part, ours_look), judge(part, plain_look)
            tell(part, ours, plain)
        measure_time()


def fill(texts):
    from django.utils import timezone

    from language.words import analyse
    from themetables.models import Bottleneck

    now = timezone.now()
    Bottleneck.objects.bulk_create(
        Bottleneck(
            title=text[:120],
            what_happens=text,
            named_at=now,
            state_since=now,
            words=sorted(set(analyse(text))),
        )
        for text in texts
    )


def ours_look(text):
    from themetables.bottlenecks.similar import similar

    return [one.what_happens for one in similar(text, limit=LIMIT)]


def plain_look(text):
    """Any word of the text, ranked as PostgreSQL does."""
    from django.db import connection

    from language.words import words

    with connection.cursor() as cursor:
        cursor.execute(
            PLAIN, {"query": " | ".join(f"'{word.replace(chr(39), '')}'" for word in words(text)), "limit": LIMIT}
        )
        return [text for (text,) in cursor.fetchall()]


def tell(part, ours, plain):
    goals = {"recall": 0.8, "precision": 0.5} if part == "tune" else {"recall": 0.5, "precision": 0.45}
    for name, goal in goals.items():
        value = getattr(ours, name)
        figure(
            f"similar.{part}.{name}",
            value,
            unit="share",
            goal=f">= {goal}",
            ok=value >= goal,
            baseline=f"{getattr(plain, name)} with to_tsvector('dutch'), any word, ts_rank",
        )
    figure(
        f"similar.{part}.first",
        _sets.share(ours.first, ours.same),
        unit="share",
        goal="none",
        ok=True,
        baseline=f"{_sets.share(plain.first, plain.same)} with to_tsvector('dutch'); "
        f"of {ours.same} pairs that differ {ours.wrong} shown here, {plain.wrong} there",
    )


def measure_time():
    from django.core.management import call_command
    from django.urls import reverse

    from bench.pages import member_client
    from themetables.models import Bottleneck

    Bottleneck.objects.all().delete()  # the demo brings its own
    call_command("createcachetable")
    call_command("load_network", verbosity=0)
    call_command("seed_demo", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    sentences = [part for _part, _same, *texts in _sets.pairs() for text in texts for part in text.split(". ")]
    chance = random.Random(7)
    fill([". ".join(chance.sample(sentences, 4)) for _ in range(MANY)])
    client, asked = member_client(), [one for _part, _same, one, _other in _sets.pairs()]
    page = median(lambda turn: client.get(reverse("themetables:bottleneck_list")))
    ours = median(lambda turn: ours_look(asked[turn]))
    figure(
        "similar.time",
        round(ours / page, 2),
        unit="times the list page",
        goal=f"< {GOAL_TIME}",
        ok=ours < GOAL_TIME * page,
        baseline=f"list page {page * 1000:.1f} ms, similar {ours * 1000:.1f} ms, {MANY} bottlenecks, medians of 25",
    )


def median(act):
    taken = []
    for turn in range(30):
        start = time.perf_counter()
        act(turn)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken[5:])  # the first ones fill caches
