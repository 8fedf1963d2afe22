"""When all of this happens: before the wishes, the lapse and the day."""

import pytest
import time_machine as clock

from tests.symposium.seats.build import NOW


@pytest.fixture
def in_january():
    with clock.travel(NOW, tick=False):
        yield
