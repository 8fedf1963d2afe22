"""Two coalitions, and what makes them one."""

import pytest
from django.utils import timezone

from coalitions.formation import merging
from tests.coalitions.factories import (
    CoalitionFactory,
)


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def noord():
    return CoalitionFactory(name="Noord", slug="noord", circle__name="Coalitie Noord")


@pytest.fixture
def zuid():
    return CoalitionFactory(name="Zuid", slug="zuid", circle__name="Coalitie Zuid")


@pytest.fixture
def merge(noord, zuid, coordinator):
    def _merge(on=None, now=None):
        now = now or timezone.now()
        merging.plan(noord, zuid, on=on or timezone.localdate(now), by=coordinator, now=now)
        noord.refresh_from_db()

    return _merge
