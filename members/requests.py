"""Asking to be let in, and what the coordinator answers. See also: joining.py, where an approval goes on."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from members import emails, joining
from members.models import AccessRequest, Membership, User


def submit(access_request: AccessRequest, *, now) -> bool:
    """Save the request and tell the coordinators. False when the same request waits already."""
    access_request.email = access_request.email.lower()
    access_request.created_at = now
    try:
        with transaction.atomic():
            access_request.save()
            for coordinator in User.objects.coordinators(timezone.localdate(now)):
                emails.access_requested(access_request, to=coordinator).send()
    except IntegrityError:  # one waiting request per address and circle
        return False
    return True


def approve(access_request: AccessRequest, *, by: User, now) -> bool:
    """Let somebody in: they get an invitation. False when it was decided before."""
    with transaction.atomic():
        access_request = _lock_undecided(access_request)
        if access_request is None:
            return False
        _decide(access_request, AccessRequest.Outcome.APPROVED, by, now)
        _let_in(access_request, by, now)
    return True


def decline(access_request: AccessRequest, *, by: User, reason: str, now) -> bool:
    """Say no, and why. False when it was decided before."""
    with transaction.atomic():
        access_request = _lock_undecided(access_request)
        if access_request is None:
            return False
        access_request.reason = reason
        _decide(access_request, AccessRequest.Outcome.DECLINED, by, now)
        emails.access_declined(access_request).send()
    return True


def _lock_undecided(access_request):
    undecided = AccessRequest.objects.undecided().select_related("circle").filter(pk=access_request.pk)
    return undecided.select_for_update(of=("self",)).first()


def _decide(access_request, outcome, by, now):
    access_request.outcome = outcome
    access_request.decided_by = by
    access_request.decided_at = now
    access_request.save()


def _let_in(access_request, by, now):
    circle, email = access_request.circle, access_request.email
    try:
        joining.invite(email, circle, Membership.Role.MEMBER, by=by, now=now)
    except joining.AlreadyMember:
        membership = joining.current_membership(circle, email, timezone.localdate(now))
        emails.membership_started(membership, by).send()
    except joining.AlreadyInvited:
        joining.resend(circle.invitations.to_address(email).open(now).get(), now=now)
