"""What the privacy guard finds in a set of Dutch snippets, and how often it warns for nothing."""

from collections import defaultdict
from dataclasses import dataclass

from bench import _sets, figure

NOTHING = "-"
BSN, RECALL, FALSE_ALARMS = 0.98, 0.85, 0.02


@dataclass(frozen=True)
class Verdict:
    """What the guard did with one part of the set."""

    found: dict[str, list[bool]]  # per kind, whether it warned
    missed: list[str]
    alarms: list[str]  # where it warned for nothing
    innocent: int

    @property
    def recall(self):
        answers = [answer for answers in self.found.values() for answer in answers]
        return _sets.share(sum(answers), len(answers))

    @property
    def false_alarms(self):
        return _sets.share(len(self.alarms), self.innocent)


def judge(part):
    from language.guard import find

    found, missed, alarms, innocent = defaultdict(list), [], [], 0
    for of, kind, text in _sets.read("privacy_guard"):
        if of != part:
            continue
        hits = find(text)
        if kind == NOTHING:
            innocent += 1
            alarms += [text] if hits else []
            continue
        found[kind].append(bool(hits))
        missed += [] if hits else [text]
    return Verdict(dict(found), missed, alarms, innocent)


def run():
    for part in ("tune", "first", "held"):
        verdict = judge(part)
        for kind, answers in verdict.found.items():
            value, goal = _sets.share(sum(answers), len(answers)), BSN if kind == "bsn" else None
            figure(
                f"privacy_guard.{part}.recall.{kind}",
                value,
                unit="share",
                goal=f">= {goal}" if goal else "none",
                ok=goal is None or value >= goal,
                baseline=f"{sum(answers)} of {len(answers)}",
            )
        figure(
            f"privacy_guard.{part}.recall",
            verdict.recall,
            unit="share",
            goal=f">= {RECALL}",
            ok=verdict.recall >= RECALL,
            baseline=f"{len(verdict.missed)} missed: {verdict.missed}",
        )
        figure(
            f"privacy_guard.{part}.false_alarms",
            verdict.false_alarms,
            unit="share",
            goal=f"<= {FALSE_ALARMS}",
            ok=verdict.false_alarms <= FALSE_ALARMS,
            baseline=f"{len(verdict.alarms)} of {verdict.innocent}: {verdict.alarms}",
        )
