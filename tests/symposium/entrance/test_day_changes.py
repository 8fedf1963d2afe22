"""A whole edition goes to another day or place: who is registered hears of it once, in their calendar too."""

import datetime

import pytest
from django.db import connection
from django.utils import timezone

from outbox.models import Email
from outbox.reading import read
from symposium import tasks
from symposium.entrance import day_changes
from symposium.models import DayChange, RegistrationState, Speaking
from tests.symposium.factories import EditionFactory, RegistrationFactory, SpeakerFactory
from tests.symposium.seats.build import calendar_of
from tests.symposium.test_views import FORM

PATH = "/symposium/2027/wijzigen/"
ELSEWHERE = {"venue": "De Oefening", "address": "Proefkade 12, Drachten"}


@pytest.fixture
def clock(time_machine):
    time_machine.move_to("2027-01-11 12:00+01:00", tick=False)
    return time_machine


@pytest.fixture
def here(day, clock):
    """A month before: Anna has a seat, somebody waits, somebody stays away and somebody has no address."""
    edition = day.edition
    for name in ("theme", "starts_at", "ends_at", "venue", "address"):
        setattr(edition, name, FORM[name])
    edition.save()
    early = timezone.now() - datetime.timedelta(days=3)
    day.anna.created_at = day.anna.confirmed_at = early
    day.anna.save()
    day.waits = RegistrationFactory(edition=edition, state=RegistrationState.WAITING, position=1, created_at=early)
    RegistrationFactory(edition=edition, state=RegistrationState.CANCELLED, cancelled_at=early, created_at=early)
    RegistrationFactory(edition=edition, email="", created_at=early)
    return day


@pytest.fixture
def desk(login, coordinator, here):
    return login(coordinator)


def later(clock, minutes=10):
    """The time that the timetable comes."""
    clock.shift(datetime.timedelta(minutes=minutes))
    tasks.tell_of_another_day()


def test_another_day_and_place_is_one_mail_that_moves_the_workshop_in_the_calendar(desk, here, clock):
    before = desk.get(PATH).text
    assert "Er zijn 2 mensen aangemeld." in before

    said = desk.post(PATH, FORM | ELSEWHERE | {"held_on": "2027-03-04"}, follow=True).text

    assert "Om 12.10 uur gaat er een mail naar 2 mensen" in said
    assert "Om 12.10 uur gaat er een mail naar 2 mensen" in desk.get(PATH).text
    assert str(DayChange.objects.get()) == "2027-02-11, De Proef"
    later(clock, 9)
    assert not Email.objects.exists()
    later(clock, 1)
    later(clock)
    had, waited = Email.objects.get(to=here.anna.email), Email.objects.get(to=here.waits.email)
    assert Email.objects.count() == 2
    assert had.subject == waited.subject == "Andere dag en andere plek: Symposium 2027"
    words = read(had.mime).text
    assert "op een andere dag: donderdag 4 maart 2027, niet meer op donderdag 11 februari 2027" in words
    assert "De Oefening, Proefkade 12, Drachten. Niet meer in" in words
    assert "Je houdt je plaats op de wachtlijst." in read(waited.mime).text
    events = calendar_of(had).walk("VEVENT")
    assert [(event["UID"].split("@")[0], event["SEQUENCE"]) for event in events] == [
        (f"symposium-{here.edition.pk}", 1),
        (f"symposium-sessie-{here.workshop.pk}", 1),
    ]
    for event in events:
        assert event["DTSTART"].dt.date() == datetime.date(2027, 3, 4)
        assert "De Oefening" in event["LOCATION"]
    assert calendar_of(waited) is None


@pytest.mark.parametrize(
    ("change", "subject"),
    [
        ({"held_on": "2027-03-04"}, "Andere dag: Symposium 2027"),
        (ELSEWHERE, "Andere plek: Symposium 2027"),
        ({"ends_at": "16:00"}, "Andere tijd: Symposium 2027"),
        (ELSEWHERE | {"starts_at": "09:00"}, "Andere tijd en andere plek: Symposium 2027"),
    ],
)
def test_mail_says_what_changed(desk, clock, change, subject):
    desk.post(PATH, FORM | change)

    later(clock)

    assert set(Email.objects.values_list("subject", flat=True)) == {subject}


def test_day_that_begins_earlier_is_told_and_leaves_every_workshop_at_its_time(desk, here, clock):
    desk.post(PATH, FORM | {"starts_at": "08:30"})

    later(clock)

    words = read(Email.objects.get(to=here.anna.email).mime).text
    assert "op een andere tijd: 8.30 tot 16.30 uur, niet meer 9.30 tot 16.30 uur." in words
    here.workshop.refresh_from_db()
    assert here.workshop.sequence == 0


def test_other_words_for_the_same_place_are_no_news(desk, here, clock):
    """Nor is the route: no mail, and calendars stay what they are."""
    typed = {
        "venue": FORM["venue"].upper(),
        "address": f"{FORM['address']}.".replace(",", " , "),
        "directions": "Lopen",
    }

    desk.post(PATH, FORM | typed)

    here.edition.refresh_from_db()
    assert here.edition.venue == typed["venue"]
    later(clock)
    here.workshop.refresh_from_db()
    assert (here.workshop.sequence, Email.objects.count(), DayChange.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize(
    ("was", "became", "is_news"),
    [
        ("Café De Proef", "cafe  de proef", False),
        ("Congres-centrum", "Congrescentrum", False),
        ("Plein 1, 2e verdieping", "Plein 12e verdieping", True),
        ("Plein 1", "Plein 2", True),
        ("De Proef", "De Proeve", True),
    ],
)
def test_number_is_no_typography(was, became, is_news):
    before, after = EditionFactory.build(venue=was), EditionFactory.build(venue=became)

    assert day_changes.is_told(before, after) == is_news


def test_put_right_in_time_tells_nobody(desk, clock):
    desk.post(PATH, FORM | {"held_on": "2027-03-04"})
    later(clock, 5)
    assert "Het is weer zoals het was: er gaat geen mail weg." in desk.post(PATH, FORM, follow=True).text

    later(clock, 6)
    assert DayChange.objects.count() == 2  # until ten minutes after the last change
    later(clock, 4)

    assert not Email.objects.exists()
    assert not DayChange.objects.exists()


def test_changed_twice_is_told_once_from_what_everybody_registered_for(desk, here, clock):
    """Who came between two changes came for the first one; who came after the last knows it."""
    desk.post(PATH, FORM | {"held_on": "2027-03-04"})
    later(clock, 4)
    between = RegistrationFactory(edition=here.edition)
    later(clock, 1)
    said = desk.post(PATH, FORM | {"held_on": "2027-03-11"}, follow=True).text
    later(clock, 1)
    after = RegistrationFactory(edition=here.edition)

    later(clock, 9)

    assert "Om 12.15 uur gaat er een mail naar 3 mensen" in said
    assert not Email.objects.filter(to=after.email).exists()
    assert [told_to(between), told_to(here.anna)] == ["donderdag 4 maart 2027", "donderdag 11 februari 2027"]
    events = calendar_of(Email.objects.get(to=here.anna.email)).walk("VEVENT")
    assert [event["SEQUENCE"] for event in events] == [2, 2]


def told_to(person):
    """Which day it is not on any more, in the one mail that somebody got."""
    words = read(Email.objects.get(to=person.email).mime).text
    return words.partition("donderdag 11 maart 2027, niet meer op ")[2].partition(".")[0]


def test_put_back_is_news_for_who_registered_meanwhile(desk, here, clock):
    desk.post(PATH, FORM | {"held_on": "2027-03-04"})
    later(clock, 4)
    between = RegistrationFactory(edition=here.edition)
    later(clock, 1)

    said = desk.post(PATH, FORM, follow=True).text
    later(clock)

    assert "Om 12.15 uur gaat er een mail naar 1 persoon" in said
    assert [mail.to for mail in Email.objects.all()] == [between.email]


def test_late_task_mails_nobody_about_a_day_that_was(desk, clock):
    desk.post(PATH, FORM | ELSEWHERE)
    assert DayChange.objects.exists()

    clock.move_to("2027-02-12 09:00+01:00")
    tasks.tell_of_another_day()

    assert not Email.objects.exists()
    assert not DayChange.objects.exists()


def test_archive_put_in_order_tells_nobody(login, coordinator, here, clock):
    clock.move_to("2027-02-12 09:00+01:00")

    login(coordinator).post(PATH, FORM | ELSEWHERE)

    here.edition.refresh_from_db()
    assert here.edition.venue == ELSEWHERE["venue"]
    assert not DayChange.objects.exists()


@pytest.fixture
def speaks(here):
    """Somebody speaks in the workshop; others speak nowhere, or have no address."""
    SpeakerFactory(edition=here.edition, email="nergens@voorbeeld.invalid")
    for email in ("", "bo@voorbeeld.invalid"):
        speaker = SpeakerFactory(edition=here.edition, name="Bo", email=email)
        Speaking.objects.create(session=here.workshop, speaker=speaker)
    here.edition.registrations.update(email="")
    return speaker


def test_who_speaks_hears_it_too_and_their_calendar(desk, here, speaks, clock):
    said = desk.post(PATH, FORM | ELSEWHERE | {"held_on": "2027-03-04"}, follow=True).text
    later(clock)

    assert "gaat er een mail naar 1 persoon" in said
    mail = Email.objects.get()
    assert (mail.to, mail.subject) == (speaks.email, "Andere dag en andere plek: je spreekt op Symposium 2027")
    words = read(mail.mime).text
    assert "is op een andere dag: donderdag 4 maart 2027, niet meer op donderdag 11 februari 2027." in words
    assert "Hechting, 10.30 tot 11.30 uur, Zaal Noord" in words
    (event,) = calendar_of(mail).walk("VEVENT")
    assert event["UID"].split("@")[0] == f"symposium-sessie-{here.workshop.pk}"
    assert event["DTSTART"].dt.date() == datetime.date(2027, 3, 4)


def test_other_hours_of_the_day_leave_who_speaks_where_they_are(desk, speaks, clock):
    desk.post(PATH, FORM | {"ends_at": "16:00"})
    later(clock)

    assert not Email.objects.exists()


def test_of_a_draft_hears_only_who_was_asked_before_it_changed(desk, here, speaks, clock):
    here.edition.programme_published_at = None
    here.edition.save()

    desk.post(PATH, FORM | ELSEWHERE)
    assert not DayChange.objects.exists()
    speaks.asked_at = timezone.now()
    speaks.save()
    clock.shift(1)
    said = desk.post(PATH, FORM, follow=True).text
    assert "naar 1 persoon" in said
    speaks.asked_at = timezone.now() + datetime.timedelta(seconds=1)
    speaks.save()
    later(clock)

    assert not Email.objects.exists()


def test_without_anybody_registered_nobody_is_promised_a_mail(desk, here):
    here.edition.registrations.update(email="")

    assert "aangemeld." not in desk.get(PATH).text
    desk.post(PATH, FORM | ELSEWHERE)

    here.edition.refresh_from_db()
    assert here.edition.venue == ELSEWHERE["venue"]
    assert not DayChange.objects.exists()


def test_one_person_reads_as_one(desk, here):
    here.waits.delete()

    assert "Er is 1 persoon aangemeld." in desk.get(PATH).text
    assert "naar 1 persoon" in desk.post(PATH, FORM | ELSEWHERE, follow=True).text


def test_change_that_another_task_tells_is_left_to_it(desk, clock):
    """Between looking and waiting for it, somebody else told it."""
    desk.post(PATH, FORM | ELSEWHERE)
    told = []

    def other_first(execute, sql, params, many, context):
        if "FOR NO KEY UPDATE" in sql and not told:
            told.append(DayChange.objects.all().delete()[0])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(other_first):
        later(clock)

    assert told == [1]
    assert not Email.objects.exists()
