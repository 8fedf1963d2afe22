import datetime

import pytest

from tests.members.factories import MembershipFactory
from tests.themetables.factories import ThemeTableFactory
from tests.themetables.plans.factories import DecisionMeetingFactory


@pytest.fixture(autouse=True)
def december(time_machine):
    time_machine.move_to("2026-12-09T12:00:00+01:00", tick=False)


@pytest.fixture
def table(network):
    return ThemeTableFactory(slug="kraamzorg", short_name="Kraamzorg")


@pytest.fixture
def sitter(table):
    return MembershipFactory(circle=table.circle).user


@pytest.fixture
def meeting(network):
    return DecisionMeetingFactory(held_on=datetime.date(2026, 12, 8), title="Decemberbijeenkomst 2026")
