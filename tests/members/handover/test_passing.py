"""Who gets what nobody was chosen for: whatever ends a right, nothing is without an owner."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from actions.models import ActionPoint
from members import holdings, joining
from members.handover import passing
from members.models import Handover, HandoverItem, Membership
from members.tasks import pass_on_from_person, pass_on_what_was_left
from outbox.models import Email
from tests.actions.factories import ActionPointFactory
from tests.members.factories import InvitationFactory, MembershipFactory, UserFactory


def test_things_of_who_leaves_go_to_another_leader(
    point, leadership, co_leadership, partnership, coordinator, today, owner_of
):
    joining.end(leadership, by=leadership.user, on=today)

    assert owner_of(point) == co_leadership.user


def test_who_leads_longest_and_stays_comes_first(point, circle, leadership, co_leadership, today, owner_of):
    leaving = MembershipFactory(circle=circle, leader=True, since="2020-01-01", until=today + timedelta(days=9))
    MembershipFactory(circle=circle, leader=True, since="2025-01-01")

    joining.end(leadership, by=leadership.user, on=today)

    assert owner_of(point) == co_leadership.user
    assert leaving.user != co_leadership.user


def test_without_another_leader_they_go_to_the_coordinator_who_is_told(
    point, invitation, leadership, partnership, coordinator, today, owner_of, mailed
):
    joining.end(leadership, by=leadership.user, on=today, without_leader=True)

    invitation.refresh_from_db()
    assert owner_of(point) == coordinator
    assert invitation.invited_by == coordinator
    assert (coordinator.email, "Lieke Leider heeft werk aan je overgedragen") in mailed()


def test_one_mail_whatever_the_number(circle, leadership, co_leadership, today, mailed):
    ActionPointFactory.create_batch(5, circle=circle, owner=leadership.user)

    joining.end(leadership, by=leadership.user, on=today)

    assert mailed() == [(co_leadership.user.email, "Lieke Leider heeft werk aan je overgedragen")]
    assert "Actiepunten: 5" in Email.objects.get().text


def test_who_ends_a_membership_and_gets_the_things_is_not_mailed(point, leadership, coordinator, today, mailed):
    joining.end(leadership, by=coordinator, on=today, without_leader=True)

    assert [address for address, _ in mailed()] == [leadership.user.email]


def test_keeper_reads_on_one_page_what_they_have(point, leadership, co_leadership, today, login):
    joining.end(leadership, by=leadership.user, on=today)
    handover = Handover.objects.get()

    page = login(co_leadership.user).get(handover.get_absolute_url()).text

    assert "Maak een folder" in page
    assert point.get_absolute_url() in page
    assert "koos geen opvolger" not in page


def test_what_somebody_may_still_hold_stays(point, leadership, today, owner_of):
    elsewhere = MembershipFactory(user=leadership.user)

    joining.end(elsewhere, by=leadership.user, on=today)

    assert owner_of(point) == leadership.user
    assert not Handover.objects.exists()


def test_coordinator_looks_after_things_of_every_circle(point, leadership, network, coordinator, today, owner_of):
    ActionPoint.objects.update(owner=coordinator)
    extra = MembershipFactory(user=coordinator)

    joining.end(extra, by=coordinator, on=today)

    assert owner_of(point) == coordinator


def test_who_is_no_coordinator_any_more_keeps_only_their_own_circles(
    circle, point, leadership, network, coordinator, today, owner_of
):
    other = MembershipFactory(circle=network, leader=True)
    own = MembershipFactory(user=other.user)
    kept = ActionPointFactory(circle=own.circle, owner=other.user)
    ActionPoint.objects.filter(pk=point.pk).update(owner=other.user)

    joining.change_role(other, Membership.Role.MEMBER, by=coordinator, on=today)

    assert owner_of(point) == leadership.user
    assert owner_of(kept) == other.user


def test_board_reader_looks_after_nothing(network, coordinator, today, owner_of):
    membership = MembershipFactory(circle=network)
    point = ActionPointFactory(circle=network, owner=membership.user)

    joining.change_role(membership, Membership.Role.READER, by=coordinator, on=today)

    assert owner_of(point) == coordinator


def test_without_anybody_to_give_it_to_it_stays_and_is_reported_later(point, leadership, today, owner_of):
    joining.end(leadership, by=leadership.user, on=today, without_leader=True)

    assert owner_of(point) == leadership.user
    assert list(passing.gone_with_things(today)) == [leadership.user]


def test_leaving_on_a_later_day_moves_nothing_yet(point, leadership, co_leadership, today, owner_of):
    joining.end(leadership, by=leadership.user, on=today + timedelta(days=30))

    assert owner_of(point) == leadership.user


def test_on_that_day_the_timetable_moves_it(celery_eager, point, leadership, co_leadership, today, owner_of):
    Membership.objects.filter(pk=leadership.pk).update(until=today)

    pass_on_what_was_left()
    pass_on_what_was_left()

    assert owner_of(point) == co_leadership.user
    assert Handover.objects.count() == 1


def test_timetable_leaves_who_did_not_leave_alone(celery_eager, point, leadership, co_leadership, today, owner_of):
    pass_on_what_was_left()

    assert list(passing.left_behind(today)) == []
    assert owner_of(point) == leadership.user


def test_task_for_somebody_who_was_removed_does_nothing(db):
    pass_on_from_person(user_id=0)

    assert not Handover.objects.exists()


def test_successor_of_an_earlier_handover_gets_what_came_after(
    point, circle, leadership, co_leadership, partnership, today, now, owner_of
):
    done = Handover.objects.create(person=leadership.user, leaves_on=today, created_at=now, completed_at=now)
    done.parts.create(circle=circle, successor=partnership.user)

    joining.end(leadership, by=leadership.user, on=today)

    assert owner_of(point) == partnership.user


def test_earlier_successor_who_left_too_gets_nothing(point, circle, leadership, co_leadership, today, now, owner_of):
    done = Handover.objects.create(person=leadership.user, leaves_on=today, created_at=now, completed_at=now)
    done.parts.create(circle=circle, successor=UserFactory())

    joining.end(leadership, by=leadership.user, on=today)

    assert owner_of(point) == co_leadership.user


def test_coordinator_is_shown_who_left_with_things(point, leadership, coordinator, today, login):
    Membership.objects.filter(pk=leadership.pk).update(until=today)

    page = login(coordinator).get("/").text

    assert "Lieke Leider doet niet meer mee, maar houdt nog dingen bij." in page
    assert reverse("members:handover_start_for", args=[leadership.user.pk]) in page


def test_member_is_not_shown_who_left(point, leadership, partnership, today, login):
    Membership.objects.filter(pk=leadership.pk).update(until=today)

    assert "houdt nog dingen bij" not in login(partnership.user).get("/").text


@pytest.mark.parametrize("count", [1, 3])
def test_passing_on_takes_the_same_number_of_queries(
    circle, leadership, co_leadership, now, django_assert_num_queries, count
):
    ActionPointFactory.create_batch(count, circle=circle, owner=leadership.user)
    InvitationFactory.create_batch(count, circle=circle, invited_by=leadership.user)
    Membership.objects.filter(pk=leadership.pk).update(until=timezone.localdate(now))
    # savepoints, the person, their memberships, keepers, earlier choices, what waits;
    # the record, points with their history, invitations, the items, the mail; one query per kind
    with django_assert_num_queries(17 + len(holdings.sources())):
        passing.pass_on(leadership.user, by=None, now=now)

    assert HandoverItem.objects.count() == 2 * count


def test_kinds_are_registered_in_the_order_people_see(db):
    kinds = [source.kind for source in holdings.sources()]

    assert (kinds[0], kinds[-1]) == ("actiepunten", "uitnodigingen")
