import pytest

from tests.coalitions.factories import OrganisationFactory, PlaceFactory
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


@pytest.fixture
def kraamzorg(sudwest):
    return OrganisationFactory(
        name="Isis Kraamzorg",
        slug="isis-kraamzorg",
        kind="maternity_care",
        phone="058 1111111",
        area="Sneek",
        called=["Isis"],
        working_in=[sudwest],
    )


@pytest.fixture
def typed(kraamzorg, sudwest):
    """What a browser sends when nothing of Isis Kraamzorg is changed; `typed(phone="…")` changes that."""

    def _typed(**changes):
        return {
            "name": "Isis Kraamzorg",
            "short_name": "",
            "kind": "maternity_care",
            "level": "local",
            "municipalities": [sudwest.pk],
            "area": "Sneek",
            "offers": "",
            "for_whom": "",
            "description": "",
            "phone": "058 1111111",
            "website": "",
            "contact_function": "",
            "former_names": "Isis",
            "initial-former_names": "Isis",
            "note": "",
            "closed_on": "",
            **changes,
        }

    return _typed


@pytest.fixture
def editor(login, data_editor):
    return login(data_editor)
