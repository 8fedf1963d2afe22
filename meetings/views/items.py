"""The items of an agenda, and the agenda on paper."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meetings import agenda, calling
from meetings.forms import ItemForm, MoveForm, PlaceForm
from meetings.models import AgendaItem
from meetings.views.doors import get_typed
from meetings.views.meetings import MEETINGS
from members.access import get_editable, get_visible
from members.refused import unless_refused

ITEMS = AgendaItem.objects.select_related("meeting__circle")


@require_safe
def agenda_print(request, pk):
    meeting = get_visible(request.user, MEETINGS, pk=pk)
    context = {"meeting": meeting, "agenda": agenda.of(meeting, user=request.user)}
    return render(request, "meetings/agenda_print.html", context)


@require_http_methods(["GET", "POST"])
def item_create(request, pk):
    meeting = get_typed(request, MEETINGS, pk=pk)
    return write(request, AgendaItem(meeting=meeting), initial={"bron": request.GET.get("bron", "")})


@require_http_methods(["GET", "POST"])
def item_edit(request, pk):
    return write(request, get_typed(request, ITEMS, pk=pk))


def write(request, item, **kwargs):
    """Draw and save the form of an item. What is refused keeps what was typed on the page."""
    now = timezone.now()
    form = ItemForm(request.POST or None, instance=item, by=request.user, on=timezone.localdate(now), **kwargs)
    if form.is_valid() and unless_refused(form, form.save_by, request.user, now):
        messages.success(request, f"“{form.instance}” staat op de agenda. {form.merge_sentence}".strip())
        warn_of_absent(request, form.instance)
        return redirect(form.instance)
    return render(request, "meetings/item_form.html", {"form": form, "item": item, "meeting": item.meeting})


def warn_of_absent(request, item):
    """Who was chosen to tell about it, may know nothing of the meeting."""
    if item.meeting.invited_at and item.presenter_id:
        for one in agenda.without_presenter(item.meeting):
            if one.person == item.presenter:
                why = "komt niet" if one.was_asked else "is nog niet uitgenodigd"
                messages.warning(request, f"{one.person} {why}. Boven de agenda lees je wat je kunt doen.")


@require_POST
def item_move(request, pk):
    """The buttons "Omhoog" and "Omlaag"."""
    item = get_editable(request.user, ITEMS, pk=pk)
    form = MoveForm(request.POST)
    if form.is_valid():
        attempt(request, agenda.move, item, up=form.cleaned_data["direction"] == "up")
    return redirect(item)


@require_POST
def item_place(request, pk):
    """Where an item was dropped; asked by static/js/reorder.js, which draws the page anew."""
    item = get_editable(request.user, ITEMS, pk=pk)
    form = PlaceForm(request.POST)
    if form.is_valid():
        attempt(request, agenda.place, item, form.cleaned_data["index"])
    return HttpResponse(status=204)


@require_http_methods(["GET", "POST"])
def item_remove(request, pk):
    item = get_editable(request.user, ITEMS, pk=pk)
    if request.method == "POST":
        if attempt(request, agenda.remove, item):
            messages.success(request, f"“{item}” is van de agenda gehaald.")
        return redirect(item.meeting)
    return render(request, "meetings/item_remove.html", {"item": item, "meeting": item.meeting})


def attempt(request, verb, *args, **kwargs):
    """Do it, or say on the page that comes why it could not be."""
    try:
        verb(*args, **kwargs)
    except calling.Refused as refused:
        messages.error(request, str(refused))
        return False
    return True
