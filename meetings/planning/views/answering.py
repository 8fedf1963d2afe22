"""For who is asked: which day suits, and what the others said."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from meetings import calling
from meetings.models import Meeting, Poll, Tick
from meetings.planning import coverage, polling
from meetings.planning.forms import TickForm
from meetings.views.meetings import MEETINGS, is_for
from members.access import get_visible


def get_poll(request, pk):
    """The question, for who may come to the meeting."""
    meeting = get_visible(request.user, MEETINGS, pk=pk)
    poll = Poll.objects.filter(meeting=meeting, opened_at__isnull=False).first()
    if poll is None or not is_for(meeting, request.user):
        raise Http404
    poll.meeting = meeting
    return poll


@require_safe
def poll_detail(request, pk):
    poll = get_poll(request, pk)
    now = timezone.now()
    on = timezone.localdate(now)
    invitee = polling.invitee_of(poll.meeting, request.user, on=on, now=now)
    context = {
        "poll": poll,
        "meeting": poll.meeting,
        "covered": coverage.of(poll, on),
        "is_open": poll.is_open(on) and not poll.meeting.is_cancelled,
        "invitee": invitee,
        "has_answered": bool(invitee and invitee.pk and Tick.objects.filter(invitee=invitee).exists()),
        "may_choose": poll.meeting.day is None
        and Meeting.objects.editable_by(request.user).filter(pk=poll.meeting.pk).exists(),
        "now": now,
    }
    return render(request, "meetings/planning/poll_detail.html", context)


@require_http_methods(["GET", "POST"])
def poll_answer(request, pk):
    poll = get_poll(request, pk)
    now = timezone.now()
    on = timezone.localdate(now)
    invitee = polling.invitee_of(poll.meeting, request.user, on=on, now=now)
    if invitee is None:
        raise Http404
    if request.method == "GET" and (not poll.is_open(on) or poll.meeting.is_cancelled):
        messages.error(request, polling.CLOSED)
        return redirect(poll)
    said = dict(Tick.objects.filter(invitee=invitee.pk).values_list("option", "said"))
    form = TickForm(request.POST if request.method == "POST" else None, options=poll.options.all(), said=said)
    if form.is_bound and form.is_valid():
        try:
            polling.answer(poll.meeting, request.user, form.said, on=on, now=now)
        except calling.Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, "Bewaard. Je kunt je antwoord veranderen tot er een datum is gekozen.")
        return redirect(poll)
    context = {"form": form, "poll": poll, "meeting": poll.meeting}
    return render(request, "meetings/planning/poll_answer.html", context)
