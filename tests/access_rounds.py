"""The rounds of the access matrix: one in the making, and one that runs in the coalition of `partner` and `leader`."""

from surveys.models import Round, Sheet
from tests.surveys.factories import RoundFactory, SheetFactory


def draft(world):
    found = Round.objects.filter(title="Concept").first()
    return [(found or RoundFactory(title="Concept", confirmed_at=None, opened_at=None)).pk]


def sheet(world):
    circle = world.circle
    found = Sheet.objects.filter(round__title="Loopt nu", circle=circle).first()
    return [(found or SheetFactory(round__title="Loopt nu", circle=circle)).pk]


def running(world):
    return [Sheet.objects.get(pk=sheet(world)[0]).round_id]
