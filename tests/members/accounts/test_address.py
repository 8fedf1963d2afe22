"""Another e-mail address: confirmed by a code, kept in small letters, told to the old one."""

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.urls import reverse

from tests.members.accounts.conftest import PASSWORD, mailed_code, mails
from tests.members.factories import UserFactory

CODE_PAGE = "account_email_verification_sent"


@pytest.fixture
def person(client, db):
    """Somebody who is in and just showed it again."""
    cache.clear()
    person = UserFactory(email="oud@voorbeeld.invalid", password=PASSWORD)
    client.force_login(person)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return person


def change(client, email):
    return client.post(reverse("account_email"), {"email": email})


def test_address_changes_after_the_code(client, person):
    response = change(client, "Nieuw.Adres@Voorbeeld.invalid")
    before = [*EmailAddress.objects.values_list("email", flat=True)]
    done = client.post(reverse(CODE_PAGE), {"code": mailed_code(), "action": "verify"}, follow=True)

    person.refresh_from_db()
    assert response.headers["Location"] == reverse(CODE_PAGE)
    assert before == ["oud@voorbeeld.invalid"]
    assert "is bevestigd" in done.text
    assert person.email == "nieuw.adres@voorbeeld.invalid"
    assert [*EmailAddress.objects.values_list("email", "primary", "verified")] == [
        ("nieuw.adres@voorbeeld.invalid", True, True)
    ]


def test_old_address_hears_of_it(client, person):
    change(client, "nieuw@voorbeeld.invalid")
    client.post(reverse(CODE_PAGE), {"code": mailed_code()})

    assert mails() == [
        ("nieuw@voorbeeld.invalid", "Je code om dit e-mailadres te bevestigen"),
        ("oud@voorbeeld.invalid", "Je e-mailadres is gewijzigd"),
    ]


def test_wrong_code_changes_nothing(client, person):
    change(client, "nieuw@voorbeeld.invalid")

    response = client.post(reverse(CODE_PAGE), {"code": "WRONG"})

    person.refresh_from_db()
    assert "Deze code klopt niet." in response.text
    assert person.email == "oud@voorbeeld.invalid"


def test_address_of_somebody_else_stays_theirs_and_is_not_given_away(client, person):
    UserFactory(email="bezet@voorbeeld.invalid")

    asked = change(client, "bezet@voorbeeld.invalid")
    confirmed = client.post(reverse(CODE_PAGE), {"code": mailed_code()})

    person.refresh_from_db()
    assert asked.headers["Location"] == reverse(CODE_PAGE)
    assert "Dit e-mailadres is al in gebruik." in confirmed.text  # said only to who reads the mail of that address
    assert person.email == "oud@voorbeeld.invalid"


@pytest.mark.parametrize(
    ("email", "sentence"),
    [
        ("", "Vul dit nog in: Nieuw e-mailadres"),
        ("geen adres", "Voer een geldig e-mailadres in."),
        ("OUD@voorbeeld.invalid", "Dit is al je e-mailadres."),
    ],
)
def test_wrong_address_is_refused_in_words(client, person, email, sentence):
    response = change(client, email)

    assert sentence in response.text
    assert mails() == []


def test_address_cannot_be_removed(client, person):
    client.post(reverse("account_email"), {"email": person.email, "action_remove": ""})

    assert EmailAddress.objects.get().email == person.email


def test_changing_it_later_asks_who_you_are(client, person, wait):
    wait(minutes=6)

    response = change(client, "nieuw@voorbeeld.invalid")

    assert response.headers["Location"].startswith(reverse("account_reauthenticate"))
    assert mails() == []


def test_what_was_asked_goes_on_after_the_password(client, person, wait):
    wait(minutes=6)
    asked = change(client, "nieuw@voorbeeld.invalid").headers["Location"]

    response = client.post(asked, {"password": PASSWORD})

    assert response.headers["Location"] == reverse(CODE_PAGE)


def test_looking_writes_nothing(client, person, django_assert_num_queries):
    EmailAddress.objects.all().delete()

    client.get(reverse("account_email"))

    assert not EmailAddress.objects.exists()
