"""Who lost their link gets it again, in every phase; who asks about another learns nothing."""

import pytest
import time_machine as clock
from django.core.cache import cache

from outbox.models import Email
from outbox.reading import read
from symposium.registering import joining, links
from tests.members.factories import UserFactory
from tests.symposium.factories import EditionFactory
from tests.symposium.seats.build import NOW, hours, open_edition, somebody

pytestmark = pytest.mark.django_db
PAGE = "/symposium/link-kwijt/"


@pytest.fixture
def anna(client):
    """She was at an edition of which registration closed long ago."""
    cache.clear()
    person = somebody(open_edition(), "Anna")
    Email.objects.all().delete()
    with clock.travel(hours(100 * 24), tick=False):
        yield person


def test_link_is_mailed_again_long_after_the_day(client, anna):
    draft = EditionFactory(year=2030, draft=True)
    type(anna).objects.create(edition=draft, name="Anna", email=anna.email, state="coming", created_at=NOW)
    assert "Mail mij mijn link" in client.get(PAGE).text

    client.post(PAGE, {"email": f" {anna.email.upper()}"})

    mail = Email.objects.get()
    said = read(bytes(mail.mime)).text
    assert (mail.to, mail.is_private, said.count("/mijn-dag/")) == (anna.email, True, 1)
    assert f"/symposium/mijn-dag/{links.token(anna)}/" in said


def test_address_of_the_account_is_good_too(client, anna):
    user = UserFactory(email="anna.thuis@voorbeeld.invalid")
    anna.user = user
    anna.save()

    client.post(PAGE, {"email": user.email})

    assert Email.objects.get().to == user.email


def test_answer_is_the_same_for_who_is_not_registered_and_nobody_is_mailed(client, anna):
    gone = somebody(open_edition(year=2028), "Weg")
    with clock.travel(NOW, tick=False):
        joining.cancel(gone, now=NOW)
    Email.objects.all().delete()
    known = client.post(PAGE, {"email": anna.email}, follow=True).text.replace(anna.email, "X")
    Email.objects.all().delete()

    for email in (gone.email, "onbekend@voorbeeld.invalid"):
        said = client.post(PAGE, {"email": email}, follow=True).text.replace(email, "X")
        assert "Hoort X bij een aanmelding?" in said
        assert without_token(said) == without_token(known)
    assert not Email.objects.exists()


def without_token(page):
    return [line for line in page.splitlines() if "csrf" not in line and "nonce" not in line]


def test_slips_and_very_often_are_said(client, anna, settings):
    settings.ACCOUNT_RATE_LIMITS = {"symposium_link": "1/h/key"}
    assert "Bedoel je anna@gmail.com?" in client.post(PAGE, {"email": "anna@gmial.com"}).text

    codes = [client.post(PAGE, {"email": anna.email}).status_code for _ in range(2)]

    assert codes == [302, 429]
    assert Email.objects.count() == 1
