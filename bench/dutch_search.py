"""Whether search finds Dutch as people write it, beside plain to_tsvector('dutch') on the same pairs of words."""

import os
from collections import defaultdict
from dataclasses import dataclass

from bench import ROOT, _sets, figure
from bench._house import own_database

# Kind of pair: at least this share found, or at most this share (of what must not be found).
GOALS = {"inflection": 0.9, "compound": 0.8, "not": 0.16}
LEAST_PAIRS = {"inflection": 75, "compound": 45, "not": 30}


@dataclass(frozen=True)
class Pair:
    kind: str
    part: str  # "tune" or "held"
    asked: str
    written: str


def pairs():
    """Return the pairs of bench/sets/dutch_search.txt; each kind in turn for tuning and held out."""
    counts, kind, found = defaultdict(int), "", []
    for line in (ROOT / "bench" / "sets" / "dutch_search.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("="):
            kind = line.strip("= ")
        elif "|" in line and not line.startswith("#"):
            asked, written = (side.strip() for side in line.split("|"))
            found.append(Pair(kind, "held" if counts[kind] % 2 else "tune", asked, written))
            counts[kind] += 1
    return found


def run():
    os.environ.update(DEMO="1", LOG_LEVEL="WARNING")
    with own_database():
        found = pairs()
        ours = {pair: ours_finds(pair) for pair in found}
        plain = {pair: plain_finds(pair) for pair in found}
        for kind, goal in GOALS.items():
            for part in ("tune", "held"):
                some = [pair for pair in found if (pair.kind, pair.part) == (kind, part)]
                tell(kind, part, goal, some, ours, plain)


def ours_finds(pair):
    """Ask PostgreSQL what the search page would ask it, of a text with this word alone."""
    from library.search.analysis import vector
    from library.search.queries import ask

    return answer("SELECT %s::tsvector @@ %s::tsquery", vector(pair.written), ask(pair.asked).term)


def plain_finds(pair):
    return answer("SELECT to_tsvector('dutch', %s) @@ plainto_tsquery('dutch', %s)", pair.written, pair.asked)


def answer(sql, *parameters):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchone()[0]


def tell(kind, part, goal, some, ours, plain):
    share, beside = (_sets.share(sum(found[pair] for pair in some), len(some)) for found in (ours, plain))
    is_wrong = kind == "not"
    missed = [f"{pair.asked}/{pair.written}" for pair in some if ours[pair] == is_wrong]
    figure(
        f"dutch_search.{part}.{'wrongly_found' if is_wrong else kind}",
        share,
        unit="share",
        goal=f"{'<=' if is_wrong else '>='} {goal}",
        ok=share <= goal if is_wrong else share >= goal,
        baseline=f"{beside} with to_tsvector('dutch'); {len(some)} pairs"
        + (f"; {'found' if is_wrong else 'missed'}: {', '.join(missed)}" if missed else ""),
    )
