from datetime import date

import pytest
from django.db import IntegrityError

from province.models import Municipality, Pillar
from tests.province.factories import MunicipalityFactory

pytestmark = pytest.mark.django_db


def test_municipality_exists_from_one_day_to_another():
    old = MunicipalityFactory(until=date(2019, 1, 1))
    new = MunicipalityFactory(since=date(2019, 1, 1))

    assert list(Municipality.objects.existing(date(2018, 12, 31))) == [old]
    assert list(Municipality.objects.existing(date(2019, 1, 1))) == [new]


def test_municipality_ends_after_it_began():
    with pytest.raises(IntegrityError, match="since_before_until"):
        MunicipalityFactory(since=date(2019, 1, 1), until=date(2019, 1, 1))


def test_names():
    assert str(MunicipalityFactory.build(name="Waadhoeke")) == "Waadhoeke"
    assert str(Pillar(name="Voor de zwangerschap")) == "Voor de zwangerschap"
