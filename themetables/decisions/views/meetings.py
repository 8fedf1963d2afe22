"""The meetings in which the network decides, and what lies on the table there."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from language import pdf
from meetings.models import Meeting
from members.access import coordinators_only, get_editable, get_visible, members_only
from members.refused import Refused
from themetables.decisions import document, gathering, preparing
from themetables.decisions.forms import MeetingForm
from themetables.models import DecisionMeeting
from themetables.plans import seasons


@members_only
@require_safe
def decision_list(request):
    standing = Prefetch("decisions", preparing.standing().order_by("table__sort_name"), to_attr="standing")
    meetings = DecisionMeeting.objects.visible_to(request.user).prefetch_related(standing)
    context = {"meetings": meetings, "today": timezone.localdate()}
    return render(request, "themetables/decisions/decision_list.html", context)


@require_safe
def meeting_detail(request, pk):
    """Everything that the meeting needs, on one page to print."""
    meeting = get_visible(request.user, DecisionMeeting.objects.all(), pk=pk)
    on = timezone.localdate()
    sheets = preparing.sheets(meeting, on)
    context = {
        "meeting": meeting,
        "sheets": sheets,
        "waiting": sum(sheet.waits for sheet in sheets),
        "may_record": request.user.is_coordinator and meeting.held_on <= on,
        "may_edit": request.user.is_coordinator,
        "gathering": meeting.gathering_id
        and Meeting.objects.visible_to(request.user).filter(pk=meeting.gathering_id).first(),
        "today": on,
    }
    return render(request, "themetables/decisions/meeting_detail.html", context)


@require_POST
def meeting_call(request, pk):
    """In one click a meeting for the calendars of who leads a coalition; nobody is invited yet."""
    meeting = get_editable(request.user, DecisionMeeting.objects.all(), pk=pk)
    now = timezone.now()
    try:
        called = gathering.call(meeting, by=request.user, on=timezone.localdate(now), now=now)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(meeting)
    messages.success(request, "De bijeenkomst staat klaar. Kijk de tijden na; daarna kun je uitnodigen.")
    return redirect(called)


@require_safe
def meeting_pdf(request, pk):
    meeting, now = get_visible(request.user, DecisionMeeting.objects.all(), pk=pk), timezone.now()
    try:
        content = document.as_pdf(meeting, now=now)
    except pdf.TooMuch:
        messages.error(request, "Alles samen is te lang voor een pdf. Print de pagina zelf.")
        return redirect(meeting)
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="beslisbijeenkomst-{meeting.held_on}.pdf"'},
    )


@coordinators_only
@require_http_methods(["GET", "POST"])
def meeting_create(request):
    now = timezone.now()
    on = timezone.localdate(now)
    usual = {"title": f"Decemberbijeenkomst {on.year}", "year": seasons.planned_year(on)}
    form = MeetingForm(request.POST or None, initial=usual, on=on)
    if request.method == "POST" and form.is_valid():
        meeting = form.save_by(request.user, now)
        messages.success(request, "De bijeenkomst staat klaar. Hieronder staat alles wat er op tafel ligt.")
        return redirect(meeting)
    return render(request, "themetables/decisions/meeting_form.html", {"form": form, "meeting": None})


@require_http_methods(["GET", "POST"])
def meeting_edit(request, pk):
    meeting = get_editable(request.user, DecisionMeeting.objects.all(), pk=pk)
    now, title = timezone.now(), meeting.title
    form = MeetingForm(request.POST or None, instance=meeting, on=timezone.localdate(now))
    if request.method == "POST" and form.is_valid() and form.save_by(request.user, now):
        messages.success(request, f"De bijeenkomst is gewijzigd. {form.merge_sentence}")
        return redirect(form.instance)
    context = {"form": form, "meeting": meeting, "title": title}
    return render(request, "themetables/decisions/meeting_form.html", context)
