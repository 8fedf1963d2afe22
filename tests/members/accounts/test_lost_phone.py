"""A new phone in the place of the old one, also for who has nothing but the app and recovery codes."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client
from django.urls import reverse

from members.accounts import encryption
from tests.members.accounts.conftest import PASSWORD, add_passkey, confirm, mails, secret_on, totp_code
from tests.members.factories import UserFactory

REPLACE = reverse("mfa_replace_totp")


@pytest.fixture
def person(db):
    return UserFactory(password=PASSWORD)


@pytest.fixture
def codes(person):
    return RecoveryCodes.activate(person).get_unused_codes()


def enter_with(client, person, code):
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    client.post(reverse("mfa_authenticate"), {"code": code})
    client.post(reverse("mfa_trust"), {"action": "no"})


def secret_of(person):
    return encryption.decrypt(Authenticator.objects.get(user=person, type="totp").data["secret"])


def test_recovery_code_is_enough_to_replace_the_app_at_once(client, person, codes):
    enter_with(client, person, codes[0])

    page = client.get(REPLACE)
    new = secret_on(page)
    response = client.post(REPLACE, {"code": totp_code(new)})

    assert response.headers["Location"] == reverse("mfa_index")
    assert secret_of(person) == new
    assert "<svg" in page.text


def test_recovery_codes_that_are_left_stay(client, person, codes):
    enter_with(client, person, codes[0])

    client.post(REPLACE, {"code": totp_code(secret_on(client.get(REPLACE)))})

    assert Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes() == codes[1:]


def test_who_had_no_recovery_codes_gets_them(client, person):
    client.force_login(person)
    confirm(client)

    response = client.post(REPLACE, {"code": totp_code(secret_on(client.get(REPLACE)))})

    assert response.headers["Location"] == reverse("mfa_view_recovery_codes")
    assert len(client.get(reverse("mfa_view_recovery_codes")).context["codes"]) == 10


def test_wrong_code_leaves_the_old_app_alone(client, person, codes):
    enter_with(client, person, codes[0])
    old = secret_of(person)
    client.get(REPLACE)

    response = client.post(REPLACE, {"code": "000000"})

    assert "Deze code klopt niet." in response.text
    assert secret_of(person) == old


def test_when_making_the_new_app_fails_the_old_one_stays(client, person, codes, monkeypatch):
    enter_with(client, person, codes[0])
    old = secret_of(person)
    new = secret_on(client.get(REPLACE))

    def fail(text):
        raise RuntimeError

    client.raise_request_exception = False
    with monkeypatch.context() as broken:
        broken.setattr(encryption, "encrypt", fail)
        response = client.post(REPLACE, {"code": totp_code(new)})

    assert response.status_code == 500
    assert secret_of(person) == old


@pytest.mark.parametrize("way", ["password", "recovery code"])
def test_later_it_asks_who_you_are_but_not_for_the_app(client, person, codes, wait, way):
    enter_with(client, person, codes[0])
    wait(minutes=6)
    asked = client.get(REPLACE).headers["Location"]
    other = client.get(asked).context["reauthentication_alternatives"][0]["url"]

    if way == "password":
        client.post(asked, {"password": PASSWORD})
    else:
        client.post(other, {"code": codes[1]})

    assert asked.startswith(reverse("account_reauthenticate"))
    assert client.get(REPLACE).status_code == 200


def test_lost_phone_is_logged_out(client, person, codes, sign_in):
    phone = Client()
    sign_in(person, browser=phone)
    enter_with(client, person, codes[0])

    client.post(REPLACE, {"code": totp_code(secret_on(client.get(REPLACE)))})

    assert "_auth_user_id" not in phone.session
    assert client.get(reverse("mfa_index")).status_code == 200


def test_remembered_browser_has_to_show_the_new_app(client, person, codes, sign_in):
    phone = Client()
    sign_in(person, browser=phone, remember=True)
    enter_with(client, person, codes[0])
    client.post(REPLACE, {"code": totp_code(secret_on(client.get(REPLACE)))})

    response = phone.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})

    assert response.headers["Location"] == reverse("mfa_authenticate")


def test_owner_is_mailed_that_another_app_counts(client, person, codes, django_capture_on_commit_callbacks):
    enter_with(client, person, codes[0])
    new = secret_on(client.get(REPLACE))

    with django_capture_on_commit_callbacks(execute=True):
        client.post(REPLACE, {"code": totp_code(new)})

    assert (person.email, "Een app is aan je account gekoppeld") in mails()


def test_who_has_no_app_has_nothing_to_replace(client, db):
    person = UserFactory(password=PASSWORD, factor=False)
    add_passkey(person)
    client.force_login(person)
    confirm(client)

    assert client.get(REPLACE).status_code == 404


def test_only_app_is_not_taken_off_but_replaced(client, person, codes):
    enter_with(client, person, codes[0])

    page = client.get(reverse("mfa_deactivate_totp"))

    assert f'href="{REPLACE}"' in page.text
    assert f'href="{REPLACE}"' in client.get(reverse("mfa_index")).text


def test_app_beside_a_passkey_may_be_taken_off_or_replaced(client, person, codes):
    add_passkey(person)
    enter_with(client, person, codes[0])

    page = client.get(reverse("mfa_deactivate_totp"))

    assert "Koppel de app los" in page.text
    assert f'href="{REPLACE}"' in page.text


# --- Who logged in a moment ago is not asked again


def is_asked(client):
    return client.get(reverse("mfa_add_webauthn")).status_code == 302


def test_whole_login_counts_for_five_minutes(client, person, sign_in, wait):
    sign_in(person)
    at_once = is_asked(client)
    wait(minutes=4, seconds=30)
    later = is_asked(client)
    wait(minutes=1)

    assert (at_once, later, is_asked(client)) == (False, False, True)


def test_remembered_browser_is_asked(client, person, sign_in):
    sign_in(person, remember=True)
    client.post(reverse("account_logout"))
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})

    assert client.session["_auth_user_id"] == str(person.pk)
    assert is_asked(client)


def test_session_without_a_login_by_the_door_is_asked(client, person):
    client.force_login(person)

    assert is_asked(client)


@pytest.mark.parametrize(
    ("records", "asked"),
    [
        ([{"method": "mfa", "type": "webauthn", "passwordless": True}], False),
        ([{"method": "mfa", "type": "webauthn"}], True),
        ([{"method": "password_reset"}, {"method": "mfa", "type": "totp"}], False),
        ([{"method": "password"}], True),
    ],
)
def test_what_counts_as_a_whole_login(client, person, records, asked):
    """As allauth keeps them; tests/browser logs in with a real passkey."""
    client.force_login(person)
    session = client.session
    session["account_authentication_methods"] = [{"at": time.time(), **record} for record in records]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()

    assert is_asked(client) is asked
