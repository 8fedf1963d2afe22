import pytest

from members.models import Membership
from tests.members.factories import MembershipFactory, UserFactory
from tests.themetables.factories import ThemeTableFactory
from tests.themetables.plans.factories import TablePlanFactory


@pytest.fixture
def table(network):
    return ThemeTableFactory(slug="kraamzorg", short_name="Kraamzorg")


@pytest.fixture
def lead(table):
    return MembershipFactory(circle=table.circle, leader=True, user__name="Trui Trekstra").user


@pytest.fixture
def sitter(table):
    """Somebody at the table who does not lead it."""
    return MembershipFactory(circle=table.circle, user__name="Lieuwe Lidstra").user


@pytest.fixture
def speaks_for(network):
    """Let somebody lead a coalition, and return them."""

    def lead_it(coalition, **user):
        person = UserFactory(**user)
        MembershipFactory(circle=coalition.circle, user=person, role=Membership.Role.LEADER)
        return person

    return lead_it


@pytest.fixture
def plan(table):
    return TablePlanFactory(table=table)
