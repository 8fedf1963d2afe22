import pytest

from tests.members.factories import CircleFactory, MembershipFactory


@pytest.fixture
def circle(db):
    return CircleFactory(name="Coalitie Dorp", slug="coalitie-dorp")


@pytest.fixture
def lead(circle):
    """Who leads the circle."""
    return MembershipFactory(circle=circle, leader=True).user


@pytest.fixture
def partner(circle):
    return MembershipFactory(circle=circle).user
