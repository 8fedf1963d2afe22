"""When something last happened with the plans of a table. See also: coalitions/activity.py."""

from django.db.models import Max
from django.db.models.functions import Greatest

from themetables.models import TablePlan


def last_changes(circle_ids):
    moments = Greatest(Max("changed_at"), Max("views__answered_at"))
    found = TablePlan.objects.filter(table__circle__in=circle_ids).order_by()
    return found.values_list("table__circle").annotate(at=moments)
