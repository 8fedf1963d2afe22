"""Inviting to a meeting, saying whether you come, and the meeting as a file for a calendar."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from language import calendars
from meetings import calendar, calling, inviting
from meetings.forms import AnswerForm, OnePersonForm
from meetings.models import Invitee
from meetings.views.items import attempt
from meetings.views.meetings import MEETINGS, is_for
from members.access import get_editable, get_visible

ANSWERED = {
    "yes": "Fijn dat je komt.",
    "maybe": "We hebben je op misschien gezet. Laat het weten zodra je het zeker weet.",
    "no": "Je komt niet. Bedankt voor het laten weten.",
}


@require_http_methods(["GET", "POST"])
def meeting_invite(request, pk):
    meeting = get_editable(request.user, MEETINGS, pk=pk)
    now = timezone.now()
    on = timezone.localdate(now)
    if request.method == "POST":
        try:
            count = inviting.invite(meeting, on=on, now=now)
        except calling.Refused as refused:
            messages.error(request, str(refused))
        else:
            people = "1 mens is" if count == 1 else f"{count} mensen zijn"
            messages.success(request, f"{people} uitgenodigd. De mail vertrekt binnen een minuut.")
        return redirect(meeting)
    return draw_invite(request, meeting, on, OnePersonForm(meeting=meeting, on=on))


def draw_invite(request, meeting, on, one_form):
    context = {
        "meeting": meeting,
        "people": [user for user, _ in inviting.to_invite(meeting, on)],
        "invited": meeting.invitees.invited().select_related("user", "circle", "stands_in_for__user"),
        "one_form": one_form,
    }
    return render(request, "meetings/meeting_invite.html", context)


@require_POST
def invite_one(request, pk):
    """Somebody beside the circles."""
    meeting = get_editable(request.user, MEETINGS, pk=pk)
    now = timezone.now()
    on = timezone.localdate(now)
    form = OnePersonForm(request.POST, meeting=meeting, on=on)
    if not form.is_valid():
        return draw_invite(request, meeting, on, form)
    person = form.cleaned_data["person"]
    if attempt(request, inviting.invite_one, meeting, person, on=on, now=now):
        messages.success(request, f"{person} is gevraagd. De mail vertrekt binnen een minuut.")
    return redirect("meetings:meeting_invite", meeting.pk)


@require_http_methods(["GET", "POST"])
def invitee_remove(request, pk):
    invitees = Invitee.objects.invited().select_related("meeting__circle", "user")
    invitee = get_editable(request.user, invitees, pk=pk)
    if request.method == "POST":
        if attempt(request, inviting.take_off, invitee, now=timezone.now()):
            messages.success(request, f"{invitee} hoeft niet te komen en krijgt daar mail over.")
        return redirect("meetings:meeting_invite", invitee.meeting_id)
    return render(request, "meetings/invitee_remove.html", {"invitee": invitee, "meeting": invitee.meeting})


@require_http_methods(["GET", "POST"])
def meeting_answer(request, pk):
    meeting = get_visible(request.user, MEETINGS, pk=pk)
    invitee = meeting.invitees.invited().filter(user=request.user.pk).select_related("substitute__user").first()
    if invitee is None or meeting.day is None:
        raise Http404
    now = timezone.now()
    if request.method == "GET" and (meeting.is_cancelled or meeting.is_over(now)):
        # The page of the meeting says which, and why.
        return redirect(meeting)
    form = AnswerForm(
        request.POST if request.method == "POST" else None,
        people=inviting.substitutes(invitee, timezone.localdate(now)),
        initial={"answer": invitee.answer, "instead": invitee.sent and invitee.sent.user_id},
    )
    if form.is_bound and form.is_valid():
        said, instead = form.cleaned_data["answer"], form.cleaned_data.get("instead")
        try:
            inviting.answer(invitee, said, instead=instead, now=now)
        except calling.Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, f"{instead} wordt in jouw plaats uitgenodigd." if instead else ANSWERED[said])
        return redirect(meeting)
    return render(request, "meetings/meeting_answer.html", {"form": form, "meeting": meeting, "invitee": invitee})


@require_safe
def meeting_file(request, pk):
    """Only for who may come: the link to take part online is in it."""
    meeting = get_visible(request.user, MEETINGS, pk=pk)
    if meeting.day is None or not is_for(meeting, request.user):
        raise Http404
    return calendars.download(f"bijeenkomst-{meeting.pk}", calendar.as_file(meeting))
