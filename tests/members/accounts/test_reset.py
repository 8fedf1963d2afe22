"""A forgotten password: a code by mail, never around the second factor, and no word about who has an account."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from members.accounts import emails
from outbox.models import Email
from outbox.reading import read
from tests.members.accounts.conftest import PASSWORD, mailed_code, mails, totp_code
from tests.members.factories import UserFactory

NEW = "tafellamp groente zwembad tand"


@pytest.fixture(autouse=True)
def no_old_attempts(db):
    cache.clear()


def ask(client, email):
    return client.post(reverse("account_reset_password"), {"email": email})


def reset(client, user):
    ask(client, user.email)
    client.post(reverse("account_confirm_password_reset_code"), {"code": mailed_code()})
    return client.post(reverse("account_complete_password_reset"), {"password1": NEW, "password2": NEW})


def is_in(client):
    return "_auth_user_id" in client.session


def test_code_leads_to_a_new_password_and_then_to_the_second_step(client, db):
    person = UserFactory(password=PASSWORD)

    response = reset(client, person)

    person.refresh_from_db()
    assert response.headers["Location"] == reverse("mfa_authenticate")
    assert person.check_password(NEW)
    assert not is_in(client)


def test_second_step_still_lets_in(client, db):
    reset(client, UserFactory(password=PASSWORD))

    client.post(reverse("mfa_authenticate"), {"code": totp_code()})
    client.post(reverse("mfa_trust"), {"action": "no"})

    assert is_in(client)


@pytest.mark.parametrize("password", [None, PASSWORD])
def test_who_broke_off_half_way_comes_back_to_setting_up(client, db, password):
    person = UserFactory(factor=False, password=password)

    reset(client, person)

    assert is_in(client)
    assert client.get(reverse("home")).headers["Location"] == reverse("account_choose")


def test_reset_ends_the_open_sessions(client, db):
    person = UserFactory(password=PASSWORD)
    elsewhere = Client()
    elsewhere.force_login(person)

    reset(client, person)

    assert elsewhere.get(reverse("mfa_index")).status_code == 302


def test_owner_is_mailed_the_code_and_the_outcome(client, db):
    person = UserFactory(password=PASSWORD)

    reset(client, person)

    assert mails() == [
        (person.email, "Je code voor een nieuw wachtwoord"),
        (person.email, "Je hebt een nieuw wachtwoord"),
    ]


def test_mail_holds_no_link_to_click(client, db):
    ask(client, UserFactory(password=PASSWORD).email)

    content = read(Email.objects.get().mime)
    assert "http" not in content.text
    assert re.findall(r'href="(?!mailto:)', content.html) == []


def comparable(response, email):
    html = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", response.text)
    return response.status_code, html.replace(email, "ADRES")


def test_known_and_unknown_address_get_the_same_answer(db):
    known, unknown = UserFactory(email="bekend@voorbeeld.invalid").email, "vreemd@voorbeeld.invalid"
    browsers = Client(), Client()
    code_page = reverse("account_confirm_password_reset_code")
    answers = [ask(browser, email) for browser, email in zip(browsers, (known, unknown), strict=True)]
    pages = [browser.get(code_page) for browser in browsers]
    wrong = [browser.post(code_page, {"code": "WRONG"}) for browser in browsers]

    assert answers[0].status_code == answers[1].status_code == 302
    assert answers[0].headers["Location"] == answers[1].headers["Location"] == code_page
    assert comparable(pages[0], known) == comparable(pages[1], unknown)
    assert comparable(wrong[0], known) == comparable(wrong[1], unknown)


def test_unknown_address_gets_no_mail(client, db):
    ask(client, "vreemd@voorbeeld.invalid")

    assert mails() == []


def test_mail_for_an_unknown_address_is_composed_all_the_same(client, db, monkeypatch):
    """So that the answer takes as long; only the row is left out."""
    composed = []
    real = emails.account_mail
    monkeypatch.setattr(emails, "account_mail", lambda *args: composed.append(args[0]) or real(*args))

    ask(client, "vreemd@voorbeeld.invalid")

    assert composed == ["account/email/unknown_account"]


def test_deactivated_person_gets_no_code(client, db):
    ask(client, UserFactory(is_active=False).email)

    assert mails() == []


def test_third_wrong_code_ends_it(client, db):
    ask(client, UserFactory(password=PASSWORD).email)
    right = mailed_code()
    for _ in range(3):
        response = client.post(reverse("account_confirm_password_reset_code"), {"code": "WRONG"})

    late = client.post(reverse("account_confirm_password_reset_code"), {"code": right})

    assert response.headers["Location"] == reverse("account_login")
    assert late.headers["Location"] == reverse("account_login")


@pytest.mark.parametrize(("minutes", "works"), [(9, True), (11, False)])
def test_code_works_for_ten_minutes(client, db, wait, minutes, works):
    ask(client, UserFactory(password=PASSWORD).email)
    wait(minutes=minutes)

    response = client.post(reverse("account_confirm_password_reset_code"), {"code": mailed_code()})

    assert (response.headers["Location"] == reverse("account_complete_password_reset")) is works


def test_code_works_in_the_browser_that_asked(client, db):
    ask(client, UserFactory(password=PASSWORD).email)

    response = Client().post(reverse("account_confirm_password_reset_code"), {"code": mailed_code()})

    assert response.headers["Location"] == reverse("account_login")


def test_guessable_new_password_is_refused(client, db):
    ask(client, UserFactory(password=PASSWORD).email)
    client.post(reverse("account_confirm_password_reset_code"), {"code": mailed_code()})

    guessable = {"password1": "Zomer2026Provincie", "password2": "Zomer2026Provincie"}
    response = client.post(reverse("account_complete_password_reset"), guessable)

    assert "te makkelijk te raden" in response.text


def test_sixth_request_for_one_address_within_a_minute_is_refused(client, db):
    answers = [ask(client, "a@voorbeeld.invalid").status_code for _ in range(6)]

    assert answers == [302] * 5 + [429]


def test_name_in_capitals_finds_the_account(client, db):
    person = UserFactory(password=PASSWORD)

    ask(client, person.email.upper())

    assert mails() == [(person.email, "Je code voor een nieuw wachtwoord")]


def test_reset_confirms_the_address(client, db):
    person = UserFactory(password=PASSWORD, address=False)

    reset(client, person)

    assert EmailAddress.objects.get(user=person).verified
