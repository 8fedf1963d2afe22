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
from django.utils.functional import cached_property

from coalitions.models import Agreement, Coalition, InterventionUse, Partner, PhaseChange
from members.among import array
from members.models import Circle

# Takes what stands on the right of `circle__in`; a queryset of pairs: a circle, and a moment of it or nothing. What it
# asks depends on nothing else: it is written down once.
Source = Callable[[RawSQL], QuerySet]
_sources: list[Source] = []
CIRCLES = RawSQL("TABLE asked", [], output_field=BigIntegerField())
OTHERS = RawSQL("TABLE others", [], output_field=BigIntegerField())
# By hand: put together by the ORM, sources can be asked together, but not what is newest of them.
NEWEST = """
WITH asked AS MATERIALIZED (SELECT unnest(%s::bigint[]))
SELECT circle_id, max(moment) FROM ({}) AS happened (circle_id, moment) GROUP BY circle_id
"""
# Of the `others` it matters only whether they were heard of lately. For most the first source knows, and then the rest
# is not asked of them: looking up what is newest in a circle, in every room, is most of the work of a long list.
SILENT = """
WITH shown AS MATERIALIZED (SELECT unnest(%s::bigint[]) AS circle_id),
others AS MATERIALIZED (SELECT unnest(%s::bigint[]) AS circle_id),
heard AS MATERIALIZED (
    SELECT circle_id FROM ({}) AS happened (circle_id, moment) WHERE moment >= %s
),
asked AS MATERIALIZED (TABLE shown UNION (TABLE others EXCEPT TABLE heard))
SELECT circle_id, max(moment) FROM asked LEFT JOIN ({}) AS happened (circle_id, moment) USING (circle_id)
GROUP BY circle_id
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

    @cached_property
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


def shown_or_silent(shown, others, on) -> dict[int, datetime | None]:
    """Return the newest moment of each circle (by id) that is `shown`, and of each of the `others` that may be silent.

    Whoever of the others is not in it was heard of lately. One query.
    """
    sql, of_first, values = question_of_silence(tuple(_sources))
    with connection.cursor() as cursor:
        cursor.execute(sql, [array(shown), array(others), *of_first, still_heard(on), *values])
        return dict(cursor.fetchall())


@lru_cache(maxsize=8)
def question(sources):
    """Everything that the sources ask, as one statement. Writing it down takes longer than the answer: done once."""
    happened, values = _together(sources, CIRCLES)
    return NEWEST.format(happened), values


@lru_cache(maxsize=8)
def question_of_silence(sources):
    first, of_first = _together(sources[:1], OTHERS)
    happened, values = _together(sources, CIRCLES)
    return SILENT.format(first, happened), of_first, values


def _together(sources, circles):
    asked = [source(circles).query.sql_with_params() for source in sources]
    return " UNION ALL ".join(f"({sql})" for sql, _ in asked), [value for _, values in asked for value in values]


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
