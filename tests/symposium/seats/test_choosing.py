"""What somebody does with their own workshops."""

import datetime

import pytest

from bench._seats import broken
from members.refused import Refused
from outbox.models import Email
from outbox.reading import read
from symposium.models import SeatState
from symposium.registering import joining
from symposium.seats import choosing, coordinating
from tests.symposium.factories import SessionFactory
from tests.symposium.seats.build import (
    NOW,
    fair_edition,
    fill,
    hours,
    open_edition,
    places,
    row_of,
    somebody,
    subjects,
    workshops,
)

pytestmark = pytest.mark.django_db
CONFIRMED, OFFERED, WAITING = SeatState.CONFIRMED, SeatState.OFFERED, SeatState.WAITING


@pytest.fixture
def edition():
    return open_edition()


@pytest.fixture(autouse=True)
def kept(edition):
    """Whatever a test does, every promise about places holds at its end."""
    yield
    assert broken(edition.pk) == []


def test_who_comes_first_has_a_place_and_the_next_waits_in_order(edition):
    (one,) = workshops(edition, 1)
    anna, bea, cor = (somebody(edition, name) for name in ("Anna", "Bea", "Cor"))

    seats = [choosing.choose(person, one, now=NOW) for person in (anna, bea, cor)]

    assert [seat.state for seat in seats] == [CONFIRMED, WAITING, WAITING]
    assert row_of(one) == [(1, "Bea"), (2, "Cor")]


def test_choosing_twice_is_choosing_once(edition):
    one, two = workshops(edition, 5, 1)
    fill(two)
    anna = somebody(edition)

    for _ in range(2):
        choosing.choose(anna, one, now=NOW)
        choosing.choose(anna, two, now=NOW)

    assert places(anna) == {one.title: CONFIRMED, two.title: WAITING}


def test_changing_one_round_leaves_the_other_alone(edition):
    one, two = workshops(edition, 5, 5)
    (later,) = workshops(edition, 5, round=1)
    anna = somebody(edition)
    choosing.choose(anna, one, now=NOW)
    kept_seat = choosing.choose(anna, later, now=NOW)

    choosing.choose(anna, two, now=NOW)

    assert places(anna) == {two.title: CONFIRMED, later.title: CONFIRMED}
    assert anna.seats.get(session=later).pk == kept_seat.pk


def test_who_swaps_to_a_full_workshop_keeps_the_old_place_and_waits(edition):
    one, full = workshops(edition, 5, 1)
    fill(full)
    anna = somebody(edition)
    choosing.choose(anna, one, now=NOW)

    seat = choosing.choose(anna, full, now=NOW)

    assert (seat.state, seat.position) == (WAITING, 1)
    assert places(anna) == {one.title: CONFIRMED, full.title: WAITING}


def test_who_waits_for_one_can_wait_for_another_instead(edition):
    full, other = workshops(edition, 1, 1)
    fill(full)
    fill(other)
    anna, bea = somebody(edition), somebody(edition, "Bea")
    for person in (anna, bea):
        choosing.choose(person, full, now=NOW)

    choosing.choose(anna, other, now=NOW)

    assert places(anna) == {other.title: WAITING}
    assert row_of(full) == [(1, "Bea")]


def test_a_place_that_comes_free_is_offered_with_one_mail(edition):
    (one,) = workshops(edition, 1)
    first, anna, bea = *fill(one), somebody(edition), somebody(edition, "Bea")
    for person in (anna, bea):
        choosing.choose(person, one, now=NOW)

    choosing.leave(first, one, now=NOW)

    seat = anna.seats.get()
    assert (seat.state, seat.offered_until) == (OFFERED, hours(48))
    assert row_of(one) == [(1, "Bea")]
    assert subjects(anna)[1:] == [f"Er is een plek voor je: {one.title}"]
    words = read(Email.objects.filter(to=anna.email).latest("pk").mime).text
    assert f"“{one.title}” is op donderdag 11 februari van 10.30 tot 11.30 uur." in words
    assert len(subjects(bea)) == 1


def test_yes_to_an_offer_gives_the_old_place_to_who_waits_for_that(edition):
    old, wanted = workshops(edition, 1, 1)
    (first,) = fill(wanted)
    anna, bea = somebody(edition), somebody(edition, "Bea")
    choosing.choose(anna, old, now=NOW)
    choosing.choose(anna, wanted, now=NOW)
    choosing.choose(bea, old, now=NOW)
    choosing.leave(first, wanted, now=NOW)
    assert places(anna) == {old.title: CONFIRMED, wanted.title: OFFERED}

    for _ in range(2):
        assert choosing.confirm(anna, wanted, now=hours(47)).state == CONFIRMED

    assert places(anna) == {wanted.title: CONFIRMED}
    assert places(bea) == {old.title: OFFERED}


def test_choosing_what_is_offered_is_saying_yes(edition):
    (one,) = workshops(edition, 1)
    (first,) = fill(one)
    anna = somebody(edition)
    choosing.choose(anna, one, now=NOW)
    choosing.leave(first, one, now=NOW)

    assert choosing.choose(anna, one, now=NOW).state == CONFIRMED


def test_no_to_an_offer_passes_it_on(edition):
    (one,) = workshops(edition, 1)
    (first,) = fill(one)
    anna, bea = somebody(edition), somebody(edition, "Bea")
    for person in (anna, bea):
        choosing.choose(person, one, now=NOW)
    choosing.leave(first, one, now=NOW)

    for _ in range(2):
        choosing.leave(anna, one, now=NOW)

    assert places(anna) == {}
    assert places(bea) == {one.title: OFFERED}


def test_who_has_an_open_offer_first_answers_that(edition):
    wanted, full, free = workshops(edition, 1, 1, 1)
    (first,) = fill(wanted)
    fill(full)
    anna = somebody(edition)
    choosing.choose(anna, wanted, now=NOW)
    choosing.leave(first, wanted, now=NOW)

    with pytest.raises(Refused, match="wacht een andere plek op je antwoord"):
        choosing.choose(anna, full, now=NOW)
    choosing.choose(anna, free, now=NOW)

    assert places(anna) == {wanted.title: OFFERED, free.title: CONFIRMED}


@pytest.mark.parametrize("has_offer", [True, False])
def test_too_late_for_an_offer_says_so(edition, has_offer):
    (one,) = workshops(edition, 1)
    (first,) = fill(one)
    anna = somebody(edition)
    if has_offer:
        choosing.choose(anna, one, now=NOW)
        choosing.leave(first, one, now=NOW)

    with pytest.raises(Refused, match="de tijd om ja te zeggen is voorbij"):
        choosing.confirm(anna, one, now=hours(48))


def test_a_free_place_is_not_for_newcomers_while_somebody_waits(edition):
    (one,) = workshops(edition, 1)
    first, anna = *fill(one), somebody(edition)
    choosing.choose(anna, one, now=NOW)
    choosing.leave(first, one, now=NOW)

    assert choosing.choose(first, one, now=NOW).state == WAITING


def test_on_the_day_itself_a_free_place_is_for_who_asks(edition):
    (one,) = workshops(edition, 1, round=1)
    first, anna = *fill(one), somebody(edition)
    choosing.choose(anna, one, now=NOW)
    morning = datetime.datetime(2027, 2, 11, 9, tzinfo=datetime.UTC)
    choosing.leave(first, one, now=morning)
    assert places(anna) == {one.title: WAITING}

    assert choosing.choose(anna, one, now=morning).state == CONFIRMED


def test_a_round_that_began_is_left_as_it_is(edition):
    (one,) = workshops(edition, 1)
    anna = somebody(edition)

    with pytest.raises(Refused, match="al begonnen"):
        choosing.choose(anna, one, now=datetime.datetime(2027, 2, 11, 9, 30, tzinfo=datetime.UTC))


def test_only_a_workshop_that_goes_on_in_a_round_can_be_chosen(edition):
    (called_off,) = workshops(edition, 5)
    called_off.cancelled_at = NOW
    called_off.save()
    anna = somebody(edition)

    for session in (called_off, SessionFactory(edition=edition), SessionFactory(edition=edition, plenary=True)):
        with pytest.raises(Refused, match="gaat niet door"):
            choosing.choose(anna, session, now=NOW)


def test_who_waits_for_the_day_itself_has_no_workshop_yet(edition):
    coordinating.resize_day(edition, 1, now=NOW)
    (one,) = workshops(edition, 5)
    somebody(edition, "Bea")

    with pytest.raises(Refused, match="als je een plek hebt voor de dag zelf"):
        choosing.choose(somebody(edition), one, now=NOW)


def test_fair_places_are_not_chosen_until_they_are_given_out(edition):
    edition = fair_edition(year=2028)
    (one,) = workshops(edition, 5)
    anna = somebody(edition)
    with pytest.raises(Refused, match="nog niet verdeeld"):
        choosing.choose(anna, one, now=NOW)

    edition.allocated_at = NOW
    edition.save(update_fields=["allocated_at"])

    assert choosing.choose(anna, one, now=NOW).state == CONFIRMED
    assert broken(edition.pk) == []


def test_somebody_who_was_promoted_by_hand_hears_it_once(edition):
    (one,) = workshops(edition, 1)
    fill(one)
    anna = somebody(edition)
    seat = choosing.choose(anna, one, now=NOW)
    coordinating.give_seat(seat, now=NOW, make_room=True)
    coordinating.give_seat(seat, now=NOW, make_room=True)

    assert subjects(anna)[1:] == [f"Je hebt een plek: {one.title}"]
    one.refresh_from_db()
    assert (one.capacity, one.taken) == (2, 2)


def test_who_stays_away_gives_everything_back(edition):
    (one,) = workshops(edition, 1)
    first, anna = *fill(one), somebody(edition)
    choosing.choose(anna, one, now=NOW)

    for _ in range(2):
        joining.cancel(first, now=NOW)

    assert places(anna) == {one.title: OFFERED}
    assert subjects(first)[1:] == ["Je bent afgemeld voor het symposium van 2027"]
