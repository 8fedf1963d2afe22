"""Noting who is there, and who was there over time."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from meetings.day import attendance, over_time
from meetings.day.forms import CountForm, TickForm, WalkInForm
from meetings.views.items import attempt
from meetings.views.meetings import MEETINGS
from members.access import get_editable, members_only


@require_http_methods(["GET", "POST"])
def attendance_edit(request, pk):
    meeting = get_editable(request.user, MEETINGS, pk=pk, day__isnull=False)
    form = TickForm(request.POST or None, seats=attendance.seats(meeting))
    if request.method == "POST" and form.is_valid():
        seen, now = form.cleaned_data["seen"], timezone.now()
        if attempt(request, attendance.tick, meeting, there=form.there, seen=seen, now=now):
            messages.success(request, f"Bewaard. {attendance.of(meeting).sentence}")
        return redirect("meetings:attendance_edit", meeting.pk)
    context = {"meeting": meeting, "form": form, "there": attendance.of(meeting)}
    return render(request, "meetings/day/attendance_edit.html", context)


@require_http_methods(["GET", "POST"])
def walk_in_add(request, pk):
    meeting = get_editable(request.user, MEETINGS, pk=pk, day__isnull=False)
    now = timezone.now()
    form = WalkInForm(request.POST or None, meeting=meeting, on=timezone.localdate(now))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if attempt(request, attendance.let_in, meeting, data["user"], instead_of=data["instead_of"], now=now):
            messages.success(request, f"{data['user']} staat erbij.")
        return redirect("meetings:attendance_edit", meeting.pk)
    return render(request, "meetings/day/walk_in_add.html", {"meeting": meeting, "form": form})


@require_http_methods(["GET", "POST"])
def walk_ins_count(request, pk):
    meeting = get_editable(request.user, MEETINGS, pk=pk, day__isnull=False)
    form = CountForm(request.POST or None, meeting=meeting)
    if request.method == "POST" and form.is_valid():
        if attempt(request, attendance.count, meeting, **form.cleaned_data, now=timezone.now()):
            messages.success(request, f"Bewaard. {attendance.of(meeting).sentence}")
        return redirect("meetings:attendance_edit", meeting.pk)
    return render(request, "meetings/day/walk_ins_count.html", {"meeting": meeting, "form": form})


@require_safe
@members_only
def attendance_over_time(request):
    """For who leads a circle and the coordinator: whom to call, not who is best."""
    if not (request.user.is_coordinator or request.user.led_circle_ids):
        raise Http404
    now = timezone.now()
    found = over_time.of_province(request.user, on=timezone.localdate(now), now=now)
    return render(request, "meetings/day/attendance_over_time.html", {"found": found})
