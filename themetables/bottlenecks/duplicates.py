"""Likely duplicates: looked for when a bottleneck gets its words, so that nobody ever compares all with all."""

from members.models import User
from themetables.models import Bottleneck, LikelyDuplicate

MOST = 3


def look_for(bottleneck: Bottleneck, *, now) -> None:
    """Keep the ones it looks most like, for the coordinator. For who has just saved its words."""
    LikelyDuplicate.objects.bulk_create(
        (
            LikelyDuplicate(newer_id=max(bottleneck.pk, other.pk), older_id=min(bottleneck.pk, other.pk), found_at=now)
            for other in alike(bottleneck)
        ),
        ignore_conflicts=True,
    )


def alike(bottleneck):
    return []


def part(pair: LikelyDuplicate, *, by: User, now) -> None:
    """ "Dit zijn er twee": this pair is not shown again."""
    LikelyDuplicate.objects.filter(pk=pair.pk, parted_at=None).update(parted_at=now, parted_by=by)
