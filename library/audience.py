"""Who will read a document, in words and numbers, for who is about to add it."""

from django.db.models import Count

from members.access import Visibility
from members.models import Circle, Membership


def audiences(circle, on):
    """The choices of a form. For the network as a whole "only this circle" would say the same twice."""
    current = Membership.objects.current(on).filter(user__is_active=True).order_by()
    counted = current.aggregate(everybody=Count("user", distinct=True))
    choices = [
        (Visibility.PUBLIC, "Iedereen, ook zonder account"),
        (Visibility.NETWORK, f"Iedereen in het netwerk ({people(counted['everybody'])})"),
    ]
    if circle.kind != Circle.Kind.NETWORK:
        inside = current.filter(circle=circle).count()
        choices.append((Visibility.CIRCLE, f"Alleen {circle} ({people(inside)}) en de aanjager"))
    return choices


def people(count):
    return "1 mens" if count == 1 else f"{count} mensen"
