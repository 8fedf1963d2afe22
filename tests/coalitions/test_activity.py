"""When something last happened in a circle, and one line about each of its rooms."""

from datetime import UTC, datetime

import pytest
from django.db.models import Value
from django.utils import timezone

from coalitions import activity, glances
from coalitions.models import PhaseChange
from members import rooms
from members.models import Circle
from members.rooms import Room
from tests.coalitions.agreements.factories import AgreementFactory
from tests.coalitions.factories import CoalitionFactory, PartnerFactory, UseFactory
from tests.members.factories import CircleFactory

pytestmark = pytest.mark.django_db

EARLY, LATE = datetime(2025, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def only_ours(monkeypatch):
    monkeypatch.setattr(activity, "_sources", [activity.of_coalitions])


def test_newest_of_all_sources_counts(only_ours, django_assert_num_queries):
    circles = CircleFactory.create_batch(3)
    first, second = (circle.pk for circle in circles[:2])

    def said(pk, moment):
        return lambda ids: Circle.objects.filter(pk__in=ids).filter(pk=pk).values_list("pk", Value(moment))

    activity.register(said(first, EARLY), said(second, LATE), said(first, LATE), said(second, EARLY))

    with django_assert_num_queries(1):
        found = activity.last_activity(circles)

    assert found == {first: LATE, second: LATE, circles[2].pk: None}


def test_written_down_once_it_is_asked_of_other_circles_each_time(only_ours):
    early, late = (CoalitionFactory(changed_at=moment).circle for moment in (EARLY, LATE))

    assert activity.last_activity([early]) == {early.pk: EARLY}
    assert activity.last_activity([late]) == {late.pk: LATE}
    assert activity.last_activity([early, late]) == {early.pk: EARLY, late.pk: LATE}


@pytest.mark.parametrize("count", [1, 3])
def test_what_a_coalition_keeps_and_says_of_itself_is_activity(only_ours, django_assert_num_queries, count):
    silent = CoalitionFactory()
    phased = CoalitionFactory.create_batch(count)
    for coalition in phased:
        PhaseChange.objects.create(coalition=coalition, phase="forming", since="2025-01-01", recorded_at=LATE)
        PartnerFactory.create_batch(2, coalition=coalition, changed_at=EARLY)
    partnered = PartnerFactory(changed_at=LATE).coalition
    written = CoalitionFactory(changed_at=LATE)
    agreed = AgreementFactory(changed_at=LATE).coalition
    offering = UseFactory(changed_at=LATE).coalition
    circles = [coalition.circle for coalition in (silent, *phased, partnered, written, agreed, offering)]

    with django_assert_num_queries(1):
        found = activity.last_activity(circles)

    assert found == {silent.circle_id: None} | {circle.pk: LATE for circle in circles[1:]}


def test_rooms_stand_on_the_page_if_their_app_has_a_line(monkeypatch):
    circle = CoalitionFactory().circle
    found = [Room("Overzicht", "/hier/"), Room("Plan", "/plan/"), Room("Mensen", "/mensen/")]
    monkeypatch.setattr(rooms, "_finders", [lambda circle, user, room=room: room for room in found])
    monkeypatch.setattr(glances, "_lines", {})
    glances.register("Plan", lambda circle, user, on: "4 actiepunten open")

    lines = glances.glances_of(circle, None, timezone.localdate())

    assert lines == [glances.Glance(found[1], "4 actiepunten open")]
