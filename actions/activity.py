"""When a plan was last worked on."""

from django.db.models import Max

from actions.models import ActionPoint


def last_changes(circle_ids):
    """The source for "last activity" of a circle; one query for all."""
    points = ActionPoint.objects.filter(circle__in=circle_ids).order_by()
    return dict(points.values_list("circle").annotate(Max("changed_at")))
