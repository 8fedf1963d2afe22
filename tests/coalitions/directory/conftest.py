import pytest

from tests.coalitions.factories import PlaceFactory
from tests.members.factories import MembershipFactory
from tests.province.factories import MunicipalityFactory


@pytest.fixture
def sudwest():
    return MunicipalityFactory(
        name="Súdwest-Fryslân",
        name_dutch="Zuidwest-Friesland",
        name_frisian="Súdwest-Fryslân",
        slug="sudwest-fryslan",
    )


@pytest.fixture
def elsewhere():
    return MunicipalityFactory(name="Vlieland", name_dutch="Vlieland", name_frisian="Flylân", slug="vlieland")


@pytest.fixture
def leader_here(sudwest):
    """Leads the coalition of Súdwest-Fryslân."""
    return MembershipFactory(circle=PlaceFactory(municipality=sudwest).coalition.circle, leader=True).user


@pytest.fixture
def data_editor(network):
    return MembershipFactory(circle=network, role="data").user
