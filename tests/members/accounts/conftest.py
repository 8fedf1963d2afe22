"""What the tests of logging in share: codes, mails and a browser that logs in for real."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.urls import reverse
from django.utils import timezone

from outbox.models import Email
from outbox.reading import read
from tests.members.factories import TOTP_SECRET, UserFactory

PASSWORD = "vlag-orgel-perzik-mist"


def totp_code(secret=TOTP_SECRET):
    """The code of now: the first that is accepted is the one before, which may lapse before it is sent."""
    _, current, _ = yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(secret, current))


def mails():
    """Who got what, in order."""
    return [(mail.to, mail.subject) for mail in Email.objects.order_by("pk")]


def mailed_code():
    """The code that stands alone on a line of the newest mail."""
    newest = Email.objects.latest("pk")
    return re.search(r"^([A-Z0-9][A-Z0-9-]+)$", read(newest.mime).text, re.M).group(1)


def secret_on(page):
    return page.context["form"].secret


def activate_app(client):
    page = client.get(reverse("mfa_activate_totp"))
    return client.post(reverse("mfa_activate_totp"), {"code": totp_code(secret_on(page))})


def add_passkey(user, name="Laptop"):
    """A passkey as far as the lists and the rules are concerned; tests/browser logs in with a real one."""
    return Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data={"name": name})


def confirm(client):
    """Show again who you are, as the pages below ask."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


@pytest.fixture
def newcomer(db):
    """Somebody who was just invited: no password, no passkey, no app."""
    return UserFactory(factor=False)


@pytest.fixture
def half_way(db):
    """Somebody who chose a password and then broke off."""
    return UserFactory(factor=False, password=PASSWORD)


@pytest.fixture
def wait(time_machine):
    """Let time pass: `wait(minutes=6)`."""

    def _wait(**time):
        time_machine.move_to(timezone.now() + timedelta(**time))

    return _wait


@pytest.fixture
def sign_in(client):
    """Log in as a person does: with a password, then a code of the app."""

    def _sign_in(user, *, remember=False, browser=client):
        browser.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
        browser.post(reverse("mfa_authenticate"), {"code": totp_code()})
        return browser.post(reverse("mfa_trust"), {"action": "trust" if remember else "no"})

    return _sign_in
