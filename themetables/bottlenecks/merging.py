"""Two bottlenecks that are the same become one: everything that was said about either stays to be read.

The duplicate keeps its page, its texts and its history, and leads to the other. The other gets the recognitions of
coalitions that it did not have, its place in plans and building blocks, and the table that works on it.
"""

from django.db import transaction
from django.utils import timezone

from members.models import User
from members.refused import Refused
from themetables.bottlenecks import telling
from themetables.bottlenecks.locking import lock
from themetables.bottlenecks.steps import STEP_FIELDS
from themetables.models import Bottleneck, BottleneckChange, BottleneckState, Recognition

FINISHED_OR_NOT_BEGUN = (BottleneckState.OPEN, BottleneckState.AGENDA, BottleneckState.TURNED_DOWN)


def merge(duplicate: Bottleneck, into: Bottleneck, *, by: User, now) -> Bottleneck:
    """Make `duplicate` part of `into`, and return that. A second time nothing happens."""
    with transaction.atomic():
        rows = {row.pk: row for row in lock([duplicate.pk, into.pk])}
        duplicate, into = rows[duplicate.pk], rows[into.pk]
        if duplicate == into:
            raise Refused("Kies een ander knelpunt om dit mee samen te voegen.")
        if duplicate.merged_into_id == into.pk:
            return into
        for one in (duplicate, into):
            if one.merged_into_id:
                raise Refused(f"“{one}” is intussen al samengevoegd met een ander knelpunt.")
        carry_over(duplicate, into)
        duplicate.merged_into = into
        duplicate.save(update_fields=["merged_into"])
        # What became part of the duplicate earlier: one step away from here too.
        duplicate.merged_from.update(merged_into=into)
        record(duplicate, BottleneckChange.Kind.MERGED, into, by=by, now=now)
        if is_further(duplicate, into):
            into.state, into.table = duplicate.state, duplicate.table
            into.state_reason, into.state_since = duplicate.state_reason, duplicate.state_since
            into.save(update_fields=STEP_FIELDS)
        record(into, BottleneckChange.Kind.ABSORBED, duplicate, by=by, now=now)
        Bottleneck.objects.filter(pk=into.pk).recount(timezone.localdate(now))
        telling.merged(duplicate, into, by=by, now=now)
    return into


def carry_over(duplicate, into):
    """Recognitions of coalitions that `into` does not have yet, and every many-to-many that names the duplicate."""
    known = into.recognitions.values("coalition")
    Recognition.objects.bulk_create(
        Recognition(
            bottleneck=into,
            coalition_id=one.coalition_id,
            how_here=one.how_here,
            recognised_by_id=one.recognised_by_id,
            recognised_at=one.recognised_at,
            came_from=duplicate,
        )
        for one in duplicate.recognitions.exclude(coalition__in=known)
    )
    into.dismissals.filter(coalition__in=into.recognitions.values("coalition")).delete()
    into.pillars.add(*duplicate.pillars.all())
    for relation in Bottleneck._meta.related_objects:
        if relation.many_to_many:
            name = relation.get_accessor_name()
            getattr(into, name).add(*getattr(duplicate, name).all())


def is_further(duplicate, into):
    """Somebody worked on the duplicate, and nobody on the other."""
    return into.state in FINISHED_OR_NOT_BEGUN and duplicate.state not in FINISHED_OR_NOT_BEGUN


def record(bottleneck, kind, other, *, by, now):
    BottleneckChange.objects.create(
        bottleneck=bottleneck,
        kind=kind,
        state=bottleneck.state,
        table=bottleneck.table,
        other=other,
        by=by,
        at=now,
    )
