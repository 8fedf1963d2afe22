"""Every verb looks again under a lock on the row: of two who click at once the second sees what the first did."""

from themetables.models import Bottleneck


def lock(pks) -> list[Bottleneck]:
    """Lock these rows, always in the same order, so that two verbs never wait for each other."""
    return list(Bottleneck.objects.filter(pk__in=pks).select_for_update(no_key=True, of=("self",)).order_by("pk"))


def lock_current(bottleneck: Bottleneck) -> Bottleneck:
    """Lock the bottleneck, or the one it became part of meanwhile. The second is never part of another itself."""
    (row,) = lock([bottleneck.merged_into_id or bottleneck.pk])
    return lock_current(row) if row.merged_into_id else row
