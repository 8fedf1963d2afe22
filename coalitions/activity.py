"""When something last happened in a circle. The rooms that know offer one function each, connected in
`kansrijkestart/wiring.py`.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, time, timedelta
from functools import lru_cache

from django.db.models import Max, OuterRef, Subquery
from django.db.models.expressions import RawSQL
from django.db.models.functions import Greatest
from django.utils import timezone

from coalitions.models import Coalition, Partner, PhaseChange
from members.among import among
from members.models import Circle

# Takes what stands on the right of `circle__in`, asks one query, and leaves out the circles that it knows nothing of.
Source = Callable[[RawSQL], dict[int, datetime]]
_sources: list[Source] = []
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
    """Return the newest moment per circle, by its id; None for a circle in which nothing happened yet."""
    newest = dict.fromkeys(getattr(circle, "pk", circle) for circle in circles)
    if not newest:
        return {}  # the sources would ask all the same
    circle_ids = among(newest)
    for source in _sources:
        for circle_id, moment in source(circle_ids).items():
            if moment and (newest[circle_id] is None or newest[circle_id] < moment):
                newest[circle_id] = moment
    return newest


def newest(circle_ids, model) -> dict[int, datetime]:
    """Return when a row of `model` of the coalition was last changed, per circle.

    The newest of each coalition stands first in the index of `model`: how many there are does not matter.
    """
    coalitions = Coalition.objects.order_by().filter(circle__in=circle_ids)
    found = coalitions.values_list("circle_id", Subquery(newest_change(model)))
    return {circle_id: moment for circle_id, moment in found if moment}


def newest_change(model):
    changed = model.objects.filter(coalition=OuterRef("pk"), changed_at__isnull=False).order_by("-changed_at")
    return changed.values("changed_at")[:1]


def of_coalitions(circle_ids):
    """The source of this room: the text, partners and phases. Greatest leaves out what is empty."""
    phases = PhaseChange.objects.order_by().filter(coalition=OuterRef("pk")).values("coalition")
    moments = Greatest("changed_at", Subquery(newest_change(Partner)), Subquery(phases.values(at=Max("recorded_at"))))
    found = Coalition.objects.order_by().filter(circle__in=circle_ids).values_list("circle_id", moments)
    return {circle_id: moment for circle_id, moment in found if moment}
