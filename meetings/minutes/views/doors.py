"""The door to what can be changed until the minutes are approved."""

from meetings.models import Meeting
from members.access import get_editable, get_visible


def get_still_open(request, queryset, **lookup):
    """Who typed while the minutes were approved is not sent away: the form says what happened and keeps the text."""
    if request.method == "GET":
        return get_editable(request.user, queryset, **lookup)
    found = get_visible(request.user, queryset, **lookup)
    get_editable(request.user, Meeting.objects.all(), pk=found.meeting_id)
    return found
