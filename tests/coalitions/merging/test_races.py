"""Two who merge coalitions at the same moment. With a negative control: without the lock the promise breaks."""

import threading
from contextlib import suppress
from datetime import timedelta

import pytest
from django.utils import timezone

from coalitions.formation import merging
from coalitions.models import Coalition
from members.models import Circle
from outbox.models import Email
from tests.coalitions.factories import PlaceFactory
from tests.members.factories import MembershipFactory
from tests.races import LONG, at_once, kinds

pytestmark = pytest.mark.django_db(transaction=True)


def pause_after_looking(monkeypatch):
    """Let both look at what there is before either writes."""
    barrier, original = threading.Barrier(2), merging.move_places

    def waits(*args):
        with suppress(threading.BrokenBarrierError):
            barrier.wait(timeout=LONG)
        return original(*args)

    monkeypatch.setattr(merging, "move_places", waits)


def test_merger_carried_over_by_two_workers_moves_once(noord, zuid, today):
    PlaceFactory(coalition=noord)
    MembershipFactory(circle=noord.circle)
    Circle.objects.filter(pk=noord.circle_id).update(ended_on=today)
    Coalition.objects.filter(pk=noord.pk).update(merged_into=zuid)

    outcomes = at_once(*[lambda: merging.carry_over(noord, now=timezone.now())] * 2)

    assert sorted(outcomes) == [False, True]
    assert zuid.municipality_places.count() == 1
    assert Email.objects.count() == 1


def test_without_the_lock_they_would_both_move(noord, zuid, today, monkeypatch):
    PlaceFactory(coalition=noord)
    Circle.objects.filter(pk=noord.circle_id).update(ended_on=today)
    Coalition.objects.filter(pk=noord.pk).update(merged_into=zuid)
    monkeypatch.setattr(merging, "lock", lambda *ones: [Coalition.objects.get(pk=one.pk) for one in ones])
    pause_after_looking(monkeypatch)

    outcomes = at_once(*[lambda: merging.carry_over(noord, now=timezone.now())] * 2)

    assert kinds(outcomes) == ["DatabaseError", "bool"]


def test_coalitions_that_merge_into_each_other_do_it_one_way(noord, zuid, coordinator, today):
    said = {"on": today + timedelta(days=3), "by": coordinator, "now": timezone.now()}

    outcomes = at_once(
        lambda: merging.plan(noord, zuid, **said),
        lambda: merging.plan(zuid, noord, **said),
    )

    assert kinds(outcomes) == ["NoneType", "Refused"]
    assert Coalition.objects.exclude(merged_into=None).count() == 1
