import pytest
from django.urls import reverse

from tests.coalitions.factories import CoalitionFactory, PlaceFactory
from tests.members.factories import MembershipFactory
from tests.themetables.blocks.factories import BlockFactory


@pytest.fixture
def coalition(db):
    coalition = CoalitionFactory(name="Waadhoeke", slug="waadhoeke")
    PlaceFactory(coalition=coalition, municipality__name="Waadhoeke")
    return coalition


@pytest.fixture
def leader(coalition):
    """Leads `coalition`."""
    return MembershipFactory(circle=coalition.circle, leader=True, user__name="Harmen Leider").user


@pytest.fixture
def partner(coalition):
    return MembershipFactory(circle=coalition.circle, user__name="Griet Partner").user


@pytest.fixture
def block(db):
    return BlockFactory(title="Eén zorgpad", slug="een-zorgpad", adopted=True)


@pytest.fixture
def table_lead(block):
    return MembershipFactory(circle=block.table.circle, leader=True, user__name="Baukje Trekker").user


@pytest.fixture
def path(coalition, block):
    """The address of a page about what the coalition does with the block."""

    def _path(name):
        return reverse(f"themetables:{name}", args=[coalition.slug, block.slug])

    return _path
