"""A coalition recognises a bottleneck, says how it looks there, or says that it is not so with them."""

from django.db import transaction
from django.utils import timezone

from coalitions.models import Coalition
from members.models import User
from members.refused import Refused
from themetables.bottlenecks import telling
from themetables.bottlenecks.locking import lock_current
from themetables.models import Bottleneck, Dismissal, Recognition


def recognise(
    bottleneck: Bottleneck, coalition: Coalition, how_here: str | None = None, *, by: User | None, now
) -> Recognition:
    """Recognise it, once per coalition. `how_here` replaces what stood there; None leaves that as it is."""
    with transaction.atomic():
        row = lock_current(bottleneck)
        recognition, is_new = Recognition.objects.get_or_create(
            bottleneck=row,
            coalition=coalition,
            defaults={"how_here": how_here or "", "recognised_by": by, "recognised_at": now},
        )
        if not is_new and how_here is not None and how_here != recognition.how_here:
            recognition.how_here, recognition.recognised_by = how_here, by
            recognition.save(update_fields=["how_here", "recognised_by"])
        if is_new:
            row.dismissals.filter(coalition=coalition).delete()
            count(row, now)
            telling.recognised(row, coalition, by=by, now=now)
    return recognition


def withdraw(recognition: Recognition, *, now) -> None:
    """ "Toch niet": as if it was never clicked. Not for the coalition that named it."""
    with transaction.atomic():
        row = lock_current(recognition.bottleneck)
        if row.coalition_id == recognition.coalition_id:
            raise Refused("Jullie hebben dit knelpunt zelf genoemd. Daarom staat jullie herkenning erbij.")
        row.recognitions.filter(coalition=recognition.coalition_id).delete()
        telling.withdrawn(row, recognition.coalition_id)
        count(row, now)


def dismiss(bottleneck: Bottleneck, coalition: Coalition, *, by: User, now) -> bool:
    """ "Herkennen we niet": the coalition is not asked again. False when it recognises this already."""
    with transaction.atomic():
        row = lock_current(bottleneck)
        if row.recognitions.filter(coalition=coalition).exists():
            return False
        Dismissal.objects.get_or_create(bottleneck=row, coalition=coalition, defaults={"by": by, "at": now})
    return True


def count(row, now):
    """For who holds the lock: with two at once the second counts the first as well."""
    Bottleneck.objects.filter(pk=row.pk).recount(timezone.localdate(now))
