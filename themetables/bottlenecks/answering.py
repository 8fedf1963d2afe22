"""For which coalitions somebody speaks about bottlenecks."""

from coalitions.models import Coalition
from members.models import Circle, Membership


def circles_of(user, *, leading):
    """The circles of coalitions in which somebody takes part, or only those they lead; known without asking."""
    return [
        one.circle_id
        for one in user.current_memberships
        if one.circle.kind == Circle.Kind.COALITION
        and (one.role == Membership.Role.LEADER if leading else one.role != Membership.Role.READER)
    ]


def led_by(user, on) -> list[Coalition]:
    """Those that somebody answers for."""
    return _coalitions(circles_of(user, leading=True), on)


def of(user, on) -> list[Coalition]:
    """Those for which somebody may name a bottleneck: whoever takes part may; the leader then sees it."""
    return _coalitions(circles_of(user, leading=False), on)


def answerable(user, on):
    """Where a recognition may be filled in: the own coalitions; the coordinator hears things at meetings, of all."""
    existing = Coalition.objects.existing(on)
    return existing if user.is_coordinator else existing.filter(circle__in=circles_of(user, leading=True))


def _coalitions(circle_ids, on):
    return list(Coalition.objects.existing(on).filter(circle__in=circle_ids)) if circle_ids else []
