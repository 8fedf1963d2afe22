"""What plays near a coalition: recognised by a neighbour, or by many, and not yet answered by this one."""

import re
from functools import lru_cache
from itertools import combinations

from django.db.models import Exists, Q

from province.borders import borders
from themetables.bottlenecks.filters import recognised_by, unanswered

# From here on it is not one municipality's own trouble: the coordinator looks at it, everybody is asked.
MANY = 3
NUMBER = re.compile(r"-?\d+")


def near(bottlenecks, ground, coalitions):
    """Narrow down to what these coalitions are asked: do you recognise this?"""
    own = [coalition.pk for coalition in coalitions]
    beside = neighbours(tuple(place.pk for place in ground.places))
    around = {other for place in ground.of(own) for other in beside[place.pk]}
    next_door = [place.coalition_id for place in ground.places if place.pk in around]
    plays = Q(municipality_count__gte=MANY) | Exists(recognised_by(next_door))
    return unanswered(bottlenecks.waiting(), own).filter(plays)


@lru_cache(maxsize=8)
def neighbours(pks):
    """Who borders on whom: neighbours share points of the map. Islands border on nobody and are near each other."""
    points = {pk: points_of(shape) for pk, shape in borders(pks).items()}
    found = {pk: set() for pk in pks}
    for one, other in combinations(points, 2):
        if len(points[one] & points[other]) > 1:
            found[one].add(other)
            found[other].add(one)
    islands = {pk for pk, others in found.items() if not others}
    return {pk: others or islands - {pk} for pk, others in found.items()}


def points_of(shape):
    """The points of path data as province/map.py draws it: "M870 281l-5-1…z", a ring after a ring."""
    points = set()
    for ring in shape.split("M")[1:]:
        numbers = [int(number) for number in NUMBER.findall(ring)]
        x = y = 0
        # A border that was drawn otherwise gives other neighbours, never an error.
        for step_x, step_y in zip(numbers[::2], numbers[1::2], strict=False):
            x, y = x + step_x, y + step_y
            points.add((x, y))
    return points
