"""When a coalition last changed something about its interventions. See also: coalitions/activity.py."""

from django.db.models import Max

from coalitions.models import InterventionUse


def last_changes(circle_ids):
    uses = InterventionUse.objects.order_by().filter(coalition__circle__in=circle_ids)
    return dict(uses.values_list("coalition__circle").annotate(Max("changed_at")))
