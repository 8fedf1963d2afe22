"""What the rows of memberships say somebody may do, and the doors of members/access.py."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import Http404

from members.access import get_editable, get_visible
from members.models import AccessRequest, Circle, DemoMark, Invitation, Membership, User
from members.models.users import Visitor
from tests.members.factories import (
    AccessRequestFactory,
    CircleFactory,
    InvitationFactory,
    MembershipFactory,
    UserFactory,
)

ROLES = ("is_member", "is_coordinator", "is_data_editor", "is_board_reader")


def rights(user):
    return {name for name in ROLES if getattr(user, name)}


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("leader", {"is_member", "is_coordinator"}),
        ("data", {"is_member", "is_data_editor"}),
        ("reader", {"is_member", "is_board_reader"}),
        ("member", {"is_member"}),
    ],
)
def test_role_in_the_network_gives_its_rights(network, role, expected):
    assert rights(MembershipFactory(circle=network, role=role).user) == expected


@pytest.mark.parametrize("role", ["leader", "data", "reader", "member"])
def test_role_in_another_circle_gives_no_right_in_the_network(circle, role):
    assert rights(MembershipFactory(circle=circle, role=role).user) == {"is_member"}


def test_ended_and_coming_memberships_give_nothing(network):
    assert rights(MembershipFactory(circle=network, leader=True, ended=True).user) == set()
    assert rights(MembershipFactory(circle=network, leader=True, since="2999-01-01").user) == set()


def test_staff_without_a_membership_is_nobody_special(db):
    assert rights(UserFactory(is_staff=True, is_superuser=True)) == set()


def test_visitor_has_no_rights_and_sees_nothing(circle, leadership):
    visitor = Visitor()
    InvitationFactory(circle=circle)
    AccessRequestFactory(circle=circle)

    assert rights(visitor) == set()
    for model in (Circle, Membership, Invitation, AccessRequest, User):
        assert not model.objects.visible_to(visitor).exists()
        assert not model.objects.editable_by(visitor).exists()


def test_doors(circle, leadership, partnership, member):
    circles = Circle.objects.all()

    assert get_editable(leadership.user, circles, pk=circle.pk) == circle
    assert get_visible(partnership.user, circles, pk=circle.pk) == circle
    with pytest.raises(PermissionDenied):
        get_editable(partnership.user, circles, pk=circle.pk)
    for door in (get_visible, get_editable):
        with pytest.raises(Http404):
            door(member, circles, pk=circle.pk)


def test_profile_is_edited_by_its_owner_alone(coordinator, member):
    assert list(User.objects.editable_by(coordinator)) == [coordinator]
    with pytest.raises(PermissionDenied):
        get_editable(coordinator, User.objects.all(), pk=member.pk)


def test_own_membership_is_seen_and_ended_by_oneself_also_afterwards(db):
    left = MembershipFactory(ended=True)
    MembershipFactory(circle=left.circle)

    assert list(Membership.objects.visible_to(left.user)) == [left]
    assert list(Membership.objects.editable_by(left.user)) == [left]


def test_only_one_network_exists(network):
    with pytest.raises(IntegrityError, match="members_circle_one_network"):
        CircleFactory(network=True, slug="nog-een")


def test_nobody_is_in_a_circle_twice_at_once(partnership):
    with pytest.raises(IntegrityError, match="members_membership_one_at_a_time"):
        MembershipFactory(circle=partnership.circle, user=partnership.user, since="2025-01-01")


def test_rows_say_what_they_are(db, now):
    assert str(InvitationFactory(email="a@b.invalid", circle__name="Kring")) == "a@b.invalid – Kring"
    assert str(DemoMark(seeded_at=now)) == f"demo van {now:%Y-%m-%d}"
    assert str(CircleFactory(name="Kring 2")) == "Kring 2"


def test_circle_without_a_leader_is_found(circle, leadership, today):
    lost = CircleFactory()
    MembershipFactory(circle=lost, leader=True, ended=True)
    MembershipFactory(circle=lost, leader=True, user__is_active=False)

    assert list(Circle.objects.without_leader(today)) == [lost]
