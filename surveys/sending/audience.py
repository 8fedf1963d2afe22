"""Who gets a round: decided at the moment it opens, and shown before.

Everybody is asked once. Who is in more than one of the circles is asked through the circle that they lead, else
through the first by name.
"""

from dataclasses import dataclass

from django.db.models import Case, Value, When
from django.db.models.functions import Lower

from members.models import Circle, Membership, User
from surveys.models import Audience, Round
from surveys.sending import gatherings

LEADERS_FIRST = Case(When(role=Membership.Role.LEADER, then=Value(0)), default=Value(1))
COALITIONS_FIRST = Case(
    When(circle__kind=Circle.Kind.COALITION, then=Value(0)),
    When(circle__kind=Circle.Kind.TABLE, then=Value(1)),
    default=Value(2),
)


@dataclass(frozen=True)
class Asked:
    """One person, or one address without an account, and the circle through which they are asked."""

    user_id: int | None = None
    circle_id: int | None = None
    address: str = ""


def circles_of(round: Round, on):
    """The circles that a round asks on the day `on`; none for people who were listed by their address."""
    existing = Circle.objects.existing(on)
    match round.audience:
        case Audience.COALITIONS:
            return existing.filter(kind=Circle.Kind.COALITION)
        case Audience.CIRCLES:
            return existing.filter(rounds=round)
    return existing if round.audience == Audience.NETWORK else existing.none()


def asked_by(round: Round, on) -> list[Asked]:
    """Return everybody whom a round asks on the day `on`."""
    if round.audience == Audience.LIST:
        return listed(round)
    memberships = (
        Membership.objects.current(on)
        .filter(circle__in=circles_of(round, on), user__is_active=True)
        .order_by(LEADERS_FIRST, COALITIONS_FIRST, "circle__sort_name", "pk")
    )
    found = {}
    for user_id, circle_id in memberships.values_list("user_id", "circle_id"):
        found.setdefault(user_id, Asked(user_id=user_id, circle_id=circle_id))
    return list(found.values())


def listed(round: Round) -> list[Asked]:
    """Who was at the gathering that it evaluates, and whose address was pasted, once each.

    Who has an account under an address is asked as themselves.
    """
    there = gatherings.people(round.source_url)
    people = [user for user, _ in there if user]
    addresses = dict.fromkeys([address.lower() for _, address in there if address])
    addresses |= dict.fromkeys(round.listed.values_list("address", flat=True))
    accounts = dict(
        User.objects.annotate(address=Lower("email"))
        .filter(address__in=addresses, is_active=True)
        .values_list("address", "pk")
    )
    active = User.objects.filter(pk__in=people, is_active=True).order_by("pk").values_list("pk", flat=True)
    users = dict.fromkeys([*active, *(accounts[one] for one in addresses if one in accounts)])
    return [
        *(Asked(user_id=one) for one in users),
        *(Asked(address=one) for one in addresses if one not in accounts),
    ]
