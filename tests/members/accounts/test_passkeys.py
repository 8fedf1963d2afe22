"""Passkeys, and keeping the last way in. A real one logs in in tests/browser/test_passkey.py."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from tests.members.accounts.conftest import PASSWORD, add_passkey, confirm, totp_code
from tests.members.factories import MembershipFactory, UserFactory


def test_only_app_cannot_be_taken_off(client, db):
    person = UserFactory(password=PASSWORD)
    client.force_login(person)
    confirm(client)

    page = client.get(reverse("mfa_deactivate_totp"))
    client.post(reverse("mfa_deactivate_totp"))

    assert "Maak eerst een passkey" in page.text
    assert person.authenticator_set.count() == 1


def test_app_can_be_taken_off_beside_a_passkey(client, db):
    person = UserFactory(password=PASSWORD)
    add_passkey(person)
    client.force_login(person)
    confirm(client)

    client.post(reverse("mfa_deactivate_totp"))

    assert [factor.type for factor in person.authenticator_set.all()] == ["webauthn"]


def test_only_passkey_cannot_be_removed(client, db):
    person = UserFactory(password=PASSWORD, factor=False)
    passkey = add_passkey(person)
    client.force_login(person)
    confirm(client)

    response = client.post(reverse("mfa_remove_webauthn", args=[passkey.pk]), follow=True)

    assert "Dit is je enige manier" in response.text
    assert person.authenticator_set.count() == 1


def test_passkey_can_be_removed_beside_another(client, db):
    person = UserFactory(password=PASSWORD, factor=False)
    passkey, _ = add_passkey(person), add_passkey(person, "Telefoon")
    client.force_login(person)
    confirm(client)

    client.post(reverse("mfa_remove_webauthn", args=[passkey.pk]))

    assert [str(factor) for factor in person.authenticator_set.all()] == ["Telefoon"]


def test_last_passkey_stays_without_a_password_to_use_the_app_with(client, db):
    person = UserFactory()
    passkey = add_passkey(person)
    client.force_login(person)
    client.post(reverse("mfa_reauthenticate"), {"code": totp_code()})

    client.post(reverse("mfa_remove_webauthn", args=[passkey.pk]))

    assert person.authenticator_set.count() == 2


def test_passkey_of_somebody_else_is_not_found(client, db):
    passkey = add_passkey(UserFactory())
    client.force_login(UserFactory(password=PASSWORD))
    confirm(client)

    assert client.get(reverse("mfa_remove_webauthn", args=[passkey.pk])).status_code == 404
    assert client.get(reverse("mfa_edit_webauthn", args=[passkey.pk])).status_code == 404


def test_passkey_gets_another_name(client, db):
    person = UserFactory(password=PASSWORD)
    passkey = add_passkey(person)
    client.force_login(person)
    confirm(client)

    client.post(reverse("mfa_edit_webauthn", args=[passkey.pk]), {"name": "Oude laptop"})

    assert "Oude laptop" in client.get(reverse("mfa_list_webauthn")).text


def test_where_managers_only_need_it_a_member_may_take_the_app_off(client, settings, network):
    settings.MFA_REQUIRED = "managers"
    person = MembershipFactory(circle=network, user=UserFactory(password=PASSWORD)).user
    client.force_login(person)
    confirm(client)

    client.post(reverse("mfa_deactivate_totp"))

    assert not person.authenticator_set.exists()


def test_passkey_page_asks_for_a_key_that_logs_in_by_itself(client, newcomer):
    client.force_login(newcomer)

    page = client.get(reverse("mfa_add_webauthn"), headers={"host": "localhost"})

    wanted = page.context["creation_options"]["publicKey"]["authenticatorSelection"]
    assert (wanted["residentKey"], wanted["userVerification"]) == ("required", "required")


@pytest.mark.parametrize(
    "credential", ["", "{}", "geen json", '{"id": 1}', '{"type": "public-key", "response": {}}', "[]", "1"]
)
def test_nonsense_is_no_passkey(client, newcomer, credential):
    client.force_login(newcomer)
    client.get(reverse("mfa_add_webauthn"))

    response = client.post(reverse("mfa_add_webauthn"), {"credential": credential, "name": "x"})

    assert response.status_code == 200
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize(
    "credential",
    ["", "{}", "geen json", '{"id": 1}', "[]", "1", '{"response": {"userHandle": "x"}}', '{"id": "a", "rawId": "a"}'],
)
def test_nonsense_logs_nobody_in(client, db, credential):
    response = client.post(reverse("mfa_login_webauthn"), {"credential": credential})

    assert response.headers["Location"] == reverse("account_login")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1:8000", "http://localhost:8000/inloggen/"),
        ("127.0.0.1", "http://localhost/inloggen/"),
        ("localhost:8000", ""),
    ],
)
def test_address_of_digits_offers_one_where_passkeys_work(client, db, host, address):
    page = client.get(reverse("account_login"), headers={"host": host})

    assert page.context["passkey_address"] == address
    assert ("Passkeys werken niet op een adres met alleen cijfers" in page.text) is bool(address)


def test_login_page_hands_out_a_challenge(client, db):
    response = client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json", "host": "localhost"})

    options = response.json()["request_options"]["publicKey"]
    assert options["userVerification"] == "required"
    assert options["challenge"]


def test_who_has_a_passkey_is_asked_for_that_first(client, db):
    person = UserFactory(password=PASSWORD)
    add_passkey(person)
    client.force_login(person)

    response = client.get(reverse("mfa_generate_recovery_codes"))

    assert response.headers["Location"].startswith(reverse("mfa_reauthenticate_webauthn"))
