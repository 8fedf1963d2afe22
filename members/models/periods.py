"""What holds from one day to another: memberships, municipalities of a coalition, partners."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q


class PeriodQuerySet(models.QuerySet):
    def current(self, on):
        """What holds on the day `on`; `until` is the first day without."""
        return self.filter(Q(until=None) | Q(until__gt=on), since__lte=on)

    def lasting_after(self, on):
        """What holds on the day `on` or on a later one: all that stands in the way of something new from that day."""
        return self.filter(Q(until=None) | Q(until__gt=on) & Q(until__gt=F("since")))


class Period(models.Model):
    since = models.DateField("sinds")
    until = models.DateField("tot", null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        abstract = True

    def is_current(self, on):
        """Whether this holds on the day `on`. See also: PeriodQuerySet.current."""
        return self.since <= on and (self.until is None or self.until > on)


def one_at_a_time(name, *fields):
    """The constraint that no two periods with the same `fields` share a day."""
    days = Func(F("since"), F("until"), function="daterange", output_field=DateRangeField())
    same = [(F(field), RangeOperators.EQUAL) for field in fields]
    return ExclusionConstraint(name=name, expressions=[*same, (days, RangeOperators.OVERLAPS)])
