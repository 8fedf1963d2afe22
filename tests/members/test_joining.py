"""Coming into a circle and leaving it, apart from any page."""

import datetime

import pytest

from members import joining
from members.models import Invitation, Membership, User
from members.models.invitations import hash_token
from tests.members.factories import CircleFactory, InvitationFactory, MembershipFactory, UserFactory

LEADER, MEMBER = Membership.Role.LEADER, Membership.Role.MEMBER


def roles(circle):
    """Every membership the circle ever had: (person, role, since, until)."""
    rows = circle.memberships.order_by("pk")
    return [(row.user.name, row.role, row.since, row.until) for row in rows]


def test_invitation_keeps_only_the_hash_of_its_link(circle, leadership, now, mailed):
    invitation = joining.invite(" Jikke@Voorbeeld.invalid", circle, MEMBER, by=leadership.user, now=now)

    row = Invitation.objects.get()
    assert (row.email, row.circle, row.role, row.invited_by) == (
        "jikke@voorbeeld.invalid",
        circle,
        MEMBER,
        leadership.user,
    )
    assert row.token_hash == hash_token(invitation.token)
    assert row.expires_at - row.sent_at == datetime.timedelta(days=14)
    assert mailed() == [("jikke@voorbeeld.invalid", "Uitnodiging voor Coalitie Waadhoeke")]


def test_two_invitations_have_different_links(circle, leadership, now):
    one = joining.invite("a@voorbeeld.invalid", circle, MEMBER, by=leadership.user, now=now)
    two = joining.invite("b@voorbeeld.invalid", circle, MEMBER, by=leadership.user, now=now)

    assert one.token != two.token
    assert len(one.token) >= 40


def test_open_invitation_is_not_sent_twice(circle, leadership, now, mailed):
    joining.invite("jikke@voorbeeld.invalid", circle, MEMBER, by=leadership.user, now=now)

    with pytest.raises(joining.AlreadyInvited, match="jikke@voorbeeld.invalid is al uitgenodigd"):
        joining.invite("JIKKE@voorbeeld.invalid", circle, LEADER, by=leadership.user, now=now)

    assert len(mailed()) == 1


def test_expired_invitation_makes_room_for_a_new_one(circle, leadership, now):
    old = InvitationFactory(circle=circle, expired=True)

    joining.invite(old.email, circle, MEMBER, by=leadership.user, now=now)

    assert list(circle.invitations.open(now).values_list("email", flat=True)) == [old.email]
    assert circle.invitations.count() == 2


def test_who_is_in_the_circle_is_not_invited(circle, leadership, partnership, now, mailed):
    with pytest.raises(joining.AlreadyMember, match="hoort al bij deze kring"):
        joining.invite(partnership.user.email, circle, MEMBER, by=leadership.user, now=now)

    assert mailed() == []


def test_who_left_can_be_invited_again(circle, leadership, now):
    left = MembershipFactory(circle=circle, ended=True)

    joining.invite(left.user.email, circle, MEMBER, by=leadership.user, now=now)

    assert Invitation.objects.get().email == left.user.email


@pytest.mark.parametrize("role", [Membership.Role.DATA, Membership.Role.READER, "baas"])
def test_network_roles_exist_only_in_the_network(circle, leadership, now, role):
    with pytest.raises(ValueError, match="No role"):
        joining.invite("jikke@voorbeeld.invalid", circle, role, by=leadership.user, now=now)


def test_resend_kills_the_old_link(circle, leadership, now):
    invitation = joining.invite("jikke@voorbeeld.invalid", circle, MEMBER, by=leadership.user, now=now)
    later = now + datetime.timedelta(days=20)

    assert joining.resend(invitation, now=later) is True

    row = Invitation.objects.get()
    assert not Invitation.objects.by_token(invitation.token).exists()
    assert row.is_open(later)
    with pytest.raises(joining.NotOpen):
        joining.open_account(invitation, name="Jikke Jansen", now=later)


def test_resend_twice_in_a_row_mails_once(circle, leadership, now, mailed):
    invitation = InvitationFactory(circle=circle, sent_at=now - datetime.timedelta(days=1))

    answers = [joining.resend(invitation, now=now) for _ in range(2)]

    assert answers == [True, False]
    assert len(mailed()) == 1


def test_used_invitation_is_not_resent(circle, now, mailed):
    invitation = InvitationFactory(circle=circle, accepted_at=now)

    with pytest.raises(joining.NotOpen):
        joining.resend(invitation, now=now)

    assert mailed() == []


def test_withdrawn_invitation_is_not_resent(circle, now):
    invitation = InvitationFactory(circle=circle, withdrawn_at=now)

    with pytest.raises(joining.NotOpen):
        joining.resend(invitation, now=now)


def test_withdraw_twice_has_one_effect(circle, now):
    invitation = InvitationFactory(circle=circle)

    answers = [joining.withdraw(invitation, now=now + datetime.timedelta(seconds=n)) for n in range(2)]

    assert answers == [True, False]
    assert Invitation.objects.get().withdrawn_at == now


def test_accepting_makes_an_account_without_a_password(circle, now, today):
    invitation = InvitationFactory(circle=circle, role=LEADER)

    user = joining.accept(invitation, name="Jikke Jansen", now=now)

    user = User.objects.get(pk=user.pk)
    assert (user.email, user.name, user.joined_at) == (invitation.email, "Jikke Jansen", now)
    assert not user.has_usable_password()
    assert not user.has_way_in
    assert roles(circle) == [("Jikke Jansen", LEADER, today, None)]
    invitation.refresh_from_db()
    assert (invitation.accepted_at, invitation.accepted_by) == (now, user)


def test_accepting_joins_an_account_that_exists(circle, now, today):
    user = UserFactory(name="Jikke Jansen")
    invitation = InvitationFactory(circle=circle, email=user.email)

    assert joining.accept(invitation, name="", now=now) == user

    assert roles(circle) == [("Jikke Jansen", MEMBER, today, None)]


def test_link_alone_does_not_open_an_account_that_exists(circle, now):
    user = UserFactory()
    invitation = InvitationFactory(circle=circle, email=user.email)

    with pytest.raises(joining.AccountExists):
        joining.open_account(invitation, name="Een Ander", now=now)

    invitation.refresh_from_db()
    assert invitation.accepted_at is None
    assert roles(circle) == []


def test_invitation_is_not_accepted_for_somebody_else(circle, now):
    invitation = InvitationFactory(circle=circle)

    with pytest.raises(joining.NotOpen):
        joining.accept_as(invitation, UserFactory(), now=now)

    assert roles(circle) == []


@pytest.mark.parametrize("state", ["accepted_at", "withdrawn_at", "expires_at"])
def test_closed_invitation_is_not_accepted(circle, now, state):
    invitation = InvitationFactory(circle=circle, **{state: now})

    with pytest.raises(joining.NotOpen):
        joining.accept(invitation, name="Jikke Jansen", now=now)

    assert User.objects.filter(email=invitation.email).count() == 0


def test_who_became_a_member_meanwhile_keeps_their_role(circle, now, leadership, today):
    invitation = InvitationFactory(circle=circle, email=leadership.user.email)

    joining.accept(invitation, name="", now=now)

    assert roles(circle) == [("Lieke Leider", LEADER, leadership.since, None)]


def test_join_mails_somebody_who_is_put_in_a_circle(circle, coordinator, today, mailed):
    user = UserFactory()

    membership = joining.join(user, circle, MEMBER, by=coordinator, on=today)

    assert membership.since == today
    assert mailed() == [(user.email, "Je doet mee in Coalitie Waadhoeke")]


def test_join_again_changes_nothing(circle, partnership, coordinator, today, mailed):
    assert joining.join(partnership.user, circle, LEADER, by=coordinator, on=today) == partnership

    assert partnership.role == MEMBER
    assert mailed() == []


def test_end_takes_the_rights_and_tells_why(circle, leadership, partnership, today, mailed):
    assert joining.end(partnership, by=leadership.user, on=today) is True

    partnership.refresh_from_db()
    assert (partnership.until, partnership.ended_by) == (today, leadership.user)
    assert User.objects.get(pk=partnership.user.pk).is_member is False
    assert mailed() == [(partnership.user.email, "Je hoort niet meer bij Coalitie Waadhoeke")]


def test_end_twice_has_one_effect(circle, leadership, partnership, today, yesterday, mailed):
    joining.end(partnership, by=leadership.user, on=yesterday)

    assert joining.end(partnership, by=leadership.user, on=today) is False

    partnership.refresh_from_db()
    assert partnership.until == yesterday
    assert len(mailed()) == 1


def test_who_leaves_is_not_mailed_about_it(partnership, today, mailed):
    joining.end(partnership, by=partnership.user, on=today)

    assert mailed() == []


def test_last_leader_leaves_only_knowingly(circle, leadership, partnership, today):
    with pytest.raises(joining.WouldLeaveWithoutLeader):
        joining.end(leadership, by=leadership.user, on=today)

    leadership.refresh_from_db()
    assert leadership.until is None


def test_coordinators_hear_that_a_circle_has_no_leader(circle, leadership, coordinator, today, mailed):
    joining.end(leadership, by=leadership.user, on=today, without_leader=True)

    assert mailed() == [(coordinator.email, "Coalitie Waadhoeke heeft geen leider meer")]


def test_coordinator_who_does_it_needs_no_mail(circle, leadership, coordinator, today, mailed):
    joining.end(leadership, by=coordinator, on=today, without_leader=True)

    assert mailed() == [(leadership.user.email, "Je hoort niet meer bij Coalitie Waadhoeke")]


def test_one_of_two_leaders_leaves_freely(circle, leadership, coordinator, today, mailed):
    other = MembershipFactory(circle=circle, leader=True)

    joining.end(other, by=other.user, on=today)

    assert mailed() == []


def test_leader_who_cannot_log_in_does_not_count(circle, leadership, today):
    MembershipFactory(circle=circle, leader=True, user__is_active=False)

    with pytest.raises(joining.WouldLeaveWithoutLeader):
        joining.end(leadership, by=leadership.user, on=today)


def test_network_keeps_its_last_coordinator(coordinator, today):
    membership = coordinator.memberships.get()

    with pytest.raises(joining.LastCoordinator):
        joining.end(membership, by=coordinator, on=today, without_leader=True)
    with pytest.raises(joining.LastCoordinator):
        joining.change_role(membership, MEMBER, by=coordinator, on=today, without_leader=True)

    membership.refresh_from_db()
    assert (membership.role, membership.until) == (LEADER, None)


def test_role_change_keeps_the_history(circle, leadership, partnership, today, mailed):
    changed = joining.change_role(partnership, LEADER, by=leadership.user, on=today)

    assert roles(circle)[1:] == [
        ("Pier Partner", MEMBER, partnership.since, today),
        ("Pier Partner", LEADER, today, None),
    ]
    assert changed.role_label == "coalitieleider"
    assert mailed() == [(partnership.user.email, "Je bent nu coalitieleider in Coalitie Waadhoeke")]


def test_role_changes_twice_on_one_day(circle, leadership, partnership, today):
    first = joining.change_role(partnership, LEADER, by=leadership.user, on=today)

    joining.change_role(first, MEMBER, by=leadership.user, on=today)

    assert [row[1:] for row in roles(circle)[1:]] == [
        (MEMBER, partnership.since, today),
        (LEADER, today, today),
        (MEMBER, today, None),
    ]


def test_same_role_again_changes_nothing(circle, leadership, partnership, today, mailed):
    assert joining.change_role(partnership, MEMBER, by=leadership.user, on=today) == partnership

    assert len(roles(circle)) == 2
    assert mailed() == []


def test_ended_membership_gets_no_other_role(circle, leadership, today):
    left = MembershipFactory(circle=circle, ended=True)

    with pytest.raises(joining.NotOpen):
        joining.change_role(left, LEADER, by=leadership.user, on=today)


def test_last_leader_becomes_a_member_only_knowingly(circle, leadership, coordinator, today, mailed):
    with pytest.raises(joining.WouldLeaveWithoutLeader):
        joining.change_role(leadership, MEMBER, by=leadership.user, on=today)

    joining.change_role(leadership, MEMBER, by=leadership.user, on=today, without_leader=True)

    assert mailed() == [(coordinator.email, "Coalitie Waadhoeke heeft geen leider meer")]


def test_role_of_another_kind_of_circle_is_refused(partnership, leadership, today):
    with pytest.raises(ValueError, match="No role"):
        joining.change_role(partnership, Membership.Role.DATA, by=leadership.user, on=today)


def test_same_person_joins_two_circles(db, now):
    one, two = CircleFactory.create_batch(2)
    first, second = (InvitationFactory(circle=circle, email="a@voorbeeld.invalid") for circle in (one, two))

    users = [joining.accept(invitation, name="Jikke", now=now) for invitation in (first, second)]

    assert users[0] == users[1]
    assert [membership.circle for membership in users[0].memberships.order_by("pk")] == [one, two]
