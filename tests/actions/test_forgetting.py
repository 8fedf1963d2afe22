"""What is over keeps the work and loses the names."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from actions import forgetting, planning, retention
from actions.models import ActionPoint
from tests.actions.factories import ActionPointFactory

pytestmark = pytest.mark.django_db

LONG_AGO = timezone.now() - datetime.timedelta(days=731)
LAST_YEAR = timezone.now() - datetime.timedelta(days=729)


def over(circle, lead, moment, **fields):
    point = ActionPointFactory(circle=circle, owner=lead, created_by=lead, changed_by=lead, **fields)
    planning.start(point, by=lead, now=moment)
    planning.finish(point, result="Alle praktijken doen mee.", by=lead, now=moment)
    return point


def test_names_go_after_two_years_and_the_work_stays(circle, lead, login):
    old = over(circle, lead, LONG_AGO, what="Oud werk")
    recent = over(circle, lead, LAST_YEAR, what="Nieuw werk")
    open_point = ActionPointFactory(circle=circle, owner=lead, created_at=LONG_AGO)

    assert retention.purge(timezone.now())["action_names"] == 1

    old.refresh_from_db()
    assert (old.owner, old.created_by, old.changed_by) == (None, None, None)
    assert (old.result, old.who) == ("Alle praktijken doen mee.", "niet meer bewaard")
    assert not old.changes.exists()
    assert ActionPoint.objects.get(pk=recent.pk).owner == lead
    assert recent.changes.count() == 2
    assert ActionPoint.objects.get(pk=open_point.pk).owner == lead
    page = login(lead).get(old.get_absolute_url()).text
    assert "Niet meer bewaard" in page
    assert "de namen en wie wat veranderde niet" in page
    assert retention.purge(timezone.now())["action_names"] == 0


def test_dropped_points_lose_their_names_as_well(circle, lead):
    point = ActionPointFactory(circle=circle, owner=lead, dropped_at=LONG_AGO, drop_reason="Niet meer nodig.")

    retention.purge(timezone.now())

    assert ActionPoint.objects.get(pk=point.pk).owner is None


def test_point_without_a_name_can_be_opened_and_taken_again(circle, lead):
    point = over(circle, lead, LONG_AGO)
    forgetting.forget_names_of(ActionPoint.objects.all(), now=timezone.now())

    point = planning.reopen(point, by=lead, now=timezone.now())

    assert (point.is_open, point.who, point.nameless_at) == (True, "nog niemand", None)
    assert planning.take(point, by=lead, now=timezone.now()).owner == lead


def test_somebody_who_edits_it_later_can_put_a_name_at_it_again(circle, lead):
    over(circle, lead, LONG_AGO)
    forgetting.forget_names_of(ActionPoint.objects.all(), now=timezone.now())
    point = ActionPoint.objects.get()

    with transaction.atomic():
        point.what = "Zonder naam gewijzigd"
        planning.edit(point, by=lead, now=timezone.now())
        assert point.nameless_at
        point.owner = lead
        planning.edit(point, by=lead, now=timezone.now())

    assert (point.nameless_at, point.given_on) == (None, None)


def test_database_refuses_an_open_point_that_lost_its_name(circle):
    with pytest.raises(IntegrityError, match="actions_actionpoint_nameless_is_over"):
        ActionPointFactory(circle=circle, nobodys=True, nameless_at=timezone.now())


def test_database_refuses_a_name_where_the_names_went(circle):
    with pytest.raises(IntegrityError, match="actions_actionpoint_nameless_is_over"):
        ActionPointFactory(circle=circle, done=True, nameless_at=timezone.now())


def test_database_refuses_a_finished_point_of_nobody(circle):
    with pytest.raises(IntegrityError, match="actions_actionpoint_done_by_somebody"):
        ActionPointFactory(circle=circle, nobodys=True, done=True)
