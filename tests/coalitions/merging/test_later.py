"""A merger of a later day, and what the database refuses."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from coalitions import tasks
from coalitions.formation import merging
from coalitions.models import Coalition, Partner
from members.models import Membership
from members.refused import Refused
from outbox.models import Email
from tests.coalitions.factories import (
    CoalitionFactory,
    PartnerFactory,
    PlaceFactory,
)
from tests.coalitions.merging.test_pages import url
from tests.members.factories import (
    MembershipFactory,
)

pytestmark = pytest.mark.django_db


def test_merger_of_a_later_day_changes_nothing_until_then(merge, client, noord, zuid, today):
    PlaceFactory(coalition=noord)
    leader = MembershipFactory(circle=noord.circle, leader=True).user
    later = today + timedelta(days=3)

    merge(on=later)

    assert noord.municipality_places.current(today).exists()
    assert leader.led_circle_ids == [noord.circle_id]
    assert noord in client.get(url("coalition_list")).context["coalitions"]
    assert "gaat deze coalitie op in" in client.get(noord.get_absolute_url()).text
    tasks.carry_over_mergers()
    noord.refresh_from_db()
    assert noord.carried_over_at is None


def test_merger_is_carried_over_when_its_day_comes_with_who_came_meanwhile(merge, noord, zuid, today):
    PlaceFactory(coalition=noord)
    merge(on=today, now=timezone.now() - timedelta(days=2))
    assert noord.carried_over_at is None
    joined = MembershipFactory(circle=noord.circle, since=today - timedelta(days=1)).user
    partner = PartnerFactory(coalition=noord, since=today - timedelta(days=1))

    for _ in range(2):  # twice is once
        tasks.carry_over_mergers()

    assert zuid.municipality_places.get().since == today
    assert Membership.objects.current(today).get(user=joined).circle == zuid.circle
    assert Partner.objects.current(today).get(organisation=partner.organisation).coalition == zuid
    assert Email.objects.count() == 1


def test_task_that_comes_late_keeps_the_day(merge, noord, zuid, today):
    PlaceFactory(coalition=noord)
    member = MembershipFactory(circle=noord.circle).user
    late = PartnerFactory(coalition=noord, since=today - timedelta(days=1))
    day = today - timedelta(days=5)
    merge(on=day, now=timezone.now() - timedelta(days=9))

    tasks.carry_over_mergers()

    assert zuid.municipality_places.get().since == day
    assert member.memberships.get(until=None).since == today  # rights begin when they are given
    assert zuid.partners.get().since == late.since
    assert not noord.partners.current(today).exists()


def test_plan_is_called_off_until_the_day(merge, noord, today):
    merge(on=today + timedelta(days=3))
    assert merging.call_off(noord)
    noord.refresh_from_db()
    noord.circle.refresh_from_db()
    assert (noord.merged_into, noord.circle.ended_on) == (None, None)
    assert not merging.call_off(noord)
    assert not merging.carry_over(noord, now=timezone.now())

    merge()
    assert not merging.call_off(noord)
    assert not merging.carry_over(noord, now=timezone.now())


def test_what_is_ending_merges_with_nothing(merge, noord, zuid, coordinator, today):
    said = {"on": today + timedelta(days=3), "by": coordinator, "now": timezone.now()}
    merge(on=today + timedelta(days=3))

    with pytest.raises(Refused, match="Coalitie Noord houdt op .* al op te bestaan"):
        merging.plan(noord, CoalitionFactory(), **said)
    with pytest.raises(Refused, match="Coalitie Noord houdt op .* al op te bestaan"):
        merging.plan(CoalitionFactory(), noord, **said)
    with pytest.raises(Refused, match="In coalitie Zuid gaat binnenkort een andere coalitie op"):
        merging.plan(zuid, CoalitionFactory(), **said)


def test_database_refuses_what_makes_no_sense(noord):
    with pytest.raises(IntegrityError, match="not_merged_into_itself"):
        Coalition.objects.filter(pk=noord.pk).update(merged_into=noord.pk)


def test_database_refuses_carrying_over_into_nothing(noord):
    with pytest.raises(IntegrityError, match="carried_over_into_another"):
        Coalition.objects.filter(pk=noord.pk).update(carried_over_at=timezone.now())
