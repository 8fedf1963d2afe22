"""When something last happened in a circle, and one line about each of its rooms."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from coalitions import activity, glances
from coalitions.models import PhaseChange
from members import rooms
from members.rooms import Room
from tests.coalitions.factories import CoalitionFactory, PartnerFactory
from tests.members.factories import CircleFactory

pytestmark = pytest.mark.django_db

EARLY, LATE = datetime(2025, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def only_ours(monkeypatch):
    monkeypatch.setattr(activity, "_sources", [activity.of_coalitions])


def test_newest_of_all_sources_counts(only_ours, django_assert_num_queries):
    circles = CircleFactory.create_batch(3)
    activity.register(
        lambda ids: {circles[0].pk: EARLY, circles[1].pk: LATE},
        lambda ids: {circles[0].pk: LATE, circles[1].pk: EARLY},
    )

    with django_assert_num_queries(1):
        found = activity.last_activity(circles)

    assert found == {circles[0].pk: LATE, circles[1].pk: LATE, circles[2].pk: None}


@pytest.mark.parametrize("count", [1, 3])
def test_partners_phases_and_the_text_are_activity(only_ours, django_assert_num_queries, count):
    silent = CoalitionFactory()
    phased = CoalitionFactory.create_batch(count)
    for coalition in phased:
        PhaseChange.objects.create(coalition=coalition, phase="forming", since="2025-01-01", recorded_at=LATE)
        PartnerFactory.create_batch(2, coalition=coalition, changed_at=EARLY)
    partnered = PartnerFactory(changed_at=LATE).coalition
    written = CoalitionFactory(changed_at=LATE)
    circles = [coalition.circle for coalition in (silent, *phased, partnered, written)]

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
