"""The successor who had no account yet has accepted: what others kept for them, is theirs now."""

from members import holdings
from members.handover import emails
from members.models import Handover, HandoverItem, Invitation, User


def deliver(invitation: Invitation, user: User, *, now) -> None:
    """Part of accepting an invitation, in its transaction."""
    kept: dict[Handover, list[HandoverItem]] = {}
    for item in invitation.handover_items.select_related("to", "handover__person"):
        kept.setdefault(item.handover, []).append(item)
    for handover, items in kept.items():
        _deliver(handover, items, user, now)
    parts = invitation.handover_parts.filter(handover__completed_at__isnull=False)
    parts.update(successor=user, invites="")


def _deliver(handover, items, user, now):
    arrived = []
    for keeper in {item.to for item in items if item.to}:
        held = {(one.kind, one.pk): one for one in holdings.held_by(keeper)}
        # What the keeper gave to somebody else meanwhile, stays there.
        found = [item for item in items if item.to == keeper and (item.kind, item.thing) in held]
        things = [held[item.kind, item.thing] for item in found]
        holdings.move(things, to=user, by=None, now=now)
        arrived += things
        for item in found:
            item.to, item.read_at = user, None
    for item in items:
        item.waits_for = None
    HandoverItem.objects.bulk_update(items, ["to", "read_at", "waits_for"], batch_size=500)
    if arrived:
        emails.handed_over(handover, to=user, things=arrived).send()
