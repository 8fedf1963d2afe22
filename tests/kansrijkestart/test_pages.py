import datetime
from html import escape

import pytest
from django.utils import timezone

from kansrijkestart.retention import SUBJECTS
from kansrijkestart.statements import accessibility_statement, promises, security_expires


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/over/", "Over Kansrijke Start Fryslân"),
        ("/privacy/", "Privacy"),
        ("/toegankelijkheid/", "Toegankelijkheid"),
        ("/contact/", "Contact"),
    ],
)
@pytest.mark.django_db
def test_page_about_the_portal_is_for_everybody(client, path, heading):
    response = client.get(path)

    assert response.status_code == 200
    assert f"<h1>{heading}</h1>" in response.content.decode()


@pytest.mark.parametrize("path", ["/privacy/", "/toegankelijkheid/", "/contact/"])
@pytest.mark.django_db
def test_page_says_where_to_write_to(client, settings, path):
    settings.CONTACT_EMAIL = "functie@voorbeeld.invalid"

    assert 'href="mailto:functie@voorbeeld.invalid"' in client.get(path).content.decode()


@pytest.mark.django_db
def test_privacy_page_says_of_everything_how_long(client):
    page = client.get("/privacy/").content.decode()

    for subject in SUBJECTS:
        assert f"<h3>{escape(subject.title)}</h3>" in page
        assert f"<dd>{subject.how_long}</dd>" in page


@pytest.mark.django_db
def test_accessibility_page_shows_the_statement(client):
    page = client.get("/toegankelijkheid/").content.decode()

    statement = accessibility_statement()
    assert f"Dit portaal {statement['status']} aan" in page
    for finding in statement["findings"]:
        assert finding["what"] in page


def test_accessibility_statement_keeps_its_promises():
    """Fails when a promised day has come: solve what was promised, look again, and move the date."""
    statement = accessibility_statement()

    assert statement["assessed_on"] <= timezone.localdate()
    assert min(promises(statement)) > timezone.localdate()


def test_security_txt(client, settings):
    settings.CONTACT_EMAIL = "functie@voorbeeld.invalid"

    response = client.get("/.well-known/security.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "Contact: mailto:functie@voorbeeld.invalid",
        f"Expires: {security_expires().isoformat()}T00:00:00Z",
        "Preferred-Languages: nl, en",
        "Canonical: http://127.0.0.1:8000/.well-known/security.txt",
    ]


def test_security_txt_is_looked_at_in_time():
    """Fails 30 days before it expires: check that it is still true and move reviewed_on in data/security.json."""
    left = security_expires() - timezone.localdate()

    assert datetime.timedelta(days=30) < left < datetime.timedelta(days=366)


def test_robots_txt(client):
    response = client.get("/robots.txt")

    assert response.content.decode() == "User-agent: *\nDisallow: /gezond/\nDisallow: /beheer/\n"
