import pytest

from tests.members.factories import MembershipFactory
from tests.themetables.factories import ThemeTableFactory


@pytest.fixture
def table(network):
    return ThemeTableFactory(short_name="Kraamzorg", slug="kraamzorg")


@pytest.fixture
def lead(table):
    return MembershipFactory(circle=table.circle, leader=True, user__name="Trijn Trekker").user


@pytest.fixture
def sitter(table):
    """Somebody who sits at the table."""
    return MembershipFactory(circle=table.circle, user__name="Lieuwe Lid").user
