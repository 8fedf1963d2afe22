"""How many action points a circle has open, and how many are late."""

from collections.abc import Iterable

from django.db.models import Count, Q

from actions.models import ActionPoint
from members.among import Among
from members.models import Circle


def open_and_overdue(circles: Iterable[Circle | int], on) -> dict[int, tuple[int, int]]:
    """Return (open, overdue) per circle, also for circles without any; one query for all."""
    ids = [getattr(circle, "pk", circle) for circle in circles]
    counted = (
        ActionPoint.objects.open()
        .filter(Among("circle", ids))
        .order_by()
        .values_list("circle")
        .annotate(count=Count("circle"), late=Count("circle", filter=Q(due_on__lt=on)))
    )
    return dict.fromkeys(ids, (0, 0)) | {circle: (count, late) for circle, count, late in counted}
