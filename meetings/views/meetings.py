"""One meeting: reading it, calling it, changing it and calling it off."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from actions.models.points import circle_ids_of
from meetings import agenda, beside, calling, coming, followups, inviting
from meetings.forms import CancelForm, MeetingForm
from meetings.models import Audience, Meeting
from meetings.views.doors import get_typed, unless_off
from meetings.views.lists import may_call
from members.access import get_editable, get_visible
from members.models import Circle
from members.refused import unless_refused

# With the coalition and table for the row of rooms above the page.
MEETINGS = Meeting.objects.with_circles().select_related("circle__coalition", "circle__table", "poll")


@require_safe
def meeting_detail(request, pk):
    now = timezone.now()
    meeting = get_visible(request.user, MEETINGS, pk=pk)
    on = timezone.localdate(now)
    may_edit = Meeting.objects.editable_by(request.user).filter(pk=meeting.pk).exists()
    items = agenda.of(meeting, user=request.user)
    # What who calls the meeting sees to, as long as it comes.
    sees_to = may_edit and meeting.invited_at is not None and not meeting.is_over(now)
    context = {
        "meeting": meeting,
        "circle": meeting.circle,
        "is_over": meeting.is_over(now),
        "is_mine": is_for(meeting, request.user),
        "may_edit": may_edit,
        "not_asked": len(inviting.to_invite(meeting, on)) if sees_to else 0,
        "tells": [
            slot.item for slot in items.slots if slot.item.presenter == request.user and not meeting.is_over(now)
        ],
        "without": agenda.without_presenter(meeting) if sees_to else [],
        "agenda": items,
        "followups": followups.of(meeting, request.user, now),
        "coming": coming.of(meeting, user=request.user, on=on),
        "poll": getattr(meeting, "poll", None),
        "beside": beside.of(meeting, request.user),
    }
    return render(request, "meetings/meeting_detail.html", context)


def is_for(meeting, user):
    """Whether somebody may come, and so may know how and who: that is not for everybody who reads along."""
    own = user.led_circle_ids if meeting.audience == Audience.LEADERS else circle_ids_of(user)
    if user.is_coordinator or any(circle.pk in own for circle in meeting.circles_on(timezone.localdate())):
        return True
    return meeting.invitees.invited().filter(user=user.pk).exists()


@require_http_methods(["GET", "POST"])
def meeting_create(request, slug):
    circle = get_editable(request.user, Circle.objects.select_related("coalition", "table"), slug=slug)
    now = timezone.now()
    today = timezone.localdate(now)
    if not may_call(request.user, circle, today):
        raise PermissionDenied
    form = MeetingForm(request.POST or None, circle=circle, today=today)
    if request.method == "POST" and form.is_valid():
        meeting = form.save_by(request.user, now)
        if meeting.day is None:
            messages.success(request, f"“{meeting}” staat klaar. Stel nu een paar datums voor.")
            return redirect("meetings:poll_edit", meeting.pk)
        messages.success(request, f"“{meeting}” staat klaar. Er is nog niemand uitgenodigd.")
        return redirect(meeting)
    return render(request, "meetings/meeting_form.html", {"form": form, "circle": circle})


@require_http_methods(["GET", "POST"])
@unless_off
def meeting_edit(request, pk):
    meeting = get_typed(request, MEETINGS, pk=pk)
    now = timezone.now()
    form = MeetingForm(request.POST or None, instance=meeting, circle=meeting.circle, today=timezone.localdate(now))
    if form.is_valid() and unless_refused(form, form.save_by, request.user, now):
        messages.success(request, form.saved_sentence)
        return redirect(form.instance)
    # The title as it is stored: `meeting` holds what was typed.
    answered = meeting.invitees.invited().answered().exclude(user=request.user).count()
    context = {"form": form, "meeting": meeting, "circle": meeting.circle, "answered": answered}
    return render(request, "meetings/meeting_form.html", context)


@require_http_methods(["GET", "POST"])
@unless_off
def meeting_cancel(request, pk):
    meeting = get_typed(request, MEETINGS, pk=pk)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        reason, now = form.cleaned_data["reason"], timezone.now()
        if unless_refused(form, calling.cancel, meeting, reason=reason, by=request.user, now=now):
            messages.success(request, f"“{meeting}” is afgezegd.")
            return redirect(meeting)
    context = {"form": form, "meeting": meeting, "poll": getattr(meeting, "poll", None)}
    return render(request, "meetings/meeting_cancel.html", context)


@require_http_methods(["GET", "POST"])
def meeting_discard(request, pk):
    meeting = get_editable(request.user, MEETINGS, pk=pk)
    if request.method == "POST":
        try:
            calling.discard(meeting)
        except calling.Refused as refused:
            messages.error(request, str(refused))
            return redirect(meeting)
        messages.success(request, f"“{meeting}” is weggegooid.")
        return redirect("meetings:circle_list", meeting.circle.slug)
    return render(request, "meetings/meeting_discard.html", {"meeting": meeting})
