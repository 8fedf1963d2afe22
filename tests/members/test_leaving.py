"""Leaving from the page of a circle: the handover is offered first, and a planned end can be undone."""

from datetime import timedelta

import pytest

from members import joining
from members.models import Membership
from tests.actions.factories import ActionPointFactory
from tests.members.factories import MembershipFactory


def end_page(membership):
    return f"/kringen/{membership.circle.slug}/leden/{membership.pk}/beeindigen/"


def test_who_holds_something_is_offered_to_hand_over_first(circle, leadership, partnership, login):
    ActionPointFactory.create_batch(2, circle=circle, owner=partnership.user)

    own = login(partnership.user).get(end_page(partnership)).text
    by_leader = login(leadership.user).get(end_page(partnership)).text

    assert "nog 2 dingen bij" in own
    assert f'href="/overdragen/?kring={circle.slug}"' in own
    assert f'href="/overdragen/voor/{partnership.user.pk}/?kring={circle.slug}"' in by_leader


def test_who_holds_nothing_just_leaves(partnership, login):
    assert "Eerst overdragen?" not in login(partnership.user).get(end_page(partnership)).text


def test_planned_end_is_shown_and_can_be_undone(circle, leadership, partnership, today, login):
    day = today + timedelta(days=20)
    joining.end(partnership, by=leadership.user, on=day)
    client = login(partnership.user)

    shown = client.get(circle.get_absolute_url()).text
    asked = client.get(end_page(partnership)).text
    answer = client.post(f"/kringen/{circle.slug}/leden/{partnership.pk}/blijven/", follow=True).text

    assert ", tot " in shown
    assert "Ik blijf" in asked
    assert "Pier Partner blijft bij Coalitie Waadhoeke." in answer
    assert Membership.objects.get(pk=partnership.pk).until is None


@pytest.mark.parametrize("until", [None, 0])
def test_there_is_nothing_to_undo(circle, leadership, partnership, today, login, until):
    Membership.objects.filter(pk=partnership.pk).update(until=until if until is None else today)

    answer = login(leadership.user).post(f"/kringen/{circle.slug}/leden/{partnership.pk}/blijven/", follow=True).text

    assert "Dit lidmaatschap is al beëindigd, of liep gewoon door." in answer


def test_planned_end_can_come_sooner(leadership, partnership, today):
    joining.end(partnership, by=leadership.user, on=today + timedelta(days=20))

    assert joining.end(partnership, by=leadership.user, on=today) is True
    assert joining.end(partnership, by=leadership.user, on=today) is False


def test_who_is_going_to_leave_does_not_count_as_who_stays(network, coordinator, today):
    leaving = MembershipFactory(circle=network, leader=True)
    joining.end(leaving, by=coordinator, on=today + timedelta(days=20))

    with pytest.raises(joining.LastCoordinator):
        joining.end(coordinator.memberships.get(), by=coordinator, on=today)


def test_other_role_keeps_the_day_somebody_leaves(leadership, partnership, today):
    day = today + timedelta(days=20)
    joining.end(partnership, by=leadership.user, on=day)

    started = joining.change_role(partnership, Membership.Role.LEADER, by=leadership.user, on=today)

    assert started.until == day


def test_only_coordinator_is_not_offered_another_role(network, coordinator, member, login):
    client = login(coordinator)
    own = coordinator.memberships.get()

    alone = client.get(network.get_absolute_url()).text
    MembershipFactory(circle=network, leader=True)
    together = client.get(network.get_absolute_url()).text

    link = f"/kringen/{network.slug}/leden/{own.pk}/rol/"
    assert link not in alone
    assert f"/leden/{member.memberships.get().pk}/rol/" in alone
    assert link in together
