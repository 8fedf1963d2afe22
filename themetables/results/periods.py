"""What happened in each quarter or year: bottlenecks named, blocks published, coalitions that began with one."""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Min
from django.db.models.functions import TruncQuarter
from django.utils import timezone

from themetables.models import Adoption, BlockVersion, Bottleneck, BuildingBlock

YEAR, QUARTER = "jaar", "kwartaal"
MOST = {YEAR: 8, QUARTER: 12}
ORDINALS = ("1e", "2e", "3e", "4e")


@dataclass(frozen=True)
class Column:
    """A column of the chart, in its own measures (width 320, height 130)."""

    x: int
    y: int
    width: int
    height: int
    number: int
    label: str

    @property
    def middle(self):
        return self.x + self.width // 2


@dataclass(frozen=True)
class Series:
    title: str
    numbers: tuple[int, ...]
    columns: tuple[Column, ...]

    @property
    def total(self):
        return sum(self.numbers)


@dataclass(frozen=True)
class Period:
    label: str  # "2e kwartaal 2026"
    short: str  # "2/26"


@dataclass(frozen=True)
class OverTime:
    periods: tuple[Period, ...]
    series: tuple[Series, ...]

    @property
    def rows(self):
        """(period, [(series, number), ...]) as a table reads it, the newest first."""
        return [
            (period, [(series, series.numbers[place]) for series in self.series])
            for place, period in enumerate(self.periods)
        ][::-1]


def over_time(user, per, on):
    """Return the last so many periods up to the day `on`; three statements."""
    counts = {
        "Knelpunten genoemd": _named(user),
        "Bouwstenen voor het eerst gepubliceerd": _published(user),
        "Coalities die met een bouwsteen begonnen": _begun(user),
    }
    place = _year if per == YEAR else _quarter
    by_place = {title: _summed(found, place) for title, found in counts.items()}
    seen = [one for found in by_place.values() for one in found]
    last = place(on)
    first = max(min(seen, default=last), last - MOST[per] + 1)
    places = range(first, last + 1)
    periods = tuple((_year_period if per == YEAR else _quarter_period)(one) for one in places)
    series = ((title, tuple(found[one] for one in places)) for title, found in by_place.items())
    return OverTime(periods, tuple(Series(title, found, _columns(found, periods)) for title, found in series))


def _year(day):
    return day.year


def _quarter(day):
    return day.year * 4 + (day.month - 1) // 3


def _year_period(year):
    return Period(str(year), str(year))


def _quarter_period(place):
    year, quarter = divmod(place, 4)
    return Period(f"{ORDINALS[quarter]} kwartaal {year}", f"{quarter + 1}/{year % 100:02}")


def _summed(found, place):
    total = Counter()
    for day, number in found:
        total[place(day)] += number
    return total


def _per_quarter(queryset, field):
    found = queryset.order_by().annotate(quarter=TruncQuarter(field)).values_list("quarter").annotate(Count("pk"))
    return [(_day(moment), number) for moment, number in found]


def _day(moment):
    return timezone.localdate(moment) if isinstance(moment, datetime.datetime) else moment


def _named(user):
    return _per_quarter(Bottleneck.objects.visible_to(user).current(), "named_at")


def _published(user):
    """A block counts once: when its first version came out."""
    firsts = (
        BlockVersion.objects.filter(block__in=BuildingBlock.objects.visible_to(user))
        .order_by()
        .values("block")
        .annotate(first_at=Min("published_at"))
        .values_list("first_at", flat=True)
    )
    return [(timezone.localdate(moment), 1) for moment in firsts]


def _begun(user):
    return _per_quarter(Adoption.objects.visible_to(user).in_use(), "since")


WIDTH, FLOOR, HIGHEST, SPACE = 320, 104, 84, 4


def _columns(numbers, periods):
    step = WIDTH // len(numbers)
    most = max(numbers) or 1
    # With many periods every second or third name fits.
    every = -(-len(numbers) // 6)
    return tuple(
        Column(
            x=place * step + SPACE,
            y=FLOOR - round(HIGHEST * number / most),
            width=step - 2 * SPACE,
            height=round(HIGHEST * number / most),
            number=number,
            label=period.short if (len(numbers) - 1 - place) % every == 0 else "",
        )
        for place, (number, period) in enumerate(zip(numbers, periods, strict=True))
    )
