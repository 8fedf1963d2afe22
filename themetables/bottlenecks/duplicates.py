"""Likely duplicates: looked for when a bottleneck gets its words, so that nobody ever compares all with all."""

from members.models import User
from themetables.bottlenecks.similar import similar
from themetables.models import Bottleneck, LikelyDuplicate

MOST = 3


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


def ordered(one, other):
    older, newer = sorted((one, other), key=lambda bottleneck: bottleneck.pk)
    return {"newer": newer, "older": older}
