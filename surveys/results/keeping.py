"""Counts that are kept: a round that closed never changes, so it is counted once.

The timetable keeps what is closed, within a minute and not in the transaction that closes: nobody may be kept from
closing by a count. Until then, and when the database took the counts away because an answer changed all the same
(migration 0062), pages count the answers themselves.
"""

from collections import defaultdict
from dataclasses import astuple

from django.db import transaction
from django.db.models import Exists, OuterRef

from surveys.models import KeptCount, Kind, Question, Round
from surveys.one_by_one import one_by_one
from surveys.results import counting, texts
from surveys.results.counting import WHY, Band, Counts


def counted(rounds, *, questions=None, circle=None) -> dict:
    """Return Counts by (round, question): what was kept, and what was not kept counted now.

    With the numbers of a circle beside it. At most five statements, for all rounds together.
    """
    found = defaultdict(Counts, _kept([one for one in rounds if one.closed_at], questions))
    there = {pk for pk, _ in found}
    if live := [one for one in rounds if one.pk not in there]:
        found.update(counting.count(live, questions=questions))
    if circle is not None:
        counting.put_own(found, rounds, circle, questions=questions)
    return found


def means_of_circles(one_round, question, hidden) -> dict:
    """Return the mean by circle of one question, but of those that are hidden."""
    means = KeptCount.objects.filter(round=one_round, question=question).values_list("means", flat=True)
    kept = means.first() if one_round.closed_at else None
    rows = _means([one_round], [question])[one_round.pk, question.pk] if kept is None else kept
    return {circle: mean for item, circle, mean in rows if item == "" and circle not in hidden}


def keep(one_round: Round) -> None:
    """Count a round that is closed, and keep that. For who holds the round."""
    counts, means, first = counting.count([one_round]), _means([one_round]), texts.first(one_round)
    asked = Question.objects.filter(section__instrument_version=one_round.instrument_version_id)
    rows = []
    for pk, kind in asked.values_list("pk", "kind"):
        of_question = counts[one_round.pk, pk]
        may_be_read = (WHY if kind == Kind.YES_NO else "") not in of_question.too_few
        shown = [row for row in means[one_round.pk, pk] if row[1] not in of_question.hidden.get(row[0], ())]
        read = first.get(pk, []) if may_be_read else []
        rows.append(
            KeptCount(round=one_round, question_id=pk, counts=packed(of_question), means=shown, first_texts=read)
        )
    KeptCount.objects.bulk_create(rows)


def keep_due(now) -> list[int]:
    """Keep what is closed and not kept; return which rounds. May run twice, or beside itself."""
    due = _not_kept().filter(closed_at__lte=now).order_by("pk")
    return one_by_one("keep", list(due.values_list("pk", flat=True)), keep_missing)


@transaction.atomic
def keep_missing(pk: int) -> bool:
    """Keep one round, if nobody else did."""
    one_round = hold(pk)
    if one_round is not None:
        keep(one_round)
    return one_round is not None


def hold(pk: int) -> Round | None:
    """Hold a round that has to be kept; whoever changes an answer of it waits, or is waited for (migration 0062)."""
    Round.objects.select_for_update(no_key=True).filter(pk=pk).first()
    return _not_kept().filter(pk=pk).first()


def packed(counts: Counts) -> dict:
    """Return it as JSON can say it: rows, because no answer (None) is no key."""
    return {
        "numbers": [[item, code, number] for item, codes in counts.numbers.items() for code, number in codes.items()],
        "bands": [[item, *astuple(band)[:4]] for item, band in counts.bands.items()],
        "hidden": [[item, list(circles)] for item, circles in counts.hidden.items()],
        "too_few": list(counts.too_few),
    }


def unpacked(kept: dict, first_texts: list) -> Counts:
    counts = Counts(
        first_texts=first_texts,
        bands={item: Band(*numbers) for item, *numbers in kept["bands"]},
        hidden={item: set(circles) for item, circles in kept["hidden"]},
        too_few=set(kept["too_few"]),
    )
    for item, code, number in kept["numbers"]:
        counts.numbers[item][code] = number
    return counts


def _kept(rounds, questions):
    rows = KeptCount.objects.filter(round__in=rounds)
    if questions is not None:
        rows = rows.filter(question__in=questions)
    return {
        (round_id, question): unpacked(*kept)
        for round_id, question, *kept in rows.values_list("round_id", "question_id", "counts", "first_texts")
    }


def _means(rounds, questions=None):
    found = defaultdict(list)
    for round_id, question, *row in counting.means(rounds, questions=questions):
        found[round_id, question].append(row)
    return found


def _not_kept():
    kept = KeptCount.objects.filter(round=OuterRef("pk"))
    asked = Question.objects.filter(section__instrument_version=OuterRef("instrument_version"))
    return Round.objects.filter(Exists(asked), ~Exists(kept), closed_at__isnull=False)
