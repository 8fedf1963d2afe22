import pytest
from django.urls import reverse

from tests.coalitions.agreements.factories import AgreementFactory
from tests.coalitions.factories import CoalitionFactory
from tests.members.factories import MembershipFactory


@pytest.fixture
def coalition(db):
    return CoalitionFactory(name="Waadhoeke", slug="waadhoeke")


@pytest.fixture
def leader(coalition):
    """Leads `coalition`."""
    return MembershipFactory(circle=coalition.circle, leader=True, user__name="Harmen Leider").user


@pytest.fixture
def partner(coalition):
    return MembershipFactory(circle=coalition.circle, user__name="Griet Partner").user


@pytest.fixture
def draft(coalition, leader):
    return AgreementFactory(coalition=coalition, owner=leader, title="Wie belt wie")


@pytest.fixture
def adopted(coalition, leader):
    return AgreementFactory(coalition=coalition, owner=leader, title="Eén nummer", adopted=True)


@pytest.fixture
def path():
    """The address of a page about an agreement."""

    def _path(name, agreement, *args):
        return reverse(f"coalitions:agreement_{name}", args=[agreement.coalition.slug, agreement.pk, *args])

    return _path
