"""The day itself, more and fewer places, offers that lapse, workshops that do not go on, allocations."""

import datetime

import pytest

from bench._seats import broken
from language import calendars
from members.refused import Refused
from outbox.models import Email
from outbox.reading import read
from symposium.models import Edition, Registration, RegistrationState, Seat, SeatState, Speaking
from symposium.registering import joining
from symposium.seats import allotting, choosing, coordinating, deadlines, lapsing, stopping
from symposium.tasks import pass_on_places
from tests.symposium.factories import SessionFactory, SpeakerFactory
from tests.symposium.seats.build import (
    NOW,
    ROUNDS,
    fill,
    hours,
    in_calendar,
    local,
    open_edition,
    people,
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
    yield
    assert broken(edition.pk) == []


@pytest.fixture
def row(edition):
    """A workshop for one, with three who wait."""
    (one,) = workshops(edition, 1)
    return one, fill(one, 4)


def test_more_places_are_offered_in_order(row):
    one, (_, *waiting) = row

    coordinating.resize_session(one, 3, now=NOW)

    assert [places(person)[one.title] for person in waiting] == [OFFERED, OFFERED, WAITING]
    assert row_of(one) == [(1, waiting[2].name)]
    assert len(subjects(waiting[0])) == 2


def test_fewer_places_than_are_taken_is_refused(edition, row):
    one, _ = row
    coordinating.resize_session(one, 3, now=NOW)

    with pytest.raises(Refused, match="zijn al 3 plekken bezet. Kies minstens 3"):
        coordinating.resize_session(one, 2, now=NOW)
    with pytest.raises(Refused, match="zijn al 4 plekken bezet"):
        coordinating.resize_day(edition, 2, now=NOW)

    assert Seat.objects.exclude(state=WAITING).count() == 3


def test_one_place_that_is_taken_is_named_in_the_singular(edition, row):
    one, _ = row

    with pytest.raises(Refused, match="is al 1 plek bezet"):
        coordinating.resize_session(one, 0, now=NOW)


def test_a_place_by_hand_goes_out_of_turn_and_puts_nobody_out(row):
    one, (first, anna, bea, cor) = row
    with pytest.raises(Refused, match="geen plek vrij"):
        coordinating.give_seat(cor.seats.get(), now=NOW)

    coordinating.give_seat(cor.seats.get(), now=NOW, make_room=True)

    assert [places(person)[one.title] for person in (first, anna, bea, cor)] == [
        *(CONFIRMED, WAITING, WAITING, CONFIRMED)
    ]
    assert row_of(one) == [(1, anna.name), (2, bea.name)]
    assert subjects(cor)[1:] == [f"Je hebt een plek: {one.title}"]
    mail = Email.objects.get(to=cor.email, subject__startswith="Je hebt een plek")
    assert in_calendar(mail) == [calendars.uid("symposium-sessie", one.pk)]


def test_a_place_by_hand_takes_the_place_of_an_offer_and_of_another_workshop(edition, row):
    one, (_, anna, *_rest) = row
    (other,) = workshops(edition, 5)
    choosing.choose(anna, other, now=NOW)
    coordinating.resize_session(one, 2, now=NOW)

    coordinating.give_seat(anna.seats.get(session=one), now=NOW)

    assert places(anna) == {one.title: CONFIRMED}


def test_no_place_by_hand_for_who_speaks_then(row):
    one, (_, anna, *_rest) = row
    elsewhere = SessionFactory(edition=one.edition, slot=one.slot, title="Eigen workshop")
    speaker = SpeakerFactory(edition=one.edition, email=anna.email)
    Speaking.objects.create(session=elsewhere, speaker=speaker)

    with pytest.raises(Refused, match="spreekt dan zelf, bij “Eigen workshop”"):
        coordinating.give_seat(anna.seats.get(), now=NOW, make_room=True)

    assert places(anna) == {one.title: WAITING}


@pytest.fixture
def full_day(edition):
    coordinating.resize_day(edition, 1, now=NOW)
    edition.refresh_from_db()
    return [somebody(edition, name) for name in ("Anna", "Bea", "Cor")]


def stand(person):
    found = Registration.objects.get(pk=person.pk)
    return found.state, found.position


def test_a_full_day_has_a_waiting_list_of_its_own(full_day):
    anna, bea, cor = full_day

    assert [stand(person) for person in full_day] == [("coming", None), ("waiting", 1), ("waiting", 2)]
    assert subjects(bea) == ["Je staat op de wachtlijst voor het symposium van 2027"]

    joining.cancel(anna, now=NOW)

    assert [stand(person) for person in full_day] == [("cancelled", None), ("offered", None), ("waiting", 1)]
    assert subjects(bea)[1:] == ["Er is een plek voor je: symposium 2027"]
    for _ in range(2):
        assert joining.come(bea, now=hours(1)).state == RegistrationState.COMING
    assert subjects(bea)[2:] == ["Je bent aangemeld voor het symposium van 2027"]
    with pytest.raises(Refused, match="voorbij"):
        joining.come(cor, now=hours(1))


def test_a_day_place_by_hand(full_day):
    _, bea, cor = full_day

    for _ in range(2):
        coordinating.give_day(cor, now=NOW, make_room=True)

    assert [stand(person) for person in (bea, cor)] == [("waiting", 1), ("coming", None)]
    assert subjects(cor)[1:] == ["Je hebt een plek: symposium 2027"]


def test_a_day_without_limit_takes_everybody(edition, full_day):
    coordinating.resize_day(edition, None, now=NOW)

    assert {stand(person)[0] for person in full_day} == {"coming", "offered"}


def test_offers_that_nobody_answers_pass_on(row):
    one, (first, anna, bea, _) = row
    choosing.leave(first, one, now=NOW)
    assert lapsing.lapse_due(hours(47)) == 0

    assert lapsing.lapse_due(hours(48)) == 1
    assert lapsing.lapse_due(hours(48)) == 0

    assert places(anna) == {}
    assert places(bea) == {one.title: OFFERED}
    assert subjects(anna)[2:] == [f"Je plek is doorgegeven: {one.title}"]


def test_an_offer_of_the_day_that_lapses_goes_to_the_next(full_day):
    anna, bea, cor = full_day
    joining.cancel(anna, now=NOW)

    assert lapsing.lapse_due(hours(48)) == 1

    assert [stand(bea), stand(cor)] == [("cancelled", None), ("offered", None)]
    assert subjects(bea)[2:] == ["Je plek is doorgegeven: symposium 2027"]
    Edition.objects.update(registration_closes_at=NOW)
    lapsing.lapse_due(hours(24 * 8))
    said = [read(Email.objects.filter(to=one.email).latest("pk").mime).text for one in (bea, cor)]
    assert ["Meld je dan opnieuw aan." in words for words in said] == [True, False]
    assert "Neem contact op met de aanjager." in said[1]


def test_the_timetable_passes_places_on(row, time_machine):
    one, (first, anna, *_rest) = row
    choosing.leave(first, one, now=NOW)
    time_machine.move_to(hours(48))

    pass_on_places()

    assert places(anna) == {}


def test_who_comes_back_stands_at_the_end(full_day, edition):
    anna, bea, cor = full_day
    joining.cancel(bea, now=NOW)
    assert stand(cor) == ("waiting", 1)

    back = somebody(edition, "Bea", organisation="Elders")

    assert (back.pk, back.organisation, stand(back)) == (bea.pk, "Elders", ("waiting", 2))


def test_who_walks_in_has_a_place_whatever_the_capacity(edition, full_day):
    anna, bea, cor = full_day
    joining.cancel(cor, now=NOW)

    found = [
        joining.walk_in(edition, name=name, email=email, now=NOW)
        for name, email in (("Dirk", ""), ("Els", ""), ("Anna", anna.email), ("Bea", bea.email), ("Cor", cor.email))
    ]

    assert [stand(person) for person in found] == [("coming", None)] * 5
    assert [person.pk for person in found[2:]] == [anna.pk, bea.pk, cor.pk]
    edition.refresh_from_db()
    assert (edition.capacity, edition.taken) == (5, 5)


def test_a_workshop_that_does_not_go_on_tells_everybody(row):
    one, everybody = row

    assert stopping.stop(one, now=NOW) == 4
    assert stopping.stop(one, now=NOW) == 0

    assert {tuple(subjects(person)[1:]) for person in everybody} == {(f"Gaat niet door: {one.title}",)}
    assert not Seat.objects.exists()


def test_who_would_be_in_two_places_when_a_workshop_moves(edition):
    (one,) = workshops(edition, 5)
    (later,) = workshops(edition, 5, round=1)
    anna, bea = somebody(edition), somebody(edition, "Bea")
    choosing.choose(anna, one, now=NOW)
    choosing.choose(anna, later, now=NOW)
    choosing.choose(bea, one, now=NOW)

    assert [seat.registration.name for seat in stopping.clashing(one, later.slot)] == ["Anna"]


def test_an_allocation_changes_only_what_is_different(edition):
    one, two, three = workshops(edition, 1, 2, 1)
    (later,) = workshops(edition, 5, round=1)
    anna, bea, cor, dirk = people(edition, 4)
    slot = one.slot_id
    plan = {anna.pk: {slot: one.pk}, bea.pk: {slot: two.pk}, cor.pk: {slot: three.pk}}
    reasons = {(anna.pk, slot): "Het was je eerste wens."}
    assert allotting.allot(edition, plan, now=NOW, reasons=reasons) == {anna.pk, bea.pk, cor.pk}
    choosing.choose(anna, later, now=NOW)
    choosing.choose(dirk, one, now=NOW)
    kept = bea.seats.get().pk

    # Anna and Cor change places, Bea stays, Dirk gets what he waited for in a place that is made.
    coordinating.resize_session(three, 2, now=NOW)
    plan = {anna.pk: {slot: three.pk}, bea.pk: {slot: two.pk}, cor.pk: {slot: None}, dirk.pk: {slot: one.pk}}
    assert allotting.allot(edition, plan, now=NOW) == {anna.pk, cor.pk, dirk.pk}

    assert places(anna) == {three.title: CONFIRMED, later.title: CONFIRMED}
    assert (bea.seats.get().pk, places(cor), places(dirk)) == (kept, {}, {one.title: CONFIRMED})


@pytest.mark.parametrize(
    ("asked", "hours", "until"),
    [
        ("2027-01-11 11:00", 24, "12-01 12:00"),
        ("2027-01-11 21:30", 24, "13-01 10:00"),  # half past ten in the evening
        ("2027-01-11 02:00", 24, "12-01 10:00"),  # three at night
        ("2027-01-11 07:00", 24, "12-01 08:00"),
        ("2027-01-11 11:00", 9, "12-01 10:00"),
        ("2027-02-10 11:00", 48, "11-02 09:30"),  # the day begins first
        ("2027-03-27 11:00", 24, "28-03 12:00"),  # a day of 23 hours
        ("2027-03-27 11:00", 14, "28-03 10:00"),  # half past two does not exist then
        ("2027-10-30 10:00", 24, "31-10 12:00"),  # a day of 25 hours
    ],
)
def test_an_offer_lapses_by_the_clock_on_the_wall_and_never_at_night(edition, asked, hours, until):
    now = datetime.datetime.fromisoformat(asked).replace(tzinfo=datetime.UTC)
    edition.offer_hours = hours
    if now.month > 2:
        edition.held_on = datetime.date(2027, 12, 1)

    assert local(deadlines.confirm_by(edition, now)) == until


def test_when_the_day_has_begun_nothing_is_offered(edition):
    assert deadlines.confirm_by(edition, deadlines.at(edition, edition.starts_at)) is None
    assert deadlines.at(edition, ROUNDS[0][0]).hour == 10
