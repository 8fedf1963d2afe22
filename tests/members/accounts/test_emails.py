"""Every mail that allauth may send has our words, in text and HTML, and goes by the outbox as private mail."""

import datetime
import re

import pytest

import members.accounts.emails
from members.accounts.devices import device
from members.accounts.emails import MAILS, account_mail
from outbox.messages import Category

CONTEXT = {
    "code": "ABC-DEF",
    "timestamp": datetime.datetime(2026, 11, 22, 9, 5, tzinfo=datetime.UTC),
    "ip": "192.0.2.1",
    "user_agent": "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/145.0",
    "from_email": "oud@voorbeeld.invalid",
    "to_email": "nieuw@voorbeeld.invalid",
}


@pytest.mark.parametrize("name", MAILS)
def test_mail_is_whole(name):
    mail = account_mail(name, "iemand@voorbeeld.invalid", CONTEXT)

    html = mail.alternatives[0].content
    assert mail.category == Category.ACCOUNT
    assert mail.subject
    assert mail.body.startswith("Dag,")
    assert html.count("<h1") == 1
    assert 'lang="nl"' in html
    assert not re.search(r"https?://|{{|{%", mail.body + re.sub(r"<!doctype.*?</head>", "", html, flags=re.S))


@pytest.mark.parametrize("name", [name for name in MAILS if name.endswith(("_code", "_confirmation"))])
def test_code_stands_in_both_parts(name):
    mail = account_mail(name, "iemand@voorbeeld.invalid", CONTEXT)

    assert "ABC-DEF" in mail.body
    assert "ABC-DEF" in mail.alternatives[0].content


def test_news_says_when_and_where():
    mail = account_mail("mfa/email/webauthn_added", "iemand@voorbeeld.invalid", CONTEXT)

    assert "op 22 november 2026 om 10.05 uur, vanaf adres 192.0.2.1 (Firefox op Windows)" in mail.body


def test_mail_we_did_not_write_is_noticed():
    with pytest.raises(KeyError):
        account_mail("account/email/iets_nieuws", "iemand@voorbeeld.invalid", CONTEXT)


def test_unknown_account_is_the_only_mail_that_stays():
    assert {"account/email/unknown_account"} == members.accounts.emails.NOT_SENT


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge op Windows"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 15) Version/19.0 Safari/605.1.15", "Safari op Mac"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19) Version/19.0 Mobile Safari/604.1", "Safari op iPhone"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36", "Chrome op Android"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox op Linux"),
        ("curl/8.1", "Onbekend apparaat"),
        ("Mozilla/5.0 (Windows NT 10.0)", "Onbekend apparaat"),
        ("", "Onbekend apparaat"),
    ],
)
def test_device_in_words(user_agent, words):
    assert device(user_agent) == words
