"""Two at once. Each race has its negative control: without the lock the promise breaks."""

import pytest

from bench._seats import broken
from symposium.models import Edition, Registration, Seat, SeatState
from symposium.registering import joining
from symposium.seats import changing, choosing, lapsing, locking
from tests.races import at_once, kinds
from tests.symposium.seats.build import NOW, fill, hours, open_edition, places, row_of, somebody, workshops

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def edition():
    return open_edition()


@pytest.fixture
def no_lock(monkeypatch):
    monkeypatch.setattr(locking, "lock", lambda pk: Edition.objects.get(pk=pk))


def all_want_the_last_seat(edition, meeting_point, count=4):
    """Each has looked whether it is free before any of them takes it."""
    (one,) = workshops(edition, 1)
    people = [somebody(edition, f"Mens{number}") for number in range(count)]
    meeting_point(changing.Board, "is_free", threads=count)
    return one, at_once(*[lambda person=person: choosing.choose(person, one, now=NOW) for person in people])


def test_of_many_who_want_the_last_seat_one_has_it_and_the_others_wait_in_a_row(edition, meeting_point):
    one, outcomes = all_want_the_last_seat(edition, meeting_point)

    assert kinds(outcomes) == ["Seat"] * 4
    assert sorted(seat.state for seat in outcomes) == ["confirmed", "waiting", "waiting", "waiting"]
    assert [position for position, _ in row_of(one)] == [1, 2, 3]
    assert broken(edition.pk) == []


def test_without_the_lock_they_all_want_the_same_seat(edition, meeting_point, no_lock):
    """The database still refuses the second one, but three people see a fault and stand nowhere."""
    _, outcomes = all_want_the_last_seat(edition, meeting_point)

    assert kinds(outcomes) == ["DatabaseError"] * 3 + ["Seat"]
    assert Seat.objects.count() == 1


def yes_and_too_late(edition, meeting_point):
    """Somebody says yes at the moment that the timetable passes their offer on."""
    (one,) = workshops(edition, 1)
    first, anna, bea = fill(one, 3)
    choosing.leave(first, one, now=NOW)
    meeting_point(changing.Board, "registration")
    return one, at_once(
        lambda: choosing.confirm(anna, one, now=hours(47)),
        lambda: joining.cancel(bea, now=hours(47)),
    )


def test_a_yes_and_a_cancellation_at_once_leave_everything_true(edition, meeting_point):
    one, outcomes = yes_and_too_late(edition, meeting_point)

    assert kinds(outcomes) == ["NoneType", "Seat"]
    one.refresh_from_db()
    assert one.taken == 1
    assert broken(edition.pk) == []


def two_cancel(edition, meeting_point):
    """The one place that came free twice: two lapses of the same offer, in two workers."""
    (one,) = workshops(edition, 1)
    first, anna, bea, cor = fill(one, 4)
    choosing.leave(first, one, now=NOW)
    meeting_point(lapsing, "due_seats")
    outcomes = at_once(*[lambda: lapsing.lapse(edition.pk, now=hours(48))] * 2)
    return one, (anna, bea, cor), outcomes


def test_two_workers_pass_a_place_on_once(edition, meeting_point):
    one, (anna, bea, cor), outcomes = two_cancel(edition, meeting_point)

    assert sorted(outcomes) == [0, 1]
    assert (places(anna), places(bea), places(cor)) == (
        {},
        {one.title: SeatState.OFFERED},
        {one.title: SeatState.WAITING},
    )
    assert broken(edition.pk) == []


def test_without_the_lock_two_workers_count_the_same_place_twice(edition, meeting_point, no_lock):
    _, _, outcomes = two_cancel(edition, meeting_point)

    assert outcomes.count(0) == 0


def test_the_same_person_twice_at_once_is_one_registration(edition, meeting_point):
    meeting_point(joining, "find")

    def join():
        return joining.join(edition, name="Anna", email="anna@voorbeeld.invalid", now=NOW)

    assert kinds(at_once(join, join)) == ["Registration", "Registration"]
    assert Registration.objects.count() == 1


def test_without_the_lock_the_same_person_sees_a_fault(edition, meeting_point, no_lock):
    meeting_point(joining, "find")

    def join():
        return joining.join(edition, name="Anna", email="anna@voorbeeld.invalid", now=NOW)

    assert kinds(at_once(join, join)) == ["DatabaseError", "Registration"]
