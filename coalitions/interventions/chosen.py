"""What coalitions chose, arranged for reading."""

from django.db.models import Case, Count, Q, When

from coalitions.models import Intervention, InterventionState
from members.models import Membership

# By state as people read them, not by the alphabet.
IN_ORDER = Case(*(When(state=state, then=position) for position, state in enumerate(InterventionState)))


def uses_by_state(uses):
    """Return (word, uses) per state in the order in which people read them; a state without uses is left out."""
    return [
        (state.label, found) for state in InterventionState if (found := [use for use in uses if use.state == state])
    ]


def add_leaders(uses, on):
    """Put whom to ask on each use, as `leaders`: who leads its coalition on the day `on`. One query."""
    leaders = (
        Membership.objects.current(on)
        .filter(
            circle__in=[use.coalition.circle_id for use in uses],
            role=Membership.Role.LEADER,
            user__is_active=True,
        )
        .select_related("user")
        .order_by("user__sort_name")
    )
    found = {}
    for membership in leaders:
        found.setdefault(membership.circle_id, []).append(membership.user)
    for use in uses:
        use.leaders = found.get(use.coalition.circle_id, [])


def not_chosen(user, uses, on):
    """Return the rest of the register, with how many coalitions of the day offer each: the menu to choose from."""
    alive = Q(uses__coalition__circle__ended_on=None) | Q(uses__coalition__circle__ended_on__gt=on)
    return (
        Intervention.objects.visible_to(user)
        .exclude(pk__in=[use.intervention_id for use in uses])
        .annotate(offered=Count("uses", filter=Q(uses__state=InterventionState.OFFERED) & alive))
        .order_by("sort_name")  # the order of the model is lost in counting
        .prefetch_related("pillars")
    )
