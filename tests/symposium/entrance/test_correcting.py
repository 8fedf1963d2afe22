"""The coordinator notes afterwards who was there after all, or was not."""

import datetime

import pytest

from symposium.certificates import issuing
from symposium.models import Presence, RegistrationState
from tests.symposium.entrance.conftest import MORNING
from tests.symposium.factories import RegistrationFactory

LIST = "/symposium/2027/aanmeldingen/"


@pytest.fixture
def desk(login, coordinator, day, time_machine):
    time_machine.move_to(MORNING + datetime.timedelta(days=2), tick=False)
    return login(coordinator)


def page(person):
    return f"{LIST}{person.pk}/was-er/"


def test_who_walked_past_the_door_is_noted_and_taken_back(desk, day):
    absent = RegistrationFactory(edition=day.edition, name="Bea")
    assert page(day.anna) in desk.get(LIST).text
    assert "Noteer: was er</button>" in desk.get(page(day.anna)).text

    said = desk.post(page(day.anna), follow=True).text

    assert "Genoteerd: Anna de Proef was er." in said
    one = Presence.objects.get()
    assert (one.registration, one.session) == (day.anna, None)
    assert one.scanned_at.isoformat() == "2027-02-11T08:30:00+00:00"  # when the day began
    assert [list(desk.get(LIST, {"state": state}).context["page"]) for state in ("there", "absent")] == [
        [day.anna],
        [absent],
    ]
    assert "Noteer: was er niet</button>" in desk.get(page(day.anna)).text
    assert "Genoteerd: Anna de Proef was er niet." in desk.post(page(day.anna), follow=True).text
    assert not Presence.objects.exists()


def test_on_the_day_it_is_now(desk, day, time_machine, login, coordinator):
    time_machine.move_to(MORNING, tick=False)

    login(coordinator).post(page(day.anna))

    assert Presence.objects.get().scanned_at == MORNING


def test_certificate_that_was_made_stays_true(desk, day):
    desk.post(page(day.anna))
    issuing.issue(day.anna, now=MORNING)

    said = desk.post(page(day.anna), follow=True).text

    assert "heeft al een bewijs van deelname" in said
    assert Presence.objects.exists()


def test_who_stayed_away_was_not_there(desk, day):
    gone = RegistrationFactory(edition=day.edition, state=RegistrationState.CANCELLED, cancelled_at=MORNING)

    assert "heeft zich afgemeld" in desk.post(page(gone), follow=True).text

    assert not Presence.objects.exists()


def test_before_the_day_nobody_was_there(login, coordinator, day, time_machine):
    time_machine.move_to(MORNING - datetime.timedelta(days=1), tick=False)
    desk = login(coordinator)

    assert page(day.anna) not in desk.get(LIST).text
    assert "nog niet geweest" in desk.post(page(day.anna), follow=True).text
    assert not Presence.objects.exists()
