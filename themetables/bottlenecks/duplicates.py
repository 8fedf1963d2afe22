"""Likely duplicates: looked for when a bottleneck gets its words, so that nobody ever compares all with all."""

import re

from members.models import User
from themetables.bottlenecks import filters
from themetables.bottlenecks.similar import similar
from themetables.models import Bottleneck, LikelyDuplicate

MOST = 3
OFFERED = 20  # to choose the other one from; who sees it not there searches
BIGGEST = 2**63 - 1  # the database knows no larger number


def look_for(bottleneck: Bottleneck, *, now) -> None:
    """Keep the ones it looks most like, for the coordinator. For who has just saved its words."""
    found = similar(text_of(bottleneck), limit=MOST, exclude=bottleneck.pk)
    pairs = [LikelyDuplicate(**ordered(bottleneck, other), found_at=now) for other in found]
    LikelyDuplicate.objects.bulk_create(pairs, ignore_conflicts=True)


def pair(one: Bottleneck, other: Bottleneck, *, now) -> LikelyDuplicate:
    """The pair that the coordinator puts beside each other, also when it was parted before."""
    found, _ = LikelyDuplicate.objects.update_or_create(
        **ordered(one, other), defaults={"parted_at": None, "parted_by": None}, create_defaults={"found_at": now}
    )
    return found


def part(pair: LikelyDuplicate, *, by: User, now) -> None:
    """ "Dit zijn er twee": this pair is not shown again."""
    LikelyDuplicate.objects.filter(pk=pair.pk, parted_at=None).update(parted_at=now, parted_by=by)


def text_of(bottleneck: Bottleneck) -> str:
    """What others are compared with, as when somebody types it."""
    return f"{bottleneck.title} {bottleneck.what_happens}"


def to_choose(bottleneck: Bottleneck, others, text: str) -> list[Bottleneck]:
    """Return what the coordinator chooses the other one from: what was asked for, else what is most like it first."""
    most_recognised = others.order_by(*filters.ORDERS[filters.MOST_RECOGNISED])
    if address := re.search(r"/knelpunten/(\d+)", text):
        return list(others.filter(pk=min(int(address[1]), BIGGEST)))
    if text:
        return list(filters.about(most_recognised, text)[:OFFERED])
    like = similar(text_of(bottleneck), exclude=bottleneck.pk)
    return like + list(most_recognised.exclude(pk__in=[one.pk for one in like])[: OFFERED - len(like)])


def ordered(one, other):
    older, newer = sorted((one, other), key=lambda bottleneck: bottleneck.pk)
    return {"newer": newer, "older": older}
