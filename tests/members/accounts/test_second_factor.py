"""Nobody gets past setting up a second factor, and nobody loses the last one."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from members.accounts import sessions
from members.accounts.middleware import WITHOUT_SECOND_FACTOR
from members.models import Membership
from tests.members.accounts.conftest import PASSWORD, mails, totp_code
from tests.members.factories import MembershipFactory, UserFactory
from tests.urls import named_views


@pytest.fixture
def newcomer(db):
    """Somebody who was just invited: no password, no passkey, no app."""
    return UserFactory(factor=False)


@pytest.fixture
def half_way(db):
    """Somebody who chose a password and then broke off."""
    return UserFactory(factor=False, password=PASSWORD)


def add_passkey(user, name="Laptop"):
    """A passkey as far as the lists and the rules are concerned; tests/browser logs in with a real one."""
    return Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data={"name": name})


def plain_paths():
    """Every path without arguments, but for the admin's."""
    for name, _ in named_views(get_resolver()):
        if not name.startswith("admin:"):
            try:
                yield name, reverse(name)
            except Exception:
                continue


@pytest.mark.parametrize("who", ["newcomer", "half_way"])
def test_every_page_but_the_listed_leads_to_setting_up(client, request, who):
    client.force_login(request.getfixturevalue(who))

    reached = set()
    for name, url in plain_paths():
        response = client.get(url)
        if response.headers.get("Location") != reverse("account_choose"):
            reached.add(name)

    assert reached <= WITHOUT_SECOND_FACTOR


def test_posting_is_no_way_around(client, newcomer):
    client.force_login(newcomer)

    response = client.post(reverse("usersessions_list"))

    assert response.headers["Location"] == reverse("account_choose")


def test_recovery_codes_alone_are_no_second_factor(client, newcomer):
    RecoveryCodes.activate(newcomer)
    client.force_login(newcomer)

    assert client.get(reverse("home")).headers["Location"] == reverse("account_choose")


@pytest.mark.parametrize(
    ("role", "is_asked"),
    [("network leader", True), ("data", True), ("coalition leader", True), ("member", False), ("reader", False)],
)
def test_managers_mode_asks_it_of_who_manages(client, settings, network, role, is_asked):
    settings.MFA_REQUIRED = "managers"
    roles = {
        "network leader": {"circle": network, "role": Membership.Role.LEADER},
        "data": {"circle": network, "role": Membership.Role.DATA},
        "coalition leader": {"role": Membership.Role.LEADER},
        "member": {"circle": network},
        "reader": {"circle": network, "role": Membership.Role.READER},
    }
    person = MembershipFactory(user=UserFactory(factor=False), **roles[role]).user
    client.force_login(person)

    assert (client.get(reverse("home")).status_code == 302) is is_asked


def test_managers_mode_asks_it_of_staff(client, settings, db):
    settings.MFA_REQUIRED = "managers"
    client.force_login(UserFactory(factor=False, is_staff=True))

    assert client.get(reverse("home")).headers["Location"] == reverse("account_choose")


def test_who_need_not_may_put_it_off(client, settings, network):
    settings.MFA_REQUIRED = "managers"
    client.force_login(MembershipFactory(circle=network, user=UserFactory(factor=False)).user)

    assert "Later instellen" in client.get(reverse("account_choose")).text


def test_who_must_may_not_put_it_off(client, newcomer):
    client.force_login(newcomer)

    assert "Later instellen" not in client.get(reverse("account_choose")).text


def test_choosing_leads_to_a_password_first(client, newcomer):
    client.force_login(newcomer)

    page = client.get(reverse("account_choose"))

    assert page.context["app_url"] == reverse("account_set_password")


def test_who_has_a_password_goes_on_with_the_app(client, half_way):
    client.force_login(half_way)

    assert client.get(reverse("account_choose")).context["app_url"] == reverse("mfa_activate_totp")


def secret_on(page):
    return page.context["form"].secret


def activate_app(client):
    page = client.get(reverse("mfa_activate_totp"))
    return client.post(reverse("mfa_activate_totp"), {"code": totp_code(secret_on(page))})


def test_newcomer_sets_up_password_app_and_gets_recovery_codes(client, newcomer):
    client.force_login(newcomer)

    chosen = client.post(reverse("account_set_password"), {"password1": PASSWORD, "password2": PASSWORD})
    activated = activate_app(client)
    codes = client.get(reverse("mfa_view_recovery_codes"))

    assert chosen.headers["Location"] == reverse("mfa_activate_totp")
    assert activated.headers["Location"] == reverse("mfa_view_recovery_codes")
    assert len(codes.context["codes"]) == 10
    assert codes.context["codes"][0] in codes.text
    assert client.get(reverse("home")).status_code == 200


def test_secret_is_shown_as_picture_and_as_text_in_fours(client, half_way):
    client.force_login(half_way)

    page = client.get(reverse("mfa_activate_totp"))

    assert "".join(page.context["secret_groups"]) == secret_on(page)
    assert {len(group) for group in page.context["secret_groups"]} == {4}
    assert " ".join(page.context["secret_groups"]) in page.text
    assert "<svg" in page.text
    assert "data:" not in page.text


def test_wrong_code_activates_nothing(client, half_way):
    client.force_login(half_way)
    client.get(reverse("mfa_activate_totp"))

    response = client.post(reverse("mfa_activate_totp"), {"code": "000000"})

    assert "Deze code klopt niet." in response.text
    assert not Authenticator.objects.exists()


def test_setting_up_late_asks_the_password_again(client, half_way, wait):
    client.force_login(half_way)
    wait(minutes=6)

    response = client.get(reverse("mfa_activate_totp"))

    assert response.headers["Location"].startswith(reverse("account_reauthenticate"))


def test_password_given_again_leads_on_to_the_app(client, half_way, wait):
    client.force_login(half_way)
    wait(minutes=6)
    asked = client.get(reverse("mfa_activate_totp")).headers["Location"]

    response = client.post(asked, {"password": PASSWORD})

    assert response.headers["Location"] == reverse("mfa_activate_totp")
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_who_has_a_factor_is_asked_again_before_adding_another(client, db):
    client.force_login(UserFactory(password=PASSWORD))

    response = client.get(reverse("mfa_add_webauthn"))

    assert response.headers["Location"].startswith(reverse("account_reauthenticate"))


def test_first_factor_ends_the_sessions_that_never_showed_one(client, half_way):
    """Somebody who knew the password and was in before would otherwise go on without the factor."""
    stranger = Client()
    stranger.post(reverse("account_login"), {"login": half_way.email, "password": PASSWORD})
    client.post(reverse("account_login"), {"login": half_way.email, "password": PASSWORD})

    activate_app(client)

    assert "_auth_user_id" not in stranger.session
    assert client.get(reverse("home")).status_code == 200


def test_second_factor_leaves_other_sessions_alone(client, db):
    person = UserFactory(password=PASSWORD, factor=False)
    add_passkey(person)
    client.force_login(person)
    other = Client()
    other.force_login(person)
    asked = client.get(reverse("mfa_activate_totp")).headers["Location"]
    client.post(asked, {"password": PASSWORD})

    activate_app(client)

    assert "_auth_user_id" in other.session


def test_codes_that_are_there_stay_when_another_factor_comes(client, db):
    person = UserFactory(password=PASSWORD, factor=False)
    add_passkey(person)
    codes = RecoveryCodes.activate(person).get_unused_codes()
    client.force_login(person)
    asked = client.get(reverse("mfa_activate_totp")).headers["Location"]
    client.post(asked, {"password": PASSWORD})

    response = activate_app(client)

    assert response.headers["Location"] == reverse("mfa_index")
    assert Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes() == codes


def test_owner_is_mailed_about_the_app(client, half_way, django_capture_on_commit_callbacks):
    client.force_login(half_way)

    with django_capture_on_commit_callbacks(execute=True):
        activate_app(client)

    assert mails() == [(half_way.email, "Een app is aan je account gekoppeld")]


def test_recovery_codes_are_shown_for_ten_minutes(client, half_way, wait):
    client.force_login(half_way)
    activate_app(client)
    wait(minutes=11)

    page = client.get(reverse("mfa_view_recovery_codes"))

    assert page.context["codes"] == []
    assert "nog 10 ongebruikte codes" in page.text
    assert client.get(reverse("mfa_download_recovery_codes")).status_code == 404


def test_recovery_codes_are_shown_in_their_own_session_only(client, half_way):
    client.force_login(half_way)
    activate_app(client)
    other = Client()
    other.force_login(half_way)

    assert other.get(reverse("mfa_view_recovery_codes")).context["codes"] == []


def test_recovery_codes_can_be_downloaded(client, half_way):
    client.force_login(half_way)
    activate_app(client)

    response = client.get(reverse("mfa_download_recovery_codes"))

    assert response.headers["Content-Disposition"] == 'attachment; filename="herstelcodes-kansrijke-start.txt"'
    assert all(code in response.text for code in client.get(reverse("mfa_view_recovery_codes")).context["codes"])


def test_new_recovery_codes_replace_the_old(client, half_way):
    client.force_login(half_way)
    activate_app(client)
    old = client.get(reverse("mfa_view_recovery_codes")).context["codes"]
    asked = client.get(reverse("mfa_generate_recovery_codes")).headers["Location"]
    client.post(asked, {"password": PASSWORD})

    response = client.post(reverse("mfa_generate_recovery_codes"))

    new = client.get(reverse("mfa_view_recovery_codes")).context["codes"]
    assert response.headers["Location"] == reverse("mfa_view_recovery_codes")
    assert len(new) == 10
    assert not set(new) & set(old)


def test_who_has_no_recovery_codes_sees_no_page(client, db):
    client.force_login(UserFactory())

    assert client.get(reverse("mfa_view_recovery_codes")).status_code == 404


def confirm(client):
    """Show again who you are, as the pages below ask."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


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


def test_session_without_moments_begins_now(client, db):
    """A login by another road than ours is timed from its first page on."""
    Client.force_login(client, UserFactory())

    client.get(reverse("home"))

    assert sessions.age(client.session, timezone.now()).total_seconds() < 60
