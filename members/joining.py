"""How people come into a circle and leave it. Every change of who is in a circle goes through here.

Each verb first locks the circle's row and then looks again, so that two of them at once act one after the
other: one invitation is accepted once, and of two leaders who leave together the second one is the last.
"""

import secrets
from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from members import emails
from members.handover.delivering import deliver
from members.handover.passing import pass_on
from members.models import Circle, Invitation, Membership, User
from members.models.invitations import hash_token
from members.refused import Refused

LINK_LIFE = timedelta(days=14)
# Somebody who clicks "send again" twice wants one mail.
RESEND_PAUSE = timedelta(minutes=1)


class AlreadyMember(Refused):
    pass


class AlreadyInvited(Refused):
    pass


class NotOpen(Refused):
    """The invitation was used, withdrawn or has expired."""


class AccountExists(Refused):
    """The address has an account by now: its owner has to log in, a link alone is not enough."""


class CircleEnded(Refused):
    pass


class LastCoordinator(Refused):
    pass


class WouldLeaveWithoutLeader(Refused):
    """Allowed, but only after the person who does it was told."""


def invite(email: str, circle: Circle, role: str, *, by: User | None, now, message: str = "") -> Invitation:
    """Invite one address to a circle and mail the link. The answer carries the link's token, once."""
    email = email.strip().lower()
    _check_role(circle, role)
    with transaction.atomic():
        _check_not_ended(lock_circle(circle.pk), timezone.localdate(now))
        if current_membership(circle, email, timezone.localdate(now)):
            raise AlreadyMember(f"{email} hoort al bij deze kring.")
        waiting = circle.invitations.to_address(email).unanswered()
        if waiting.open(now).exists():
            raise AlreadyInvited(f"{email} is al uitgenodigd voor deze kring.")
        waiting.update(withdrawn_at=now)
        invitation = Invitation(email=email, circle=circle, role=role, message=message, invited_by=by)
        _send(invitation, now)
    return invitation


def resend(invitation: Invitation, *, now) -> bool:
    """Mail a new link; the old one is worth nothing from then on. False when that was done a moment ago."""
    with transaction.atomic():
        lock_circle(invitation.circle_id)
        invitation = Invitation.objects.select_related("circle", "invited_by").get(pk=invitation.pk)
        if invitation.accepted_at or invitation.withdrawn_at:
            raise NotOpen("Deze uitnodiging is al aangenomen of ingetrokken.")
        if now - invitation.sent_at < RESEND_PAUSE:
            return False
        _send(invitation, now)
    return True


def withdraw(invitation: Invitation, *, now) -> bool:
    """Make the link worthless. False when it already was."""
    with transaction.atomic():
        lock_circle(invitation.circle_id)
        return bool(Invitation.objects.unanswered().filter(pk=invitation.pk).update(withdrawn_at=now))


def open_account(invitation: Invitation, *, name: str, now) -> User:
    """Accept an invitation as somebody new: makes the account and the membership."""
    with transaction.atomic():
        invitation = _lock_open(invitation, now)
        user, is_new = User.objects.get_or_create(
            email=invitation.email, defaults={"name": name, "password": make_password(None), "joined_at": now}
        )
        if not is_new:
            raise AccountExists("Er is al een account met dit e-mailadres. Log in om de uitnodiging aan te nemen.")
        _settle(invitation, user, now)
    return user


def accept_as(invitation: Invitation, user: User, *, now) -> None:
    """Accept an invitation as somebody who is logged in."""
    with transaction.atomic():
        invitation = _lock_open(invitation, now)
        if user.email != invitation.email:
            raise NotOpen("Deze uitnodiging is voor een ander e-mailadres.")
        _settle(invitation, user, now)


def accept(invitation: Invitation, *, name: str, now) -> User:
    """Accept an invitation, with or without an account. Asks for no login: not for a view."""
    user = User.objects.filter(email=invitation.email).first()
    if user is None:
        return open_account(invitation, name=name, now=now)
    accept_as(invitation, user, now=now)
    return user


def join(user: User, circle: Circle, role: str, *, by: User | None, on) -> Membership:
    """Put somebody in a circle. Who is in it already stays what they are; see `change_role`."""
    _check_role(circle, role)
    with transaction.atomic():
        _check_not_ended(lock_circle(circle.pk), on)
        membership = current_membership(circle, user.email, on)
        if membership is None:
            membership = Membership.objects.create(circle=circle, user=user, role=role, since=on)
            if by is not None and by != user:
                emails.membership_started(membership, by).send()
    return membership


def end(membership: Membership, *, by: User, on, now=None, without_leader: bool = False) -> bool:
    """End somebody's membership from the day `on`, which may still come.

    From that day their rights in the circle are gone, and what they held there goes to others: when the day has
    come, at once, in this transaction (see members/handover/). False when it had ended by then already.
    Whether the circle may be left without a leader has to be said.
    """
    now = now or timezone.now()
    with transaction.atomic():
        lock_circle(membership.circle_id)
        membership = Membership.objects.select_related("circle", "user").get(pk=membership.pk)
        if membership.until is not None and membership.until <= on:
            return False
        is_last = _check_leader_may_go(membership, on, without_leader)
        _close(membership, by, on)
        if by != membership.user:
            emails.membership_ended(membership).send()
        if is_last:
            _tell_coordinators(membership, by, on)
        if on <= timezone.localdate(now):
            pass_on(membership.user, by=by, now=now)
    return True


def stay(membership: Membership, *, on) -> bool:
    """Somebody who was going to leave stays. False when they have gone already, or were not going to."""
    with transaction.atomic():
        lock_circle(membership.circle_id)
        planned = Membership.objects.current(on).filter(pk=membership.pk, until__isnull=False)
        return bool(planned.update(until=None, ended_by=None))


def change_role(
    membership: Membership, role: str, *, by: User, on, now=None, without_leader: bool = False
) -> Membership:
    """End the membership and begin one with another role, so that the history stays true."""
    _check_role(membership.circle, role)
    with transaction.atomic():
        lock_circle(membership.circle_id)
        membership = Membership.objects.select_related("circle", "user").get(pk=membership.pk)
        until = membership.until
        if until is not None and until <= on:
            raise NotOpen("Dit lidmaatschap is al beëindigd.")
        if membership.role == role:
            return membership
        is_last = _check_leader_may_go(membership, on, without_leader)
        _close(membership, by, on)
        started = Membership.objects.create(
            circle=membership.circle, user=membership.user, role=role, since=on, until=until
        )
        if by != membership.user:
            emails.role_changed(started).send()
        if is_last:
            _tell_coordinators(membership, by, on)
        # A board reader reads along and looks after nothing.
        pass_on(membership.user, by=by, now=now or timezone.now())
    return started


def lock_circle(pk):
    """Wait until nobody else is changing who is in this circle; until the end of the transaction."""
    return Circle.objects.select_for_update(no_key=True).get(pk=pk)


def current_membership(circle, email, on):
    return Membership.objects.current(on).filter(circle=circle, user__email=email).first()


def is_last_leader(membership: Membership, on) -> bool:
    """Whether this circle has nobody else to lead it from the day `on`: somebody who stays."""
    others = Membership.objects.current(on).filter(
        circle=membership.circle, role=Membership.Role.LEADER, user__is_active=True, until=None
    )
    return membership.role == Membership.Role.LEADER and not others.exclude(pk=membership.pk).exists()


def _check_role(circle, role):
    if role not in dict(circle.roles):
        raise ValueError(f"No role {role!r} in a circle of kind {circle.kind!r}.")


def _check_not_ended(circle, on):
    if circle.has_ended(on):
        raise CircleEnded(f"{circle} bestaat niet meer.")


def _check_leader_may_go(membership, on, without_leader):
    if not is_last_leader(membership, on):
        return False
    if membership.circle.kind == Circle.Kind.NETWORK:
        raise LastCoordinator("Het netwerk houdt altijd minstens één aanjager. Maak eerst iemand anders aanjager.")
    if not without_leader:
        raise WouldLeaveWithoutLeader("Daarna heeft deze kring geen leider meer.")
    return True


def _send(invitation, now):
    token = secrets.token_urlsafe(32)
    invitation.token_hash = hash_token(token)
    invitation.sent_at = now
    invitation.expires_at = now + LINK_LIFE
    invitation.save()
    # Not a field: only the mail, a test and the demo ever know it.
    invitation.token = token
    emails.invitation(invitation, token).send()


def _lock_open(invitation, now):
    lock_circle(invitation.circle_id)
    # Looked up by its link, not by its number: a link that was renewed meanwhile no longer opens anything.
    found = (
        Invitation.objects.open(now)
        .filter(pk=invitation.pk, token_hash=invitation.token_hash)
        .select_related("circle", "invited_by")
        .first()
    )
    if found is None:
        raise NotOpen("Deze uitnodiging is niet meer geldig.")
    return found


def _settle(invitation, user, now):
    invitation.accepted_at = now
    invitation.accepted_by = user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    join(user, invitation.circle, invitation.role, by=None, on=timezone.localdate(now))
    deliver(invitation, user, now=now)


def _close(membership, by, on):
    membership.until = on
    membership.ended_by = by
    membership.save(update_fields=["until", "ended_by"])


def _tell_coordinators(membership, by, on):
    for coordinator in User.objects.coordinators(on).exclude(pk=by.pk):
        emails.circle_without_leader(membership, to=coordinator).send()
