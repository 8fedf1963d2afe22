"""The agenda on the day: on a phone, on the big screen, and the button of the chair."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from meetings.day import running
from meetings.day.forms import TurnForm
from meetings.models import Meeting
from meetings.views.items import attempt
from meetings.views.meetings import MEETINGS
from members.access import get_editable, get_visible


@require_safe
def running_agenda(request, pk):
    meeting = get_visible(request.user, MEETINGS, pk=pk, day__isnull=False)
    now = timezone.now()
    context = {
        "meeting": meeting,
        "running": running.of(meeting, now=now),
        "now": now,
        "may_edit": Meeting.objects.editable_by(request.user).filter(pk=meeting.pk).exists(),
    }
    return render(request, "meetings/day/running_agenda.html", context)


@require_safe
def big_screen(request, pk):
    """Only what everybody in the room may see: no links, no answers, no names but who presents."""
    meeting = get_visible(request.user, MEETINGS, pk=pk, day__isnull=False)
    now = timezone.now()
    context = {
        "meeting": meeting,
        "running": running.of(meeting, now=now),
        "now": now,
        "today": timezone.localdate(now),
    }
    return render(request, "meetings/day/big_screen.html", context)


@require_POST
def turn_give(request, pk):
    meeting = get_editable(request.user, MEETINGS, pk=pk, day__isnull=False)
    form = TurnForm(request.POST, meeting=meeting)
    if form.is_valid():
        data = form.cleaned_data
        attempt(request, running.turn_to, meeting, data["item"], seen=data["seen"], now=timezone.now())
    else:
        messages.error(request, "Dit agendapunt staat er niet meer. Kies hieronder een ander.")
    return redirect("meetings:running_agenda", meeting.pk)
