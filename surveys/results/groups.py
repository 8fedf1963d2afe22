"""Numbers and days in a handful of groups, so that a picture of three hundred different answers says something."""

import math
from datetime import date

from django.utils.dates import MONTHS
from django.utils.formats import number_format

MOST_VALUES, MOST_GROUPS, MOST_MONTHS = 8, 10, 18
NICE = (1, 2, 5, 10)


def numbers_in_groups(numbers: dict, unit: str, is_anonymous: bool) -> list:
    """Return (label, codes) by size. A few different numbers stand there as they are, unless somebody's would."""
    values = sorted(numbers, key=float)
    if len(values) <= MOST_VALUES and not is_anonymous:
        return [(f"{plain(float(value))} {unit}".strip(), [value]) for value in values]
    step = nice_step((float(values[-1]) - float(values[0])) / MOST_GROUPS)
    groups = {}
    for value in values:
        groups.setdefault(math.floor(float(value) / step), []).append(value)
    return [
        (f"{plain(place * step)} tot {plain((place + 1) * step)} {unit}".strip(), groups.get(place, []))
        for place in range(min(groups), max(groups) + 1)
    ]


def nice_step(width: float) -> float:
    """Return 1, 2 or 5 times a power of ten, just wide enough."""
    power = 10 ** math.floor(math.log10(width)) if width > 0 else 1
    return next(power * nice for nice in NICE if power * nice >= width or nice == NICE[-1])


def plain(number: float) -> str:
    number = round(number, 6)
    decimals = 0 if number == int(number) else len(f"{number:f}".rstrip("0").partition(".")[2])
    return number_format(number, decimals, force_grouping=True)


def days_in_groups(numbers: dict) -> list:
    """Return (label, codes) by month, or by year when it is about a longer time."""
    days = sorted(date.fromisoformat(code) for code in numbers)
    by_month = (days[-1].year - days[0].year) * 12 + days[-1].month - days[0].month < MOST_MONTHS
    groups = {}
    for day in days:
        label = f"{MONTHS[day.month]} {day.year}" if by_month else str(day.year)
        groups.setdefault(label, []).append(day.isoformat())
    return list(groups.items())
