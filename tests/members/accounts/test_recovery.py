"""The coordinator lets somebody back in who lost everything, and nobody else gets in that way."""

import pytest
import structlog
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from tests.members.accounts.conftest import PASSWORD, activate_app, add_passkey, mailed_code, mails, totp_code
from tests.members.factories import MembershipFactory, UserFactory

NEW = "tafellamp groente zwembad tand"
CALLED = {"has_called": "on", "reason": "Telefoon gestolen."}
SUBJECT = "Je begint opnieuw met inloggen"


@pytest.fixture(autouse=True)
def no_old_attempts(db):
    cache.clear()


@pytest.fixture
def person(network):
    user = MembershipFactory(circle=network, user=UserFactory(password=PASSWORD, name="Wietske Weg")).user
    RecoveryCodes.activate(user)
    return user


def page_of(person):
    return reverse("members:person_let_in", args=[person.pk])


def confirmed(client, user):
    """Somebody who just showed a code of their app."""
    client.force_login(user)
    client.post(reverse("mfa_reauthenticate"), {"code": totp_code()})
    return client


@pytest.fixture
def at_work(client, coordinator):
    return confirmed(client, coordinator)


def begin_again(browser, person):
    browser.post(reverse("account_reset_password"), {"email": person.email})
    browser.post(reverse("account_confirm_password_reset_code"), {"code": mailed_code()})
    browser.post(reverse("account_complete_password_reset"), {"password1": NEW, "password2": NEW})


def test_person_page_leads_there_for_the_coordinator_only(client, person, coordinator, member):
    client.force_login(coordinator)
    page = client.get(person.get_absolute_url()).text
    client.force_login(member)

    assert f'href="{page_of(person)}"' in page
    assert "kan er niet meer in?" not in client.get(person.get_absolute_url()).text


def test_page_says_to_call_first(at_work, person):
    page = at_work.get(page_of(person))

    assert "Bel op een nummer dat je al kende" in page.text
    assert "ook aanjager" not in page.text


@pytest.mark.parametrize("missing", ["has_called", "reason"])
def test_nothing_goes_before_there_was_a_call_and_a_reason(at_work, person, missing):
    response = at_work.post(page_of(person), {**CALLED, missing: ""})

    person.refresh_from_db()
    assert response.status_code == 200
    assert Authenticator.objects.filter(user=person).count() == 2
    assert person.check_password(PASSWORD)
    assert not LogEntry.objects.exists()


def test_everything_goes(at_work, person):
    add_passkey(person)

    response = at_work.post(page_of(person), CALLED, follow=True)

    person.refresh_from_db()
    assert "Wietske Weg kan opnieuw beginnen." in response.text
    assert not Authenticator.objects.filter(user=person).exists()
    assert not person.has_usable_password()


def test_others_keep_theirs(at_work, person, coordinator):
    at_work.post(page_of(person), CALLED)

    assert Authenticator.objects.filter(user=coordinator).exists()
    assert at_work.get(reverse("mfa_index")).status_code == 200


def test_sessions_end_listed_or_not(at_work, person, sign_in):
    listed, unlisted = Client(), Client()
    sign_in(person, browser=listed)
    unlisted.force_login(person)

    at_work.post(page_of(person), CALLED)

    for browser in (listed, unlisted):
        assert browser.get(reverse("mfa_index")).headers["Location"].startswith(reverse("account_login"))
    assert not UserSession.objects.filter(user=person).exists()


def test_remembered_browser_with_the_old_password_is_out(at_work, person, sign_in):
    browser = Client()
    sign_in(person, browser=browser, remember=True)
    at_work.post(page_of(person), CALLED)

    response = browser.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})

    assert "klopt niet" in response.text
    assert "_auth_user_id" not in browser.session


def test_owner_is_mailed_and_it_is_on_record(at_work, person, coordinator):
    with structlog.testing.capture_logs() as lines:
        at_work.post(page_of(person), CALLED)

    entry = LogEntry.objects.get()
    assert mails() == [(person.email, SUBJECT)]
    assert (entry.user, entry.object_id) == (coordinator, str(person.pk))
    assert entry.change_message == "Inlogmiddelen weggehaald: Telefoon gestolen."
    assert [(line["actor"], line["object"]) for line in lines if line["event"] == "let_back_in"] == [
        (coordinator.pk, f"members.User {person.pk}")
    ]


@pytest.mark.parametrize("password", [None, PASSWORD])
def test_owner_comes_back_by_a_code_on_their_own_address(at_work, network, password):
    """Also who never had a password: only a passkey, on the laptop that is gone."""
    person = MembershipFactory(circle=network, user=UserFactory(factor=False, password=password)).user
    add_passkey(person)
    at_work.post(page_of(person), CALLED)
    browser = Client()

    begin_again(browser, person)
    led = browser.get(reverse("home")).headers["Location"]
    activate_app(browser)

    person.refresh_from_db()
    assert led == reverse("account_choose")
    assert person.check_password(NEW)
    assert Authenticator.objects.filter(user=person, type="totp").exists()
    assert browser.get(reverse("home")).status_code == 200
    assert EmailAddress.objects.get(user=person).verified


def test_not_for_yourself(at_work, coordinator):
    assert at_work.post(page_of(coordinator), CALLED).status_code == 404
    assert "kan er niet meer in?" not in at_work.get(coordinator.get_absolute_url()).text


def test_not_for_a_closed_account(at_work, person):
    person.is_active = False
    person.save()

    assert at_work.get(page_of(person)).status_code == 404
    assert "kan er niet meer in?" not in at_work.get(person.get_absolute_url()).text


def test_for_another_coordinator_it_warns(at_work, network):
    colleague = MembershipFactory(circle=network, leader=True).user

    page = at_work.get(page_of(colleague))
    at_work.post(page_of(colleague), CALLED)

    assert "Deze persoon is ook aanjager" in page.text
    assert not Authenticator.objects.filter(user=colleague).exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_coordinator_shows_who_they_are_first(client, coordinator, person, method):
    client.force_login(coordinator)

    response = getattr(client, method)(page_of(person), CALLED)

    assert response.headers["Location"].startswith(reverse("mfa_reauthenticate"))
    assert Authenticator.objects.filter(user=person).exists()


def test_member_cannot_even_after_confirming(client, member, person):
    confirmed(client, member)

    assert client.post(page_of(person), CALLED).status_code == 404
    assert Authenticator.objects.filter(user=person).exists()


def test_when_the_mail_cannot_be_stored_nothing_goes(at_work, person, monkeypatch):
    def fail(*args):
        raise RuntimeError

    monkeypatch.setattr("members.emails.let_back_in", fail)
    at_work.raise_request_exception = False

    assert at_work.post(page_of(person), CALLED).status_code == 500
    assert Authenticator.objects.filter(user=person).exists()
    assert not LogEntry.objects.exists()


def test_on_the_server_it_works_for_the_only_coordinator(coordinator, capsys):
    call_command("let_back_in", coordinator.email.upper())

    assert not Authenticator.objects.exists()
    assert mails() == [(coordinator.email, SUBJECT)]
    assert "Klaar." in capsys.readouterr().out


def test_on_the_server_a_wrong_address_is_said(db):
    with pytest.raises(CommandError, match="geen account"):
        call_command("let_back_in", "niemand@voorbeeld.invalid")
