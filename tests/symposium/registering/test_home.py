"""What the start page says about the symposium, and what is left when somebody goes."""

import datetime

import pytest

from bench._seats import broken
from members import erasing
from symposium.models import Edition, Registration
from symposium.registering import joining, links
from symposium.seats import choosing, coordinating
from symposium.waiting import places
from tests.symposium.seats.build import NOW, fair_edition, fill, open_edition, somebody, workshops
from tests.symposium.seats.build import places as seats_of

pytestmark = pytest.mark.django_db
ON = NOW.date()


@pytest.fixture
def edition():
    return open_edition()


def said(user, on=ON):
    return [text for text, *_ in places(user, on)]


def test_who_chose_nothing_is_asked_to_and_only_until_the_day(member, edition):
    (one,) = workshops(edition, 5)
    person = somebody(edition, user=member)
    assert said(member) == ["Je bent aangemeld voor het symposium van 11 februari 2027. Kies je workshops."]
    assert [url for _, url, _ in places(member, ON)] == ["/symposium/2027/mijn-dag/"]
    assert said(member, datetime.date(2027, 2, 12)) == []

    choosing.choose(person, one, now=NOW)

    assert said(member) == []


def test_without_a_programme_nobody_is_asked(member, edition):
    somebody(edition, user=member)
    Edition.objects.update(programme_published_at=None)

    assert said(member) == []


def test_wishes_are_asked_for_until_they_are_given_or_closed(member, time_machine):
    time_machine.move_to(NOW, tick=False)
    edition = fair_edition()
    (one,) = workshops(edition, 5)
    person = somebody(edition, user=member)
    asked = (
        "Geef je wensen op voor het symposium van 11 februari 2027 (tot 18 januari, 12.00 uur).",
        f"/symposium/mijn-dag/{links.token(person)}/wensen/",
        edition.wishes_until.date(),
    )

    assert list(places(member, ON)) == [asked]
    person.wishes.create(session=one, slot=one.slot, rank=1)
    assert said(member) == []
    person.wishes.all().delete()
    time_machine.move_to(NOW + datetime.timedelta(days=8), tick=False)
    assert said(member) == []


def test_offers_wait_for_a_yes(member, edition):
    (one,) = workshops(edition, 1)
    (first,) = fill(one)
    person = somebody(edition, user=member)
    choosing.choose(person, one, now=NOW)

    choosing.leave(first, one, now=NOW)

    assert said(member) == [f"Bevestig je plek bij “{one.title}” (tot 13 januari, 12.00 uur)."]


def test_a_place_for_the_day_waits_for_a_yes(member, edition):
    coordinating.resize_day(edition, 1, now=NOW)
    first = somebody(edition, "Bea")
    somebody(edition, user=member)
    joining.cancel(first, now=NOW)

    assert said(member) == ["Bevestig je plek op het symposium (tot 13 januari, 12.00 uur)."]


def test_who_erases_their_account_leaves_the_place_to_who_waits(member, edition, coordinator):
    (one,) = workshops(edition, 1)
    person, bea = somebody(edition, user=member), somebody(edition, "Bea")
    for who in (person, bea):
        choosing.choose(who, one, now=NOW)
    gone = somebody(open_edition(year=2028), user=member)
    joining.cancel(gone, now=NOW)

    erasing.erase(member, now=NOW)

    assert [found.name for found in Registration.objects.all()] == ["Bea"]
    assert seats_of(bea) == {one.title: "offered"}
    assert broken(edition.pk) == []
