"""Circles, people, invitations, leaving, asking for an account."""

from tests.access.common import circle
from tests.access.rows import ACCOUNT, COORDINATOR, MEMBERS, OWN_CIRCLE, OWN_CIRCLE_LEADER, OWN_WORK, PUBLIC, row
from tests.coalitions.agreements.factories import AgreementFactory


def leadership(world):
    """The membership of the one who leads the circle."""
    return [world.circle.slug, world.circle.memberships.get(user=world.users["leader"]).pk]


def invitation(world):
    return [world.circle.slug, world.invitation.pk]


def access_request(world):
    return [world.access_request.pk]


def reviewed_agreement(world):
    """An agreement of the leader that has to be looked at again."""
    return ["afspraak", AgreementFactory(coalition=world.circle.coalition, overdue=True).pk]


def handover_draft(world):
    """The leader is leaving, and not done yet."""
    return [world.handover_draft().pk]


def handover_kind(world):
    draft = world.handover_draft()
    return [draft.pk, draft.parts.get(circle=world.circle).pk, "uitnodigingen"]


def handover_done(world):
    """Somebody left and handed over to the leader."""
    return [world.handover_done().pk]


ROWS = [
    row("members:invitation_accept", "200 404 404 404 404 404", lambda world: [world.invitation.token]),
    row("members:circle_list", MEMBERS),
    row("members:circle_detail", OWN_CIRCLE, circle),
    row("members:invitation_create", OWN_CIRCLE_LEADER, circle),
    row("members:invitation_resend", "302 404 404 404 302 302", invitation, method="post"),
    row("members:invitation_withdraw", "302 404 404 404 302 302", invitation, method="post"),
    row("members:membership_end", OWN_CIRCLE_LEADER, leadership),
    row("members:membership_role", OWN_CIRCLE_LEADER, leadership),
    row("members:person_list", MEMBERS),
    row("members:person_detail", MEMBERS, lambda world: [world.users["leader"].pk]),
    row("members:person_let_in", COORDINATOR, lambda world: [world.users["leader"].pk]),
    row("members:profile_edit", ACCOUNT),
    row("members:handover_start", MEMBERS),
    row("members:handover_start_for", OWN_WORK, lambda world: [world.users["leader"].pk]),
    row("members:handover_divide", OWN_WORK, handover_draft),
    row("members:handover_divide_kind", OWN_WORK, handover_kind),
    row("members:handover_note", OWN_WORK, handover_draft),
    row("members:handover_complete", OWN_WORK, handover_draft),
    row("members:handover_discard", OWN_WORK, handover_draft),
    row("members:handover_detail", OWN_WORK, handover_done),
    row("members:handover_read", "302 404 404 404 302 302", handover_done, method="post"),
    row("members:membership_stay", "302 404 404 403 302 302", leadership, method="post"),
    row("members:review_list", MEMBERS),
    row("members:review_detail", "302 404 403 403 200 200", reviewed_agreement),
    row("members:review_hand_over", "302 404 403 403 200 200", reviewed_agreement),
    row("members:accessrequest_create", PUBLIC),
    row("members:accessrequest_done", PUBLIC),
    row("members:accessrequest_list", COORDINATOR),
    row("members:accessrequest_approve", "302 404 404 404 404 302", access_request, method="post"),
    row("members:accessrequest_decline", COORDINATOR, access_request),
]
