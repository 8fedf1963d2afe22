"""The door for who typed while it was too late: the meeting was called off, or its minutes were approved."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect

from meetings import calling
from meetings.models import Meeting
from members.access import get_editable, get_visible


def unless_off(view):
    """Who leads it and comes back to the form of what was called off, reads so on its page."""

    @wraps(view)
    def for_meeting(request, pk):
        off = Meeting.objects.led_by(request.user).filter(pk=pk, cancelled_at__isnull=False)
        if request.method == "GET" and (meeting := off.first()):
            messages.info(request, calling.OFF)
            return redirect(meeting)
        return view(request, pk)

    return for_meeting


def get_typed(request, queryset, **lookup):
    """Who typed meanwhile is not sent away: the form says what happened and keeps the text. Looking is as ever."""
    if request.method == "GET":
        return get_editable(request.user, queryset, **lookup)
    found = get_visible(request.user, queryset, **lookup)
    meeting = found if isinstance(found, Meeting) else found.meeting
    if not Meeting.objects.led_by(request.user).filter(pk=meeting.pk).exists():
        raise PermissionDenied
    return found
