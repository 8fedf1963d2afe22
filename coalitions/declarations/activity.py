"""When something last happened with a circle's declarations. See also: coalitions/activity.py."""

from django.db.models import Max
from django.db.models.functions import Greatest

from coalitions.models import Declaration


def last_changes(circle_ids):
    moments = Greatest(
        *(Max(moment) for moment in ("changed_at", "created_at", "sent_at", "completed_at", "withdrawn_at")),
        Max("requests__signature__signed_at"),
    )
    found = Declaration.objects.order_by().filter(coalition__circle__in=circle_ids)
    return found.values_list("coalition__circle").annotate(at=moments)
