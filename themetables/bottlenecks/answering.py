"""For which coalitions somebody speaks about bottlenecks."""

from coalitions.models import Coalition
from members.models import Circle, Membership


def led_by(user, on) -> list[Coalition]:
    """Those that somebody answers for."""
    return _coalitions(user.led_ids_of(Circle.Kind.COALITION), on)


def of(user, on) -> list[Coalition]:
    """Those for which somebody may name a bottleneck: whoever takes part may; the leader then sees it."""
    coalitions = (one for one in user.current_memberships if one.circle.kind == Circle.Kind.COALITION)
    return _coalitions([one.circle_id for one in coalitions if one.role != Membership.Role.READER], on)


def answerable(user, on):
    """Where a recognition may be filled in: the own coalitions; the coordinator hears things at meetings, of all."""
    existing = Coalition.objects.existing(on)
    return existing if user.is_coordinator else existing.filter(circle__in=user.led_ids_of(Circle.Kind.COALITION))


def _coalitions(circle_ids, on):
    return list(Coalition.objects.existing(on).filter(circle__in=circle_ids)) if circle_ids else []
