"""The minutes: reading, correcting, sending and approving them."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meetings import agenda
from meetings.day import attendance
from meetings.minutes import making
from meetings.minutes.forms import ApproveForm, MinutesForm
from meetings.models import Meeting, Minutes
from meetings.templatetags.meetings import too_long_sentence
from meetings.views.doors import get_typed
from meetings.views.items import attempt
from members.access import get_editable, get_visible
from members.refused import unless_refused

MINUTES = Minutes.objects.select_related("meeting__circle", "document", "approved_in")


@require_safe
def minutes_detail(request, pk):
    minutes = get_visible(request.user, MINUTES, meeting=pk)
    meeting, now = minutes.meeting, timezone.now()
    may_edit = Minutes.objects.editable_by(request.user).filter(pk=minutes.pk).exists()
    coming = making.next_meeting(meeting, now) if may_edit and minutes.sent_at else None
    context = {
        "minutes": minutes,
        "meeting": meeting,
        "there": attendance.of(meeting),
        "decisions": meeting.decisions.order_by("number"),
        "points": making.points_of(meeting).visible_to(request.user),
        "may_edit": may_edit,
        "coming": coming,
        "is_on_agenda": coming and coming.items.filter(source_url=minutes.get_absolute_url()).exists(),
        "document": minutes.document,
    }
    return render(request, "meetings/minutes/minutes_detail.html", context)


@require_http_methods(["GET", "POST"])
def minutes_edit(request, pk):
    minutes = get_typed(request, MINUTES, meeting=pk)
    form = MinutesForm(request.POST or None, instance=minutes)
    if form.is_valid() and unless_refused(form, form.save_by, request.user, timezone.now()):
        messages.success(request, f"Het verslag is bewaard. {form.merge_sentence}".strip())
        return redirect(minutes)
    return render(request, "meetings/minutes/minutes_edit.html", {"form": form, "meeting": minutes.meeting})


@require_http_methods(["GET", "POST"])
def minutes_send(request, pk):
    minutes = get_editable(request.user, MINUTES, meeting=pk)
    if request.method == "POST":
        if attempt(request, making.send, minutes, by=request.user, now=timezone.now()):
            messages.success(request, "Het verslag is verstuurd. De mail vertrekt binnen een minuut.")
            warn_of_length(request, making.next_meeting(minutes.meeting, timezone.now()))
        return redirect(minutes)
    context = {"minutes": minutes, "meeting": minutes.meeting}
    return render(request, "meetings/minutes/minutes_send.html", context)


def warn_of_length(request, coming):
    """With approving on it the agenda of the next meeting may be too long; who put it there can do something."""
    if coming and (items := agenda.of(coming, user=request.user)).too_long:
        messages.warning(request, f"Kijk naar de agenda van “{coming}”. {too_long_sentence(items)}")


@require_POST
def minutes_schedule(request, pk):
    """For a next meeting that was called after the minutes were sent."""
    minutes, now = get_editable(request.user, MINUTES, meeting=pk), timezone.now()
    coming = making.next_meeting(minutes.meeting, now)
    if coming is None or not Meeting.objects.editable_by(request.user).filter(pk=coming.pk).exists():
        raise Http404
    if attempt(request, making.put_on_agenda, minutes, coming, by=request.user, now=now):
        messages.success(request, f"Het verslag staat op de agenda van “{coming}”.")
        warn_of_length(request, coming)
    return redirect(minutes)


@require_http_methods(["GET", "POST"])
def minutes_approve(request, pk):
    minutes = get_typed(request, MINUTES, meeting=pk)
    now = timezone.now()
    form = ApproveForm(request.POST or None, minutes=minutes, on=timezone.localdate(now))
    if form.is_valid() and unless_refused(
        form, making.approve, minutes, **form.cleaned_data, by=request.user, now=now
    ):
        messages.success(request, "Het verslag is vastgesteld en staat in de bibliotheek.")
        return redirect(minutes)
    return render(request, "meetings/minutes/minutes_approve.html", {"form": form, "meeting": minutes.meeting})
