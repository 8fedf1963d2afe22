"""When a plan was last worked on."""

from django.db.models import OuterRef, Subquery

from actions.models import ActionPoint
from members.models import Circle


def last_changes(circle_ids):
    """The source for "last activity" of a circle. See also: coalitions/activity.py."""
    changed = ActionPoint.objects.filter(circle=OuterRef("pk"), changed_at__isnull=False).order_by("-changed_at")
    # The newest of each circle stands first in the index: a plan of years costs as much as one of a week.
    newest = Subquery(changed.values("changed_at")[:1])
    return Circle.objects.filter(pk__in=circle_ids).order_by().values_list("pk", newest)
