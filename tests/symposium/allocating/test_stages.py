"""How far the wishes are: true on somebody's own day, on the page of the wishes and in the mail of registering."""

import datetime

import pytest
import time_machine

from outbox.models import Email
from outbox.reading import read
from symposium.models import Edition
from symposium.registering import emails, links
from tests.symposium.allocating.conftest import NOW
from tests.symposium.factories import RegistrationFactory

pytestmark = pytest.mark.django_db
BEFORE = NOW - datetime.timedelta(days=3)
AFTER = datetime.datetime(2027, 2, 11, 12, tzinfo=datetime.UTC)
UNTIL = "tot dinsdag 19 januari, 13.00 uur"


def page(client, person, when, more=""):
    with time_machine.travel(when, tick=False):
        return " ".join(client.get(f"/symposium/mijn-dag/{links.token(person)}/{more}").text.split())


def test_before_the_programme_there_is_nothing_to_wish_from(client, fair):
    edition, _sessions = fair
    Edition.objects.update(programme_published_at=None)
    person = RegistrationFactory(edition=edition)

    day = page(client, person, BEFORE)

    assert "Zodra het programma er is, geef je hier op" in day
    assert "Geef je wensen op" not in day
    assert "Er valt nog niets te kiezen" in page(client, person, BEFORE, "wensen/")


def test_while_they_are_open_the_day_shows_the_wishes_and_until_when(client, fair, wish):
    edition, (language, rest) = fair
    person, nobody = wish(rest, language), RegistrationFactory(edition=edition)

    mine, none = page(client, person, BEFORE), page(client, nobody, BEFORE)

    assert "<ol><li>Rust</li><li>Taal</li></ol>" in mine
    assert f"Veranderen kan {UNTIL}." in mine
    assert "Wijzig je wensen" in mine
    assert f"Dat kan {UNTIL}. Je hebt nog geen wensen opgegeven." in none
    assert "Geef je wensen op" in none
    # Nothing is free or full before places are given.
    assert "2 plekken" in mine
    assert "plekken vrij" not in mine


def test_when_they_closed_nobody_is_invited_any_more(client, fair, wish):
    edition, (_language, rest) = fair
    person, nobody = wish(rest), RegistrationFactory(edition=edition)

    mine, none = page(client, person, NOW), page(client, nobody, NOW)

    for text in (mine, none):
        assert "De wensen zijn gesloten. We verdelen nu de plekken" in text
        assert "Geef je wensen op" not in text
        assert "Wijzig je wensen" not in text
    assert "<ol><li>Rust</li></ol>" in mine
    assert "We hebben geen wensen van je. Je krijgt een plek die vrij is." in none
    assert "We verdelen nu" in page(client, person, NOW, "wensen/")


def test_when_places_are_given_or_the_day_began_wishes_are_over(client, fair, wish):
    _edition, (_language, rest) = fair
    person = wish(rest)

    assert "We verdelen nu" not in page(client, person, AFTER) + page(client, person, AFTER, "wensen/")
    Edition.objects.update(allocated_at=NOW)
    day = page(client, person, NOW)
    assert "De plekken in de workshops zijn verdeeld." in day
    assert "Je hebt in deze ronde geen plek." in day
    assert "Jouw wensen" not in day


@pytest.mark.parametrize(
    ("when", "registered", "enrolled"),
    [
        (BEFORE, f"Je geeft er {UNTIL} op welke workshops", f"dan geef je er {UNTIL} op welke workshops"),
        (NOW, "De wensen voor de workshops zijn al gesloten", "dan lees je er straks welke workshops je krijgt"),
    ],
)
def test_the_mail_of_registering_says_how_one_gets_workshops(fair, when, registered, enrolled):
    edition, _sessions = fair
    person = RegistrationFactory(edition=edition)

    emails.registered(person, when).send()
    emails.enrolled(person, when).send()

    texts = [" ".join(read(mail.mime).text.split()) for mail in Email.objects.order_by("pk")]
    assert registered in texts[0]
    assert enrolled in texts[1]
    assert "kies je" not in texts[1]
    assert "Je kiest" not in texts[0]
