"""Who asked to be invited again gets one mail when registration of the next edition opens, and no more."""

import pytest
import time_machine as clock

from outbox.models import Email
from outbox.reading import read
from symposium.models import Registration
from symposium.registering import inviting, links
from symposium.tasks import invite_again
from tests.symposium.factories import EditionFactory, RegistrationFactory
from tests.symposium.seats.build import NOW, hours, open_edition, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def last_year():
    return EditionFactory(year=2026)


def asked(edition, **more):
    return RegistrationFactory(edition=edition, wants_next_year=True, **more)


def test_who_asked_is_mailed_once_when_registration_opens(last_year):
    coming = open_edition()
    anna = asked(last_year, name="Anna")
    asked(last_year, name="Zonder adres", email="")
    RegistrationFactory(edition=last_year, name="Vroeg niets")
    asked(EditionFactory(year=2025), email=anna.email)
    here = somebody(coming, "Bea", wants_next_year=True)
    asked(last_year, email=here.email)
    Email.objects.all().delete()
    coming.registration_opens_at = hours(24)
    coming.save()
    with clock.travel(NOW, tick=False):
        invite_again()
    assert not Email.objects.exists()

    with clock.travel(hours(25), tick=False):
        for _ in range(2):
            invite_again()

    mail = Email.objects.get()
    assert mail.to == anna.email
    assert "/symposium/2027/aanmelden/" in read(bytes(mail.mime)).text
    left = Registration.objects.filter(wants_next_year=True).values_list("name", flat=True)
    assert set(left) == {"Zonder adres", "Bea"}


def test_after_the_day_one_reads_that_it_comes_and_can_say_no(client, last_year):
    anna = asked(last_year)
    page = f"/symposium/mijn-dag/{links.token(anna)}/"
    with clock.travel(NOW, tick=False):
        assert "Je krijgt één mail als de aanmelding" in client.get(page).text

        client.post(f"{page}gegevens/", {"organisation": "JGZ"})

        assert "Je krijgt één mail als de aanmelding" not in client.get(page).text


def test_a_row_that_somebody_else_did_is_left(last_year):
    done = RegistrationFactory(edition=last_year)

    assert inviting.invite(done.pk, open_edition()) is False
