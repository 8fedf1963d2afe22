"""How many action points a circle has open, and how many are late."""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache

from django.db import connection
from django.db.models import Count, Max, Q

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


def open_points(on) -> dict[int, tuple[int, int, datetime | None]]:
    """Return (open, overdue, when the newest of them changed) of every circle that has open points.

    One query for all circles, and from the index alone (actions_actionpoint_to_do).
    """
    with connection.cursor() as cursor:
        cursor.execute(*_question(on))
        return {circle: facts for circle, *facts in cursor.fetchall()}


@lru_cache(maxsize=4)
def _question(on):
    """Writing it down takes longer than the answer: once a day."""
    counts = {"count": Count("circle"), "late": Count("circle", filter=Q(due_on__lt=on)), "newest": Max("changed_at")}
    return ActionPoint.objects.open().order_by().values_list("circle").annotate(**counts).query.sql_with_params()
