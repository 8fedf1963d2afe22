import pytest
from django.urls import reverse

from tests.members.factories import CircleFactory, MembershipFactory
from tests.themetables.blocks.factories import BlockFactory
from tests.themetables.factories import ThemeTableFactory


@pytest.fixture
def table(db):
    circle = CircleFactory(table=True, slug="thematafel-kraamzorg")
    return ThemeTableFactory(circle=circle, short_name="Kraamzorg", slug="kraamzorg")


@pytest.fixture
def lead(table):
    """Leads the table."""
    return MembershipFactory(circle=table.circle, leader=True, user__name="Baukje Trekker").user


@pytest.fixture
def writer(table):
    """Takes part in the table."""
    return MembershipFactory(circle=table.circle, user__name="Jantsje Tafellid").user


@pytest.fixture
def concept(table, lead):
    return BlockFactory(table=table, owner=lead, title="Kraamzorg regelen", slug="kraamzorg-regelen")


@pytest.fixture
def established(table, lead):
    return BlockFactory(table=table, owner=lead, title="Eén zorgpad", slug="een-zorgpad", adopted=True)


@pytest.fixture
def path():
    """The address of a page about a building block."""

    def _path(name, block, *args):
        return reverse(f"themetables:block_{name}", args=[block.slug, *args])

    return _path
