"""What happens to an action point, and the history that it leaves."""

import datetime
import threading
from contextlib import suppress

import pytest
from django.utils import timezone

from actions import planning
from actions.models import ActionPoint, Change
from actions.models.points import State
from members.models import Circle
from tests.actions.factories import ActionPointFactory
from tests.members.factories import MembershipFactory, UserFactory
from tests.races import LONG, SHORT, at_once

pytestmark = pytest.mark.django_db


def now():
    return timezone.now()


def history(point):
    return [(change.kind, change.by, change.note) for change in reversed(point.changes.all())]


def test_life_of_a_point(circle, lead):
    point = ActionPoint(circle=circle, what="Bel", owner=lead, due_on=timezone.localdate())
    planning.add(point, by=lead, now=now())
    assert (point.version, point.created_by, point.changed_by) == (1, lead, lead)
    assert point.told_on == timezone.localdate()

    planning.start(point, by=lead, now=now())
    planning.pause(point, by=lead, now=now())
    planning.start(point, by=lead, now=now())
    planning.finish(point, result="Gebeld.", by=lead, now=now())
    planning.reopen(point, by=lead, now=now())
    point = planning.drop(point, reason="Niet meer nodig.", by=lead, now=now())

    assert point.state == State.DROPPED
    assert (point.result, point.drop_reason) == ("", "Niet meer nodig.")
    assert point.version == 7
    assert history(point) == [
        ("created", lead, ""),
        ("started", lead, ""),
        ("paused", lead, ""),
        ("started", lead, ""),
        ("done", lead, "Gebeld."),
        ("reopened", lead, ""),
        ("dropped", lead, "Niet meer nodig."),
    ]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("locks", [True, False])
def test_two_clicks_at_once_are_one_point(circle, lead, monkeypatch, locks):
    if not locks:  # the negative control
        monkeypatch.setattr(type(Circle.objects.all()), "select_for_update", lambda circles, **options: circles)
    looked = threading.Barrier(2)
    saves = ActionPoint.save_version

    def meet_and_save(point, **fields):
        with suppress(threading.BrokenBarrierError):
            looked.wait(timeout=SHORT if locks else LONG)
        saves(point, **fields)

    monkeypatch.setattr(ActionPoint, "save_version", meet_and_save)

    def click():
        point = ActionPoint(circle=circle, what="Bel", owner=lead, due_on=timezone.localdate())
        return planning.add(point, by=lead, now=now()).pk

    made = at_once(click, click)

    assert len(set(made)) == (1 if locks else 2)


@pytest.mark.parametrize(
    ("fields", "verb", "details"),
    [
        ({"started": True}, planning.start, {}),
        ({}, planning.pause, {}),
        ({}, planning.reopen, {}),
        ({"done": True}, planning.finish, {"result": "Nog eens."}),
        ({"dropped": True}, planning.drop, {"reason": "Nog eens."}),
        ({"done": True, "owner": None}, planning.take, {}),
    ],
)
def test_what_cannot_be_is_refused_in_words(lead, circle, fields, verb, details):
    if fields.pop("owner", lead) is None:
        fields["owner"] = lead
    point = ActionPointFactory(circle=circle, **fields)

    with pytest.raises(planning.Refused, match="Dit actiepunt is intussen"):
        verb(point, by=lead, now=now(), **details)

    assert not point.changes.exists()


def test_calendar_number_rises_with_date_and_state_alone(lead, circle):
    point = ActionPointFactory(circle=circle, nobodys=True)

    point = planning.take(point, by=lead, now=now())
    assert point.sequence == 0
    point.what = "Anders"
    planning.edit(point, by=lead, now=now())
    assert point.sequence == 0
    point.due_on += datetime.timedelta(days=1)
    planning.edit(point, by=lead, now=now())
    assert point.sequence == 1
    assert planning.start(point, by=lead, now=now()).sequence == 2


def test_edit_keeps_what_was_and_what_became(lead, partner, circle):
    point = ActionPointFactory(circle=circle, what="Bel", owner=lead, due_on=datetime.date(2027, 3, 1), how="Snel")
    point.what, point.owner, point.due_on, point.how = "Mail", partner, datetime.date(2027, 5, 1), ""

    planning.edit(point, by=lead, now=now())

    assert point.changes.get().fields == [
        ["wat", "Bel", "Mail"],
        ["hoe", "Snel", ""],
        ["wie zorgt dat het gebeurt", str(lead), str(partner)],
        ["uiterlijk", "1 maart 2027", "1 mei 2027"],
    ]
    assert point.told_on == timezone.localdate()


def test_edit_of_words_does_not_count_as_telling(lead, circle):
    point = ActionPointFactory(circle=circle, owner=lead)
    told_on = point.told_on
    point.what = "Anders"

    planning.edit(point, by=lead, now=now())

    point.refresh_from_db()
    assert point.told_on == told_on


def test_who_begins_on_nobodys_point_sees_to_it_but_a_coordinator_does_not(lead, coordinator, circle):
    own, left = ActionPointFactory.create_batch(2, circle=circle, nobodys=True)

    assert planning.start(own, by=lead, now=now()).owner == lead
    assert planning.start(left, by=coordinator, now=now()).owner is None


def test_who_finishes_nobodys_point_is_who_did_it(coordinator, circle):
    point = ActionPointFactory(circle=circle, nobodys=True)

    assert planning.finish(point, result="Gedaan.", by=coordinator, now=now()).owner == coordinator


def test_picking_up_what_is_nobodys(partner, circle):
    point = ActionPointFactory(circle=circle, nobodys=True)
    assert planning.may_take(point, partner)

    point = planning.take(point, by=partner, now=now())

    assert point.owner == partner
    assert point.changes.get().fields == [["wie zorgt dat het gebeurt", "", str(partner)]]
    assert not planning.may_take(point, partner)


def test_picking_up_what_is_somebodys_or_not_yours_to_take(lead, partner, coordinator, circle):
    taken = ActionPointFactory(circle=circle, owner=lead)
    with pytest.raises(planning.Refused, match=f"{lead} heeft dit actiepunt al opgepakt"):
        planning.take(taken, by=partner, now=now())

    free = ActionPointFactory(circle=circle, nobodys=True)
    with pytest.raises(planning.Refused, match="Alleen wie bij deze kring hoort"):
        planning.take(free, by=coordinator, now=now())


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("locks", [True, False])
def test_of_two_who_pick_it_up_at_once_one_gets_it(circle, meeting_point, monkeypatch, locks):
    point = ActionPointFactory(circle=circle, nobodys=True)
    people = [MembershipFactory(circle=circle).user for _ in range(2)]
    if not locks:  # the negative control
        monkeypatch.setattr(type(ActionPoint.objects.all()), "select_for_update", lambda points, **options: points)
    meeting_point(planning, "lock", locks=locks)

    outcomes = at_once(*[lambda who=who: planning.take(point, by=who, now=now()) for who in people])

    refused = [one for one in outcomes if isinstance(one, planning.Refused)]
    assert (len(refused) == 1) is locks


@pytest.mark.parametrize("count", [1, 3])
def test_handing_over_takes_the_same_number_of_queries(circle, lead, partner, django_assert_num_queries, count):
    points = [ActionPointFactory(circle=circle, owner=lead) for _ in range(count)]
    mine = ActionPointFactory(circle=circle, owner=partner)

    with django_assert_num_queries(5):  # savepoint, points, update, history, release
        moved = planning.hand_over([mine.pk, *(point.pk for point in points)], to=partner, by=lead, now=now())

    assert moved == count
    assert ActionPoint.objects.filter(owner=partner).count() == count + 1
    change = Change.objects.filter(point=points[0]).get()
    assert (change.kind, change.by, change.fields) == (
        "handed_over",
        lead,
        [["wie zorgt dat het gebeurt", str(lead), str(partner)]],
    )
    assert not mine.changes.exists()
    points[0].refresh_from_db()
    assert (points[0].version, points[0].told_on) == (2, timezone.localdate())


def test_what_was_finished_meanwhile_stays_with_who_did_it(circle, lead, partner):
    point = ActionPointFactory(circle=circle, owner=lead, done=True)

    assert planning.hand_over([point.pk], to=partner, by=lead, now=now()) == 0


def test_handing_over_by_nobody_in_particular(circle, lead):
    point = ActionPointFactory(circle=circle, owner=UserFactory())

    planning.hand_over([point.pk], to=lead, by=None, now=now())

    assert Change.objects.get().by is None
