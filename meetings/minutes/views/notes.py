"""Writing down on the day: everything of one meeting on one page, and the notes of one item."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actions import sources
from actions.models.points import works_with
from meetings import calling
from meetings.minutes import making, notes
from meetings.minutes.forms import DraftForm, NotesForm
from meetings.models import Decision, Minutes
from meetings.views.doors import get_typed
from meetings.views.items import ITEMS, attempt
from meetings.views.meetings import MEETINGS
from members.access import get_editable
from members.refused import unless_refused


@require_safe
def minutes_desk(request, pk):
    """Where whoever takes the minutes works: per item the notes, the decisions and the action points."""
    meeting = get_editable(request.user, MEETINGS, pk=pk, day__isnull=False)
    items = list(meeting.items.prefetch_related("decisions"))
    for item in items:
        item.meeting = meeting
    circles = [circle for circle in meeting.circles if works_with(request.user, circle)]
    context = {
        "meeting": meeting,
        "items": [(item, [(circle, point_url(circle, item)) for circle in circles]) for item in items],
        "loose": Decision.objects.filter(meeting=meeting, item=None).select_related("meeting"),
        "points": making.points_of(meeting).visible_to(request.user),
        "minutes": Minutes.objects.filter(meeting=meeting).first(),
        "has_been": meeting.day <= timezone.localdate(),
    }
    return render(request, "meetings/minutes/minutes_desk.html", context)


def desk_at(meeting, item):
    """The desk, where this item stands: who writes on a phone goes on where they were. Without an item, its top."""
    url = reverse("meetings:minutes_desk", args=[meeting.pk])
    return f"{url}#punt-{item}" if item else url


def point_url(circle, item):
    """The form for an action point of this circle, which keeps where it was agreed."""
    label = f"{item.meeting}, {date_format(item.meeting.day, 'j F Y')}"
    return sources.create_url(circle, label=label, url=item.get_absolute_url())


@require_http_methods(["GET", "POST"])
def notes_edit(request, pk):
    item = get_typed(request, ITEMS, pk=pk, meeting__day__isnull=False)
    meeting, draft = item.meeting, notes.find(item, request.user)
    form = NotesForm(request.POST or None, instance=item, draft=draft)
    if form.is_valid() and unless_refused(form, form.save_by, request.user, timezone.now()):
        notes.discard(item, request.user)
        messages.success(request, f"De notities zijn bewaard. {form.merge_sentence}".strip())
        return redirect(desk_at(meeting, item.pk))
    context = {"form": form, "item": item, "meeting": meeting, "draft": draft}
    return render(request, "meetings/minutes/notes_edit.html", context)


@require_POST
def notes_keep(request, pk):
    """Called by keep-draft.js while somebody types; answers with the sentence that they see."""
    item = get_typed(request, ITEMS, pk=pk, meeting__day__isnull=False)
    if item.meeting.is_cancelled:
        return HttpResponse(calling.OFF_WHILE_TYPING, status=409, content_type="text/plain; charset=utf-8")
    form = DraftForm(request.POST)
    if not form.is_valid():
        return HttpResponse("Dit is te lang om als klad te bewaren.", status=400, content_type="text/plain")
    now = timezone.now()
    notes.keep(item, request.user, form.cleaned_data, now=now)
    time = date_format(timezone.localtime(now), "H.i")
    return HttpResponse(f"Je klad is bewaard om {time} uur.", content_type="text/plain; charset=utf-8")


@require_POST
def notes_discard(request, pk):
    item = get_editable(request.user, ITEMS, pk=pk, meeting__day__isnull=False)
    notes.discard(item, request.user)
    messages.info(request, "Je klad is weg. Hier staan de notities zoals ze bewaard zijn.")
    return redirect("meetings:notes_edit", item.pk)


@require_POST
def minutes_make(request, pk):
    meeting = get_editable(request.user, MEETINGS, pk=pk, day__isnull=False)
    if attempt(request, making.make, meeting, by=request.user, now=timezone.now()):
        return redirect("meetings:minutes_edit", meeting.pk)
    return redirect("meetings:minutes_desk", meeting.pk)
