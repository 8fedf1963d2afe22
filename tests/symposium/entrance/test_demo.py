"""The demo has somebody at the door, and people who were there."""

import datetime

import pytest

from kansrijkestart.demo import symposium_day
from symposium.models import Certificate, Door, Presence
from tests.symposium.entrance.conftest import MORNING, make_day
from tests.symposium.factories import RegistrationFactory

pytestmark = pytest.mark.django_db


def test_past_edition_has_people_and_the_coming_one_a_door(day):
    past = make_day(datetime.date(2026, 2, 12))
    RegistrationFactory.create_batch(9, edition=past.edition)
    Door.objects.all().delete()

    for _ in range(2):
        symposium_day.add(MORNING)

    assert sorted(Door.objects.values_list("edition__year", flat=True)) == [2026, 2027]
    # The ninth stayed away; Anna was at her workshop too.
    assert Presence.objects.filter(session=None).count() == 9
    assert Presence.objects.filter(session=past.workshop).count() == 1
    assert set(Presence.objects.values_list("registration__edition__year", flat=True)) == {2026}
    assert Certificate.objects.count() == 2
    assert Certificate.objects.first().points == [
        {"body": "Kwaliteitsregister V&V", "points": "4", "number": "000000"}
    ]
