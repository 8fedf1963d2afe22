"""Who reads a topic, as rows and in words."""

from functools import lru_cache

from django.db.models import Count, Q
from django.utils import timezone

from members.access import Visibility
from members.models import Circle, Membership, User

# The coordinator reads what every circle says.
LEADS_NETWORK = Q(circle__kind=Circle.Kind.NETWORK, role=Membership.Role.LEADER)


def readers(topic, on):
    """The people with an account whom a topic is for. See also: TopicQuerySet.visible_to, which decides."""
    memberships = Membership.objects.current(on)
    if topic.visibility == Visibility.CIRCLE:
        # The coordinator reads everything, but is told of the circles they take part in.
        memberships = memberships.filter(circle=topic.circle_id)
    return User.objects.filter(is_active=True, pk__in=memberships.values("user")).order_by("pk")


def may_read(topic, on):
    """Everybody to whom the page of this topic opens: the readers, and the coordinator of a closed circle."""
    memberships = Membership.objects.current(on)
    if topic.visibility == Visibility.CIRCLE:
        memberships = memberships.filter(Q(circle=topic.circle_id) | LEADS_NETWORK)
    return User.objects.filter(is_active=True, pk__in=memberships.values("user"))


def in_words(topic, count) -> str:
    """Return "iedereen in het netwerk, 214 mensen": what stands above a text box. What is said is never public."""
    who = (
        f"de mensen van {topic.circle} en de aanjager"
        if topic.visibility == Visibility.CIRCLE
        else "iedereen in het netwerk"
    )
    return f"{who}, {people(count)}"


def people(count) -> str:
    return "1 mens" if count == 1 else f"{count} mensen"


def count_readers(topic, now) -> int:
    """How many people read this; counted once a minute, for every page with a text box says it."""
    circle_id = topic.circle_id if topic.visibility == Visibility.CIRCLE else None
    return _count(circle_id, now.replace(second=0, microsecond=0))


@lru_cache(maxsize=512)
def _count(circle_id, now):
    memberships = Membership.objects.current(timezone.localdate(now)).filter(user__is_active=True)
    if circle_id:
        memberships = memberships.filter(Q(circle=circle_id) | LEADS_NETWORK)
    return memberships.order_by().aggregate(people=Count("user", distinct=True))["people"]
