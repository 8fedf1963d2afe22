"""When something last happened in a circle. The rooms that know offer one function each, connected in
`kansrijkestart/wiring.py`.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, time, timedelta
from functools import lru_cache

from django.db import connection
from django.db.models import BigIntegerField, Max, OuterRef, QuerySet, Subquery
from django.db.models.expressions import RawSQL
from django.db.models.functions import Greatest
from django.utils import timezone

from coalitions.models import Agreement, Coalition, InterventionUse, Partner, PhaseChange
from members.among import array
from members.models import Circle

# Takes what stands on the right of `circle__in`; a queryset of pairs: a circle, and a moment of it or nothing. What it
# asks depends on nothing else: it is written down once.
Source = Callable[[RawSQL], QuerySet]
_sources: list[Source] = []
CIRCLES = RawSQL("TABLE asked", [], output_field=BigIntegerField())
# By hand: put together by the ORM, sources can be asked together, but not what is newest of them.
NEWEST = """
WITH asked AS MATERIALIZED (SELECT unnest(%s::bigint[]))
SELECT circle_id, max(moment) FROM ({}) AS happened (circle_id, moment) GROUP BY circle_id
"""
SILENT_AFTER = timedelta(days=60)


@lru_cache(maxsize=8)
def still_heard(on):
    """The moment from which something that happened is not too long ago, seen on the day `on`."""
    return timezone.make_aware(datetime.combine(on - SILENT_AFTER + timedelta(days=1), time.min))


class Quiet:
    """For a row that says of a circle when something last happened (`last_at`) and on which day it looks (`on`)."""

    @property
    def silent_days(self):
        """How many days ago something last happened; None when nothing ever did."""
        return None if self.last_at is None else (self.on - timezone.localdate(self.last_at)).days

    @property
    def is_silent(self):
        return self.last_at is None or self.last_at < still_heard(self.on)

    @property
    def activity_words(self):
        days = self.silent_days
        if days is None:
            return "nog niets gebeurd"
        return {0: "vandaag", 1: "gisteren"}.get(days, f"{days} dagen geleden")


def register(*sources: Source) -> None:
    _sources.extend(sources)


def last_activity(circles: Iterable[Circle | int]) -> dict[int, datetime | None]:
    """Return the newest moment per circle, by its id; None for a circle in which nothing happened yet. One query."""
    newest = dict.fromkeys(getattr(circle, "pk", circle) for circle in circles)
    if not newest:
        return {}  # the sources would ask all the same
    sql, values = question(tuple(_sources))
    with connection.cursor() as cursor:
        cursor.execute(sql, [array(newest), *values])
        return newest | dict(cursor.fetchall())


@lru_cache(maxsize=8)
def question(sources):
    """Everything that the sources ask, as one statement. Writing it down takes longer than the answer: done once."""
    asked = [source(CIRCLES).query.sql_with_params() for source in sources]
    happened = " UNION ALL ".join(f"({sql})" for sql, _ in asked)
    return NEWEST.format(happened), [value for _, values in asked for value in values]


def newest_change(model):
    """The newest of each coalition stands first in the index of `model`: how many there are does not matter."""
    changed = model.objects.filter(coalition=OuterRef("pk"), changed_at__isnull=False).order_by("-changed_at")
    return Subquery(changed.values("changed_at")[:1])


def of_coalitions(circle_ids):
    """The source of this room: the text, phases, partners, agreements, interventions. Greatest leaves out the empty.

    Asked together: going through all coalitions of the country takes longer than finding what is newest in one.
    """
    phases = PhaseChange.objects.order_by().filter(coalition=OuterRef("pk")).values("coalition")
    changes = (newest_change(model) for model in (Partner, Agreement, InterventionUse))
    moments = Greatest("changed_at", Subquery(phases.values(at=Max("recorded_at"))), *changes)
    return Coalition.objects.order_by().filter(circle__in=circle_ids).values_list("circle_id", moments)
