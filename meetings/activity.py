"""When a circle last met, for "last activity". See also: coalitions/activity.py.

Only meetings of the circle itself: that all coalitions were invited somewhere says nothing of one of them.
"""

from django.db.models import Max
from django.db.models.functions import Now

from meetings.models import Meeting


def last_met(circle_ids):
    """The source: one moment per circle that met; what was called off was no meeting."""
    held = Meeting.objects.filter(circle__in=circle_ids, cancelled_at=None, starts_at__lte=Now()).order_by()
    return held.values_list("circle").annotate(Max("starts_at"))
