"""When a coalition last changed something about its interventions. See also: coalitions/activity.py."""

from coalitions.activity import newest
from coalitions.models import InterventionUse


def last_changes(circle_ids):
    return newest(circle_ids, InterventionUse)
