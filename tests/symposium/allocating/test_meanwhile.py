"""Working out fair places takes seconds: others go on in them, and what they change counts."""

import pytest

from symposium.allocating import running
from symposium.models import Registration, Seat
from symposium.registering import joining
from tests.races import at_once
from tests.symposium.allocating.conftest import NOW
from tests.symposium.factories import RegistrationFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def give(fair, wish, monkeypatch):
    """Give places; in each of the first `times` that they are worked out, somebody stays away."""
    edition, (language, rest) = fair
    people = [wish(language, rest) for _ in range(2)]
    solve = running.allocate

    def give_while(times):
        leaving = iter(people[:times])

        def solve_while_somebody_leaves(problem):
            if person := next(leaving, None):
                # In a thread: another connection. It would wait for a lock that is held here, for ever.
                assert at_once(lambda: joining.cancel(person, now=NOW)) == [None]
            return solve(problem)

        monkeypatch.setattr(running, "allocate", solve_while_somebody_leaves)
        allocation = running.ask(edition, by=None, is_trial=False, now=NOW)
        running.run(allocation.pk, now=NOW)
        allocation.refresh_from_db()
        return allocation

    RegistrationFactory(edition=edition, name="Blijft")
    edition.taken = 3
    edition.save()
    return give_while


def who_have_places():
    return set(Seat.objects.values_list("registration__state", flat=True))


def test_who_stays_away_meanwhile_gets_no_place(give):
    allocation = give(1)

    assert allocation.failure == ""
    assert allocation.figures["places"] == Seat.objects.count() == 2
    assert who_have_places() == {"coming"}


def test_without_looking_again_who_stays_away_has_a_place(give, monkeypatch):
    monkeypatch.setattr(running, "_is_still", lambda problem, edition: True)

    give(1)

    assert who_have_places() == {"coming", "cancelled"}


def test_when_something_changes_every_time_nothing_is_given(give, monkeypatch):
    monkeypatch.setattr(running, "TRIES", 2)

    allocation = give(2)

    assert (allocation.failure, allocation.figures) == (running.BUSY, {})
    assert not Seat.objects.exists()
    assert Registration.objects.coming().count() == 1
