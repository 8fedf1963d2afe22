"""Carrying out a handover: in one transaction everything moves, roles go on, and the rights end."""

from django.db import transaction
from django.utils import timezone

from members import joining
from members.handover import emails, giving_along
from members.handover.dividing import Plan, plan_of
from members.handover.passing import carry_out, lock_person
from members.models import Handover, HandoverChoice, Membership, User


class AlreadyCompleted(joining.Refused):
    pass


class NotDivided(joining.Refused):
    """Something is held for which nobody was chosen: added meanwhile, or the one who was chosen left."""


def complete(handover: Handover, *, by: User, now) -> Handover:
    """Hand over what the person holds at this moment, and end their memberships on the day they leave.

    Things move at once, also when that day is still to come: then there is time to work the successor in. What
    somebody takes on until then follows on that day (passing.pass_on, by the timetable).
    """
    on = timezone.localdate(now)
    with transaction.atomic():
        handover = _lock(handover)
        plan = _invite_and_plan(handover, by, now)
        if not plan.is_divided:
            raise NotDivided("Voor iets wat op deze naam staat, is nog niemand gekozen.")
        assignments = plan.assignments
        carry_out(handover, assignments, by=by, now=now)
        for part in plan.parts:
            _hand_role_over(part, by, on)
        given = giving_along.hand_over(handover, on)
        handover.completed_at = now
        handover.leaves_on = max(handover.leaves_on, on)
        handover.save(update_fields=["completed_at", "leaves_on"])
        for part in plan.parts:
            if part.membership:
                joining.end(part.membership, by=by, on=handover.leaves_on, now=now, without_leader=True)
        HandoverChoice.objects.filter(part__handover=handover).delete()
        _tell(handover, plan, given, by, on)
    return handover


def _lock(handover):
    """Circles first, in the order of their numbers, then the person: as everything does that ends a membership."""
    handover = Handover.objects.select_for_update(of=("self",), no_key=True).get(pk=handover.pk)
    if handover.completed_at:
        raise AlreadyCompleted("Deze overdracht is al gedaan.")
    for pk in sorted(handover.parts.filter(circle__isnull=False).values_list("circle_id", flat=True)):
        joining.lock_circle(pk)
    handover.person = lock_person(handover.person_id)
    return handover


def _invite_and_plan(handover, by, now) -> Plan:
    """Invite whoever has no account yet, then read what is held: the invitation belongs to it."""
    on = timezone.localdate(now)
    memberships = {one.circle_id: one for one in handover.person.memberships.current(on)}
    for part in handover.parts.exclude(invites="").select_related("circle"):
        membership = memberships.get(part.circle_id)
        role = membership.role if membership and part.passes_role else Membership.Role.MEMBER
        part.invitation = _invitation(part, role, handover, by, now)
        part.save(update_fields=["invitation"])
    return plan_of(handover, on)


def _invitation(part, role, handover, by, now):
    message = f"Wil jij overnemen wat {handover.person_name} bij {part.circle} deed?"
    try:
        return joining.invite(part.invites, part.circle, role, by=by, now=now, message=message)
    except joining.AlreadyInvited:
        found = part.circle.invitations.to_address(part.invites).open(now).get()
        found.role = role
        found.save(update_fields=["role"])
        return found


def _hand_role_over(part, by, on):
    """Make the successor what the person was, unless they are more than that already."""
    membership, to = part.special_role, part.role_to
    if to is None:
        return
    current = joining.current_membership(membership.circle, to.email, on)
    if current is None:
        joining.join(to, membership.circle, membership.role, by=by, on=on)
    elif current.role != Membership.Role.LEADER:
        joining.change_role(current, membership.role, by=by, on=on)


def _tell(handover, plan, given, by, on):
    """One mail for everybody who got something, and one for each coordinator."""
    things, roles = {}, {}
    for one in plan.assignments:
        things.setdefault(one.to, []).append(one.holding)
    for to, draft in given:
        things.setdefault(to, []).append(draft)
    for part in plan.parts:
        if part.role_to:
            sentence = f"Je bent nu {part.special_role.role_label} van {part.part.circle}."
            roles.setdefault(part.role_to, []).append(sentence)
    for to in {*things, *roles} - {by}:
        emails.handed_over(handover, to=to, things=things.get(to, ()), roles=roles.get(to, ())).send()
    left = [part.part.circle for part in plan.parts if part.membership]
    for coordinator in User.objects.coordinators(on).exclude(pk__in=[by.pk, handover.person_id]):
        emails.handover_completed(handover, to=coordinator, left=left, stays=plan.stays, count=plan.count).send()
