import pytest

from tests.coalitions.factories import CoalitionFactory, PlaceFactory
from tests.members.factories import MembershipFactory


@pytest.fixture
def coalition(leader):
    """The coalition of the fixture `leader`, with one municipality."""
    found = CoalitionFactory(circle=leader.memberships.get().circle, name="Waadhoeke", slug="waadhoeke")
    PlaceFactory(coalition=found, municipality__name="Waadhoeke", municipality__slug="waadhoeke")
    return found


@pytest.fixture
def partner(coalition):
    return MembershipFactory(circle=coalition.circle).user
