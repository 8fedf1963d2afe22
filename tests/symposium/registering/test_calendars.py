"""The day and the workshops of somebody in their own calendar."""

from datetime import time

import pytest
from icalendar import Calendar

from outbox.models import Email
from outbox.reading import read
from symposium.models import RegistrationState, Speaking
from symposium.programme import placing
from symposium.registering import emails, feeds, links
from symposium.seats import choosing, coordinating
from tests.symposium.factories import RegistrationFactory, SpeakerFactory
from tests.symposium.seats.build import NOW, calendar_of, fill, hours, open_edition, somebody, workshops

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_january")]


@pytest.fixture
def edition():
    return open_edition()


def page(person, more=""):
    return f"/symposium/mijn-dag/{links.token(person)}/{more}"


def test_workshops_stand_in_ones_own_calendar_until_the_link_is_replaced_or_switched_off(client, edition, settings):
    one, two = workshops(edition, 5, 1)
    fill(two)
    person = somebody(edition)
    for session in (one, two):  # a place in one, and waiting for the other
        choosing.choose(person, session, now=NOW)

    said = client.post(page(person, "agenda/"), {"what": "on"}, follow=True).text
    address = feed(person)
    assert address in said
    assert f"webcal://{address.partition('://')[2]}" in said
    first = client.get(address)
    uid = f"UID:symposium-sessie-{one.pk}@"
    assert first.text.count("BEGIN:VEVENT") == 2  # with the day itself
    assert uid in first.text
    assert uid in client.get(f"/symposium/2027/programma/{one.pk}/sessie.ics").text
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304

    client.post(page(person, "agenda/"), {"what": "on"})
    assert client.get(address).status_code == 404
    settings.ACCOUNT_RATE_LIMITS = {"calendar_feed": "1/h/key"}
    assert [client.get(feed(person)).status_code for _ in range(2)] == [200, 429]

    client.post(page(person, "agenda/"), {"what": "off"})
    client.post(page(person, "agenda/"), {"what": "steal"})
    assert feed(person) == ""
    assert client.get(address.replace(".ics", "x.ics")).status_code == 404


def test_day_is_one_appointment_in_mail_feed_and_download_and_rises_when_it_moves(client, edition):
    person, waits = (
        somebody(edition),
        RegistrationFactory(edition=edition, state=RegistrationState.WAITING, position=1),
    )
    emails.registered(waits, NOW).send()
    for one in (person, waits):
        feeds.switch_on(one)

    def heard():
        """Who waits comes when there is a place: nothing is in their calendar yet."""
        texts = [client.get(feed(person)).text, client.get("/symposium/2027/symposium.ics").text]
        events = [event for text in texts for event in Calendar.from_ical(text).walk("VEVENT")]
        return [(event["UID"], event["SEQUENCE"], event["DTSTAMP"].dt) for event in events]

    mail, none = (Email.objects.get(to=one.email) for one in (person, waits))
    (event,) = calendar_of(mail).walk("VEVENT")
    assert heard() == [(event["UID"], event["SEQUENCE"], event["DTSTAMP"].dt)] * 2 == [(event["UID"], 0, NOW)] * 2
    assert "Zet de dag in je agenda: open het bestand bij deze mail." in read(mail.mime).text
    assert calendar_of(none) is None
    assert "BEGIN:VEVENT" not in client.get(feed(waits)).text

    edition.ends_at, edition.summary = time(17), "Meer"
    placing.keep_edition(edition, ["ends_at"], now=hours(1))
    placing.keep_edition(edition, ["summary"], now=hours(2))

    assert heard() == [(event["UID"], 1, hours(1))] * 2


def test_where_one_speaks_stands_in_ones_own_calendar(client, edition):
    (own,) = workshops(edition, 5)
    person = somebody(edition)
    Speaking.objects.create(session=own, speaker=SpeakerFactory(edition=edition, email=person.email))
    feeds.switch_on(person)

    assert f"UID:symposium-sessie-{own.pk}@" in client.get(feed(person)).text


def feed(person):
    person.refresh_from_db()
    return feeds.address_of(person)


def test_place_for_the_day_that_the_coordinator_gives_is_in_the_mail(edition):
    coordinating.resize_day(edition, 1, now=NOW)
    somebody(edition)
    waits = somebody(edition, "Bea")

    coordinating.give_day(waits, now=hours(1), make_room=True)

    (event,) = calendar_of(Email.objects.filter(to=waits.email).order_by("pk").last()).walk("VEVENT")
    assert str(event["UID"]).startswith(f"symposium-{edition.pk}@")
