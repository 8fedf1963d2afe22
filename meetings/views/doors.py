"""The door for who typed while it was too late: the meeting was called off, or its minutes were approved."""

from django.core.exceptions import PermissionDenied

from meetings.models import Meeting
from members.access import get_editable, get_visible


def get_typed(request, queryset, **lookup):
    """Who typed meanwhile is not sent away: the form says what happened and keeps the text. Looking is as ever."""
    if request.method == "GET":
        return get_editable(request.user, queryset, **lookup)
    found = get_visible(request.user, queryset, **lookup)
    meeting = found if isinstance(found, Meeting) else found.meeting
    if not Meeting.objects.led_by(request.user).filter(pk=meeting.pk).exists():
        raise PermissionDenied
    return found
