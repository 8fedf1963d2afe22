"""What a plan never holds, who sees it, and who changes it."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from actions.models import ActionPoint, Change, Reminder
from actions.models.points import IN_STATE, State, last_day_of_week
from members.models.users import Visitor
from tests.actions.factories import ActionPointFactory
from tests.members.factories import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2027, 3, 15, 9, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    "fields",
    [
        {"what": ""},
        {"done_at": NOW},
        {"result": "Het werkt."},
        {"dropped_at": NOW},
        {"drop_reason": "Niet meer nodig."},
        {"done": True, "dropped": True},
        {"done": True, "owner": None},
        {"source_label": "Een overleg"},
        {"source_url": "/bijeenkomsten/1/"},
        {"source_label": "Elders", "source_url": "https://elders.invalid/"},
        {"source_label": "Elders", "source_url": "//elders.invalid/"},
    ],
)
def test_database_refuses(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        ActionPointFactory(**fields)


def test_one_reminder_a_day_in_the_database():
    person = UserFactory()
    Reminder.objects.create(person=person, on=NOW.date(), queued_at=NOW)

    with pytest.raises(IntegrityError), transaction.atomic():
        Reminder.objects.create(person=person, on=NOW.date(), queued_at=NOW)


def test_owner_with_points_cannot_be_deleted():
    point = ActionPointFactory()

    with pytest.raises(ProtectedError):
        point.owner.delete()


@pytest.mark.parametrize(
    ("fields", "state", "kind"),
    [
        ({}, State.TODO, "plain"),
        ({"started": True}, State.DOING, "info"),
        ({"done": True}, State.DONE, "ok"),
        ({"started": True, "dropped": True}, State.DROPPED, "plain"),
    ],
)
def test_state_follows_from_the_moments_in_python_and_in_the_database(fields, state, kind):
    point = ActionPointFactory(**fields)

    assert (point.state, point.state_kind) == (state, kind)
    assert [one for one in IN_STATE if ActionPoint.objects.in_state(one).exists()] == [state]
    assert ActionPoint.objects.open().exists() is point.is_open


@pytest.mark.parametrize(("due_in", "is_late"), [(-1, True), (0, False), (1, False)])
def test_late_from_the_day_after(due_in, is_late):
    point = ActionPointFactory(due_in=due_in)
    today = timezone.localdate()

    assert point.is_overdue(today) is is_late
    assert ActionPoint.objects.overdue(today).exists() is is_late


def test_what_is_over_is_not_late():
    ActionPointFactory(due_in=-1, done=True)
    ActionPointFactory(due_in=-1, dropped=True)

    assert not ActionPoint.objects.overdue(timezone.localdate()).exists()


def test_week_ends_on_sunday():
    monday = datetime.date(2027, 3, 15)

    ends = {last_day_of_week(monday + datetime.timedelta(days=number)) for number in range(7)}

    assert ends == {datetime.date(2027, 3, 21)}


def test_plan_is_for_the_people_of_the_circle_and_the_coordinator(
    circle, lead, partner, coordinator, member, reader, stranger
):
    point = ActionPointFactory(circle=circle)
    ActionPointFactory(circle=coordinator.memberships.get().circle, what="Van het netwerk")
    former = MembershipFactory(circle=circle, ended=True).user

    def sees(user):
        return sorted(ActionPoint.objects.visible_to(user).values_list("what", flat=True))

    assert sees(coordinator) == sorted([point.what, "Van het netwerk"])
    assert sees(lead) == sees(partner) == sees(point.owner) == [point.what]
    assert sees(member) == ["Van het netwerk"]
    assert sees(reader) == sees(stranger) == sees(former) == sees(Visitor()) == []


def test_changed_by_who_leads_who_sees_to_it_and_the_coordinator(circle, lead, partner, coordinator, reader):
    ActionPointFactory(circle=circle)
    own = ActionPointFactory(circle=circle, owner=partner)

    def changes(user):
        return set(ActionPoint.objects.editable_by(user))

    assert changes(coordinator) == changes(lead) == set(ActionPoint.objects.all())
    assert changes(partner) == {own}
    assert changes(reader) == changes(Visitor()) == set()


def test_owner_who_left_the_circle_changes_nothing_any_more(circle):
    point = ActionPointFactory(circle=circle)
    point.owner.memberships.update(until=timezone.localdate())

    assert not ActionPoint.objects.editable_by(point.owner).exists()


def test_history_is_seen_by_who_sees_the_point(circle, lead, stranger):
    change = Change.objects.create(point=ActionPointFactory(circle=circle), kind=Change.Kind.CREATED, at=NOW)

    assert list(Change.objects.visible_to(lead)) == [change]
    assert not Change.objects.visible_to(stranger).exists()
    assert str(change) == f"{change.point_id} maakte dit actiepunt"
    assert str(Reminder(person=lead, on=NOW.date())) == f"{lead.pk} 2027-03-15"
