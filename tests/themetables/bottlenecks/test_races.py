"""Many at once. Each race has its negative control: without the lock it goes wrong, so the test would see that."""

import threading

import pytest
from django.utils import timezone

from members.refused import Refused
from tests.coalitions.factories import PlaceFactory
from tests.members.factories import UserFactory
from tests.races import at_once, kinds, wait_in_transaction
from tests.themetables.factories import BottleneckFactory, ThemeTableFactory
from themetables.bottlenecks import locking, merging, naming, recognising, steps
from themetables.models import Bottleneck

pytestmark = pytest.mark.django_db(transaction=True)

MANY = 50


@pytest.fixture
def without_lock(monkeypatch):
    def see(pks):
        return list(Bottleneck.objects.filter(pk__in=pks).order_by("pk"))

    for module in (locking, merging):
        monkeypatch.setattr(module, "lock", see)


def recognise_at_once(number):
    bottleneck = BottleneckFactory(recognised_by=[])
    coalitions = [PlaceFactory().coalition for _ in range(number)]
    by, now = UserFactory(), timezone.now()
    outcomes = at_once(
        *(
            lambda coalition=coalition: recognising.recognise(bottleneck, coalition, by=by, now=now)
            for coalition in coalitions
        )
    )
    assert [one for one in outcomes if isinstance(one, Exception)] == []
    bottleneck.refresh_from_db()
    return bottleneck


def test_fifty_coalitions_recognise_at_once_and_all_are_counted():
    bottleneck = recognise_at_once(MANY)

    assert bottleneck.recognitions.count() == bottleneck.municipality_count == MANY


def test_without_the_lock_one_would_not_be_counted(without_lock, meeting_point, monkeypatch):
    meeting_point(recognising, "lock_current")
    count, met = recognising.count, threading.Event()

    def count_and_stay(row, now):
        """The first stays until the other counts too, and waits for its turn to write."""
        count(row, now)
        wait_in_transaction(met)
        met.set()

    monkeypatch.setattr(recognising, "count", count_and_stay)

    bottleneck = recognise_at_once(2)

    assert bottleneck.recognitions.count() == 2
    assert bottleneck.municipality_count == 1


def test_one_coalition_clicks_twice_at_once():
    bottleneck, coalition = BottleneckFactory(recognised_by=[]), PlaceFactory().coalition
    by, now = UserFactory(), timezone.now()

    outcomes = at_once(*[lambda: recognising.recognise(bottleneck, coalition, by=by, now=now)] * 4)

    assert {one.pk for one in outcomes} == {bottleneck.recognitions.get().pk}


def merge_at_once():
    """Two coordinators: one puts the first in the second, the other the second in the first."""
    one, other = BottleneckFactory(), BottleneckFactory()
    by, now = UserFactory(), timezone.now()
    outcomes = at_once(
        lambda: merging.merge(one, other, by=by, now=now), lambda: merging.merge(other, one, by=by, now=now)
    )
    return outcomes, Bottleneck.objects.filter(merged_into=None).count()


def test_two_coordinators_merge_at_once_and_one_bottleneck_stays():
    outcomes, left = merge_at_once()

    assert left == 1
    assert [type(one) for one in outcomes].count(Refused) == 1


def test_without_the_lock_both_would_be_gone(without_lock, meeting_point):
    meeting_point(merging, "lock")

    outcomes, left = merge_at_once()

    # Nobody hears that the other was first: both go, or they wait for each other and the database ends one of them.
    assert left == 0 or "DatabaseError" in kinds(outcomes)


def test_two_tables_take_it_up_at_once_and_both_are_in_the_history():
    bottleneck, tables, now = BottleneckFactory(), [ThemeTableFactory(), ThemeTableFactory()], timezone.now()

    at_once(*(lambda table=table: steps.take_up(bottleneck, table, by=None, now=now) for table in tables))

    bottleneck.refresh_from_db()
    assert bottleneck.changes.count() == 2
    assert bottleneck.table == bottleneck.changes.latest("pk").table


def test_same_step_at_once_is_one_step():
    bottleneck, now = BottleneckFactory(), timezone.now()

    at_once(*[lambda: steps.put_on_agenda(bottleneck, by=None, now=now)] * 4)

    assert bottleneck.changes.count() == 1


def test_without_the_lock_one_step_would_be_four(without_lock, meeting_point):
    bottleneck, now = BottleneckFactory(), timezone.now()
    meeting_point(steps, "lock_current", threads=4)

    at_once(*[lambda: steps.put_on_agenda(bottleneck, by=None, now=now)] * 4)

    assert bottleneck.changes.count() == 4


def test_naming_twice_at_once_makes_one():
    by, now = UserFactory(), timezone.now()
    words = {"title": "Wachten", "what_happens": "Wij wachten op elkaar."}

    outcomes = at_once(*[lambda: naming.name(**words, by=by, now=now)] * 3)

    assert len({one.pk for one in outcomes}) == Bottleneck.objects.count() == 1


def test_merge_and_recognise_at_once_lose_no_recognition():
    duplicate, into, coalition = BottleneckFactory(), BottleneckFactory(), PlaceFactory().coalition
    by, now = UserFactory(), timezone.now()

    at_once(
        lambda: merging.merge(duplicate, into, by=by, now=now),
        lambda: recognising.recognise(duplicate, coalition, by=by, now=now),
    )

    assert into.recognitions.filter(coalition=coalition).exists()
