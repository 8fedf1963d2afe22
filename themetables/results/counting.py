"""What the loop delivered, counted from its rows: bottlenecks by state, how long it took, blocks by who uses them."""

import statistics
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.timezone import localdate

from coalitions.models import Coalition
from themetables.bottlenecks.filters import WORDS
from themetables.models import Adoption, AdoptionState, Bottleneck, BottleneckState, BuildingBlock
from themetables.models.adoption import WORKS_WITH_IT
from themetables.results.words import how_long


@dataclass(frozen=True)
class Bar:
    """One line of a table with a bar in it; `share` is the length, in hundredths."""

    label: str
    number: int
    share: int
    url: str


@dataclass(frozen=True)
class Duration:
    """From naming a bottleneck to the first block that helps, over all bottlenecks that have one."""

    number: int
    median: int
    shortest: int
    longest: int

    @property
    def words(self):
        return [how_long(days) for days in (self.shortest, self.median, self.longest)]


@dataclass(frozen=True)
class BlockUse:
    block: BuildingBlock
    counts: tuple[tuple[str, int], ...]  # (answer, how many), in the order of AdoptionState
    unanswered: int
    using: int
    share: int


def share(number, whole):
    return round(100 * number / whole) if whole else 0


def bottlenecks_by_state(user):
    """Return a bar for every state, also for those in which nothing is now."""
    counts = dict(Bottleneck.objects.visible_to(user).current().order_by().values_list("state").annotate(Count("pk")))
    most = max(counts.values(), default=0)
    return [
        Bar(
            state.label,
            counts.get(state, 0),
            share(counts.get(state, 0), most),
            reverse("themetables:bottleneck_list", query={"stand": WORDS[state]}),
        )
        for state in BottleneckState
    ]


def time_to_block(user):
    """Return how long it took, or None as long as no bottleneck has a block.

    A block that was there before somebody named the bottleneck is no answer to it, and says nothing of the time.
    """
    found = Bottleneck.objects.visible_to(user).current().order_by().filter(blocks__versions__isnull=False)
    moments = found.annotate(first_at=Min("blocks__versions__published_at")).values_list("named_at", "first_at")
    days = sorted((localdate(first) - localdate(named)).days for named, first in moments if first >= named)
    return Duration(len(days), round(statistics.median(days)), days[0], days[-1]) if days else None


def blocks_by_use(user, on):
    """Return what coalitions of the day do with each block that is there to use; the best known first."""
    blocks = BuildingBlock.objects.visible_to(user).current().published()
    coalitions = Coalition.objects.existing(on)
    whole = coalitions.count()
    answers = Adoption.objects.visible_to(user).order_by().filter(coalition__in=coalitions, block__in=blocks)
    rows = answers.values_list("block", "state").annotate(Count("pk"))
    counts = {(block, state): number for block, state, number in rows}
    found = []
    for block in blocks.only("title", "slug", "state", "sort_title"):
        of_block = tuple((state.label, counts.get((block.pk, state), 0)) for state in AdoptionState)
        answered = sum(number for _, number in of_block)
        using = sum(counts.get((block.pk, state), 0) for state in WORKS_WITH_IT)
        found.append(BlockUse(block, of_block, max(whole - answered, 0), using, share(using, whole)))
    return sorted(found, key=lambda use: (-use.using, use.block.sort_title)), whole


def using_by_coalition(user):
    """Return with how many blocks each coalition works, and how many bottlenecks it recognises."""
    blocks = BuildingBlock.objects.visible_to(user).current().published()
    using = Adoption.objects.visible_to(user).in_use().order_by().filter(block__in=blocks)
    current = Bottleneck.objects.visible_to(user).current().order_by()
    return (
        Counter(dict(using.values_list("coalition").annotate(Count("pk")))),
        Counter(dict(current.values_list("recognitions__coalition").annotate(Count("pk")))),
    )
