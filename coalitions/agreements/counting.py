"""What others want to know of the agreements of many coalitions, each in one query."""

from django.db.models import Count

from coalitions.activity import newest
from coalitions.models import Agreement


def to_review(coalitions, on) -> dict[int, int]:
    """Return per coalition how many agreements wait to be looked at again; coalitions without any are left out."""
    waiting = Agreement.objects.current().to_review(on).filter(coalition__in=coalitions).order_by()
    return dict(waiting.values_list("coalition_id").annotate(Count("pk")))


def last_changes(circle_ids):
    """When somebody last wrote, adopted or ended an agreement, per circle. See also: coalitions/activity.py."""
    return newest(circle_ids, Agreement)
