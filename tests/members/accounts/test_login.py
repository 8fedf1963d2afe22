"""Logging in with a password and an app; what somebody without them sees."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.cache import cache
from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from tests.members.accounts.conftest import PASSWORD, totp_code
from tests.members.factories import MembershipFactory, UserFactory

LOGIN = "account_login"


def try_password(client, email, password=PASSWORD):
    return client.post(reverse(LOGIN), {"login": email, "password": password})


def is_in(client):
    return "_auth_user_id" in client.session


@pytest.fixture(autouse=True)
def no_old_attempts(db):
    cache.clear()


@pytest.fixture
def person(db):
    return UserFactory(password=PASSWORD)


def test_password_leads_to_the_second_step(client, person):
    response = try_password(client, person.email)

    assert response.headers["Location"] == reverse("mfa_authenticate")
    assert not is_in(client)


def test_address_may_be_written_with_capitals(client, person):
    assert try_password(client, person.email.upper()).status_code == 302


def test_code_and_no_trust_end_at_the_start_page(client, person, sign_in):
    response = sign_in(person)

    assert response.headers["Location"] == reverse("home")
    assert is_in(client)
    assert response.cookies.get("trusted") is None


def test_login_goes_on_to_the_page_that_was_asked(client, person, sign_in):
    asked = reverse("mfa_index")
    client.post(f"{reverse(LOGIN)}?next={asked}", {"login": person.email, "password": PASSWORD, "next": asked})
    client.post(reverse("mfa_authenticate"), {"code": totp_code()})

    response = client.post(reverse("mfa_trust"), {"action": "no"})

    assert response.headers["Location"] == asked


@pytest.mark.parametrize(
    "elsewhere",
    ["https://kwaad.invalid/", "//kwaad.invalid", "/\\kwaad.invalid", "javascript:alert(1)", "http:kwaad.invalid"],
)
def test_login_never_goes_on_to_another_site(client, elsewhere, db):
    person = UserFactory(password=PASSWORD, factor=False)

    response = client.post(reverse(LOGIN), {"login": person.email, "password": PASSWORD, "next": elsewhere})

    assert response.headers["Location"] == reverse("home")


def test_wrong_code_does_not_let_in(client, person):
    try_password(client, person.email)

    response = client.post(reverse("mfa_authenticate"), {"code": "000000"})

    assert response.status_code == 200
    assert "Deze code klopt niet." in response.text
    assert not is_in(client)


def test_code_works_once(client, person, sign_in):
    sign_in(person)
    client.logout()
    try_password(client, person.email)

    response = client.post(reverse("mfa_authenticate"), {"code": totp_code()})

    assert response.status_code == 200
    assert not is_in(client)


def test_trusted_browser_asks_the_password_only(client, person, sign_in):
    response = sign_in(person, remember=True)
    client.post(reverse("account_logout"))

    again = try_password(client, person.email)

    assert response.cookies["trusted"]["max-age"] == 30 * 24 * 60 * 60
    assert response.cookies["trusted"]["httponly"]
    assert again.headers["Location"] == reverse("home")
    assert is_in(client)


def test_trusted_browser_is_trusted_for_one_person(client, person, sign_in):
    sign_in(person, remember=True)
    client.post(reverse("account_logout"))

    response = try_password(client, UserFactory(password=PASSWORD).email)

    assert response.headers["Location"] == reverse("mfa_authenticate")


def test_new_password_ends_the_trust(client, person, sign_in):
    sign_in(person, remember=True)
    client.post(reverse("account_logout"))
    person.set_password("tafellamp groente zwembad tand")
    person.save()

    response = try_password(client, person.email, "tafellamp groente zwembad tand")

    assert response.headers["Location"] == reverse("mfa_authenticate")


def test_factor_of_an_abandoned_login_does_not_count_for_another(client, person):
    """Somebody passes A's second step, breaks off, and goes on as B."""
    other = UserFactory(password=PASSWORD)
    try_password(client, person.email)
    client.post(reverse("mfa_authenticate"), {"code": totp_code()})
    client.post(reverse("account_logout"))

    response = try_password(client, other.email)

    assert response.headers["Location"] == reverse("mfa_authenticate")
    assert client.get(reverse("mfa_trust")).status_code == 302
    assert not is_in(client)


def test_factor_of_an_abandoned_login_does_not_open_the_way_by_itself(client, person):
    try_password(client, person.email)
    client.post(reverse("mfa_authenticate"), {"code": totp_code()})

    response = client.get(reverse("mfa_index"))

    assert response.status_code == 302
    assert response.headers["Location"].startswith(reverse(LOGIN))


def test_wrong_password_and_unknown_address_look_the_same(client, person):
    known = try_password(client, person.email, "iets heel anders dan dit")
    unknown = try_password(Client(), "niemand@voorbeeld.invalid", "iets heel anders dan dit")

    assert known.status_code == unknown.status_code == 200
    assert "Het e-mailadres of het wachtwoord klopt niet." in known.text
    assert comparable(known.text, person.email) == comparable(unknown.text, "niemand@voorbeeld.invalid")


def comparable(html, email):
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", html).replace(email, "ADRES")


def test_sixth_wrong_password_is_refused_even_when_right(client, person):
    for _ in range(5):
        try_password(client, person.email, "fout fout fout")

    response = try_password(client, person.email)

    assert "Te vaak geprobeerd." in response.text
    assert not is_in(client)


def test_limit_stands_in_the_database(client, person):
    """So that a restart does not lift it, and neither does Redis falling over."""
    try_password(client, person.email, "fout fout fout")

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cache WHERE cache_key LIKE '%%login_failed%%'")
        assert cursor.fetchone()[0] >= 2


def test_too_many_logins_from_one_address_get_the_429_page(client, db):
    answers = [try_password(client, f"a{number}@voorbeeld.invalid").status_code for number in range(31)]

    assert answers[:30] == [200] * 30
    assert answers[30] == 429


def test_page_of_too_many_requests_is_dutch(client, db):
    for number in range(30):
        try_password(client, f"a{number}@voorbeeld.invalid")

    response = try_password(client, "nog@voorbeeld.invalid")

    assert 'lang="nl"' in response.text


def test_visitors_behind_the_proxy_have_limits_of_their_own(client, settings, db):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(30):
        data = {"login": f"a{number}@voorbeeld.invalid", "password": "x"}
        client.post(reverse(LOGIN), data, headers={"X-Forwarded-For": "192.0.2.1"})

    same = client.post(reverse(LOGIN), {"login": "a@b.nl", "password": "x"}, headers={"X-Forwarded-For": "192.0.2.1"})
    other = client.post(reverse(LOGIN), {"login": "a@b.nl", "password": "x"}, headers={"X-Forwarded-For": "192.0.2.2"})

    assert (same.status_code, other.status_code) == (429, 200)


def test_address_that_a_visitor_claims_counts_for_nothing(client, db):
    for number in range(30):
        data = {"login": f"a{number}@voorbeeld.invalid", "password": "x"}
        client.post(reverse(LOGIN), data, headers={"X-Forwarded-For": f"192.0.2.{number}"})

    response = client.post(
        reverse(LOGIN), {"login": "a@b.nl", "password": "x"}, headers={"X-Forwarded-For": "9.9.9.9"}
    )

    assert response.status_code == 429


def test_recovery_code_lets_in_once(client, person):
    code = RecoveryCodes.activate(person).get_unused_codes()[0]
    try_password(client, person.email)
    client.post(reverse("mfa_authenticate"), {"code": code})
    client.post(reverse("mfa_trust"), {"action": "no"})
    was_in = is_in(client)
    client.post(reverse("account_logout"))
    try_password(client, person.email)

    again = client.post(reverse("mfa_authenticate"), {"code": code})

    assert was_in
    assert again.status_code == 200
    assert not is_in(client)


def test_deactivated_person_cannot_log_in(client, db):
    person = UserFactory(password=PASSWORD, is_active=False)

    response = try_password(client, person.email)

    assert response.headers["Location"] == reverse("account_inactive")
    assert not is_in(client)


def test_deactivating_ends_an_open_session(client, person, sign_in):
    sign_in(person)
    person.is_active = False
    person.save()

    response = client.get(reverse("mfa_index"))

    assert response.headers["Location"].startswith(reverse(LOGIN))


def test_ending_a_membership_works_in_an_open_session(client, sign_in, network):
    membership = MembershipFactory(circle=network, leader=True, user=UserFactory(password=PASSWORD))
    sign_in(membership.user)
    was = client.get(reverse("home")).wsgi_request.user.is_coordinator
    membership.until = membership.since
    membership.save()

    assert was
    assert not client.get(reverse("home")).wsgi_request.user.is_coordinator


def test_who_is_in_is_sent_on_from_the_login_page(client, person):
    client.force_login(person)

    assert client.get(reverse(LOGIN)).headers["Location"] == reverse("home")


def test_nobody_can_sign_up(client, db):
    response = client.post(reverse("account_signup"), {"email": "nieuw@voorbeeld.invalid", "password1": PASSWORD})

    assert response.status_code == 405
    assert "op uitnodiging" in client.get(reverse("account_signup")).text


def test_second_step_without_the_first_leads_to_the_login_page(client, db):
    assert client.get(reverse("mfa_authenticate")).headers["Location"] == reverse(LOGIN)


def test_adapter_is_closed_for_signing_up(rf):
    with context.request_context(rf.get("/")):
        assert not get_adapter().is_open_for_signup(rf.get("/"))


@pytest.mark.django_db(transaction=True)
def test_guessing_from_many_sides_at_once_gets_no_further():
    """Each try is a wrong password for one address, all at the same time: at most five are looked at."""
    cache.clear()
    email = UserFactory(password=PASSWORD).email

    def guess(number):
        try:
            return try_password(Client(), email, f"fout fout fout {number}").text
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=12) as pool:
        pages = [*pool.map(guess, range(24))]

    looked_at = [page for page in pages if "Het e-mailadres of het wachtwoord klopt niet." in page]
    assert 1 <= len(looked_at) <= 5
