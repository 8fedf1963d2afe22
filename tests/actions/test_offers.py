"""What this room offers the others: counts, activity, holdings, rooms, what waits, what is thrown away."""

import datetime

import pytest
from django.utils import timezone

from actions import activity, counting, retention, rooms, waiting
from actions.holdings import SOURCE
from actions.models import Reminder
from tests.actions.factories import ActionPointFactory
from tests.members.factories import CircleFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2027, 3, 17)  # a Wednesday
MOMENT = datetime.datetime(2027, 3, 1, 12, tzinfo=datetime.UTC)


def in_days(days, **fields):
    return ActionPointFactory(due_on=TODAY + datetime.timedelta(days=days), **fields)


@pytest.mark.parametrize("count", [1, 3])
def test_open_and_overdue_of_many_circles_in_one_query(django_assert_num_queries, count):
    circles = CircleFactory.create_batch(count)
    empty = CircleFactory()
    for circle in circles:
        in_days(-1, circle=circle)
        in_days(0, circle=circle)
        in_days(-1, circle=circle, done=True)
        in_days(-1, circle=circle, dropped=True)

    with django_assert_num_queries(1):
        counted = counting.open_and_overdue([*circles, empty], TODAY)

    assert counted == {empty.pk: (0, 0)} | {circle.pk: (2, 1) for circle in circles}
    assert counting.open_and_overdue([empty.pk], TODAY) == {empty.pk: (0, 0)}


@pytest.mark.parametrize("count", [1, 3])
def test_open_points_of_all_circles_in_one_query(django_assert_num_queries, count):
    circles = CircleFactory.create_batch(count)
    for circle in circles:
        in_days(-1, circle=circle, changed_at=None)
        in_days(0, circle=circle, changed_at=MOMENT)
        in_days(-1, circle=circle, done=True, changed_at=MOMENT + datetime.timedelta(days=1))
    untouched = in_days(1, changed_at=None)
    in_days(-1, dropped=True)

    with django_assert_num_queries(1):
        counted = counting.open_points(TODAY)

    assert counted == {untouched.circle_id: [1, 0, None]} | {circle.pk: [2, 1, MOMENT] for circle in circles}


@pytest.mark.parametrize("count", [1, 3])
def test_last_activity_in_one_query(django_assert_num_queries, count):
    points = [ActionPointFactory() for _ in range(count)]
    newest = ActionPointFactory(circle=points[0].circle, changed_at=timezone.now())
    silent = CircleFactory()

    with django_assert_num_queries(1):
        found = dict(activity.last_changes([silent.pk, *(point.circle_id for point in points)]))

    assert found.pop(silent.pk) is None
    assert found == {point.circle_id: point.changed_at for point in points} | {newest.circle_id: newest.changed_at}


@pytest.mark.parametrize("count", [1, 3])
def test_holdings_are_what_somebody_still_has_to_do(partner, circle, lead, django_assert_num_queries, count):
    points = [ActionPointFactory(circle=circle, owner=partner) for _ in range(count)]
    done = ActionPointFactory(circle=circle, owner=partner, done=True)
    ActionPointFactory(circle=circle)

    with django_assert_num_queries(1):
        held = SOURCE.held_by(partner)

    assert {(one.pk, one.label, one.url, one.circle) for one in held} == {
        (point.pk, point.what, point.get_absolute_url(), circle) for point in points
    }
    assert {"owner": partner.pk} in SOURCE.holders()
    assert SOURCE.move([one.pk for one in held], to=lead, by=partner, now=timezone.now()) == count
    assert SOURCE.held_by(partner) == []
    assert {"owner": partner.pk} not in SOURCE.holders()
    assert points[0].changes.get().kind == "handed_over"
    done.refresh_from_db()
    assert done.owner == partner


def test_room_is_there_for_who_may_see_the_plan(circle, partner, coordinator, member):
    assert rooms.plan(circle, partner).url == "/werkagenda/coalitie-dorp/"
    assert rooms.plan(circle, coordinator) is not None
    assert rooms.plan(circle, member) is None


def test_nothing_waits(partner, circle):
    in_days(5, circle=circle, owner=partner)  # Monday
    in_days(-5, circle=circle, owner=partner, done=True)
    in_days(-5, circle=circle)
    elsewhere = in_days(-5, owner=partner)  # of a circle that the partner has left
    assert elsewhere.circle_id not in partner.circle_ids

    assert list(waiting.my_points(partner, TODAY)) == []


def test_what_is_late_and_what_is_for_this_week_waits(partner, circle):
    late = in_days(-2, circle=circle, owner=partner, what="Bel de huisartsen")
    soon = in_days(4, circle=circle, owner=partner, what="Plan de middag")  # Sunday

    assert list(waiting.my_points(partner, TODAY)) == [
        ("Te laat: Bel de huisartsen (uiterlijk maandag 15 maart).", late.get_absolute_url(), late.due_on),
        ("Deze week: Plan de middag (uiterlijk zondag 21 maart).", soon.get_absolute_url(), soon.due_on),
    ]


@pytest.mark.parametrize("count", [2, 3])
def test_more_than_one_is_counted_in_one_query(partner, circle, django_assert_num_queries, count):
    for _ in range(count):
        due = [in_days(days, circle=circle, owner=partner).due_on for days in (-2, 0)]
    assert partner.circle_ids

    with django_assert_num_queries(1):
        found = list(waiting.my_points(partner, TODAY))

    assert found == [
        (f"{count} actiepunten zijn te laat.", "/mijn-actiepunten/#te-laat", due[0]),
        (f"{count} actiepunten zijn voor deze week.", "/mijn-actiepunten/#deze-week", due[1]),
    ]


def test_old_reminders_are_thrown_away():
    now = timezone.now()
    person = UserFactory()
    for days in (179, 181):
        moment = now - datetime.timedelta(days=days)
        Reminder.objects.create(person=person, on=moment.date(), queued_at=moment)

    assert retention.purge(now)["action_reminders"] == 1
    assert Reminder.objects.count() == 1


def test_members_of_a_table_have_a_plan_too(login):
    table = CircleFactory(table=True, slug="tafel")
    who = MembershipFactory(circle=table).user

    assert login(who).get("/werkagenda/tafel/").status_code == 200
