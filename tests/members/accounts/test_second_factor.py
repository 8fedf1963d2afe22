"""Nobody gets past setting up a second factor, and nobody loses the last one."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client
from django.urls import get_resolver, reverse

from members.accounts.middleware import WITHOUT_SECOND_FACTOR
from members.models import Membership
from tests.members.accounts.conftest import PASSWORD, activate_app, add_passkey, confirm, mails, secret_on
from tests.members.factories import MembershipFactory, UserFactory
from tests.urls import named_views


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
    confirm(client)

    activate_app(client)

    assert "_auth_user_id" in other.session


def test_codes_that_are_there_stay_when_another_factor_comes(client, db):
    person = UserFactory(password=PASSWORD, factor=False)
    add_passkey(person)
    codes = RecoveryCodes.activate(person).get_unused_codes()
    client.force_login(person)
    confirm(client)

    response = activate_app(client)

    assert response.headers["Location"] == reverse("mfa_index")
    assert Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes() == codes


def test_owner_is_mailed_about_the_app(client, half_way, django_capture_on_commit_callbacks):
    client.force_login(half_way)

    with django_capture_on_commit_callbacks(execute=True):
        activate_app(client)

    assert mails() == [(half_way.email, "Een app is aan je account gekoppeld")]
