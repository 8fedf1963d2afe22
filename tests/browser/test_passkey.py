"""A real browser with a virtual key: an invited person makes a passkey, leaves, and comes back with it."""

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse
from django.utils import timezone

from members.accounts import sessions
from tests.browser.conftest import PATIENCE, go
from tests.members.factories import MembershipFactory, UserFactory

KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def address(live_server):
    """Passkeys need a name: browsers refuse 127.0.0.1."""
    return live_server.url.replace("127.0.0.1", "localhost")


@pytest.fixture
def newcomer(transactional_db):
    return MembershipFactory(user=UserFactory(factor=False)).user


@pytest.fixture
def page(browser, address, newcomer):
    """The browser of somebody who just accepted an invitation."""
    session = SessionStore()
    session[SESSION_KEY] = str(newcomer.pk)
    session[BACKEND_SESSION_KEY] = "members.accounts.backends.AccountBackend"
    session[HASH_SESSION_KEY] = newcomer.get_session_auth_hash()
    sessions.begin(session, timezone.now())
    session.save()
    context = browser.new_context(base_url=address, locale="nl-NL")
    context.set_default_timeout(PATIENCE)
    context.add_cookies([{"name": "sessionid", "value": session.session_key, "url": address}])
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    page.key = devtools
    yield page
    context.close()


def make_passkey(page):
    page.goto(reverse("home"))
    page.get_by_role("link", name="Met een passkey").click()
    page.get_by_role("button", name="Maak de passkey").click()
    page.get_by_role("heading", name="Bewaar deze herstelcodes").wait_for()


def test_newcomer_makes_a_passkey_and_comes_back_with_it(page, newcomer, address):
    make_passkey(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download als bestand").click()
    codes = download.value.path().read_text()
    page.goto(reverse("account_logout"))
    go(page.get_by_role("button", name="Log uit"))
    page.goto(reverse("account_login"))

    page.get_by_role("button", name="Log in met een passkey").click()
    page.wait_for_url(f"{address}/")
    page.goto(reverse("account_email"))

    assert newcomer.email in page.content()
    assert len([line for line in codes.splitlines() if line.isdigit()]) == 10


def test_same_device_gets_no_second_passkey(page, newcomer):
    make_passkey(page)
    page.goto(reverse("mfa_add_webauthn"))
    page.get_by_role("button", name="Bevestig met je passkey").click()

    page.get_by_role("button", name="Maak de passkey").click()

    page.get_by_text("Op dit apparaat staat al een passkey voor dit account.").wait_for()


def test_who_stops_half_way_reads_what_happened(page, newcomer):
    page.goto(reverse("mfa_add_webauthn"))
    page.evaluate(
        "() => { navigator.credentials.create = async () => { throw new DOMException('', 'NotAllowedError') } }"
    )

    page.get_by_role("button", name="Maak de passkey").click()

    page.get_by_text("Het is niet gelukt, of je bent gestopt.").wait_for()
    assert newcomer.authenticator_set.count() == 0
