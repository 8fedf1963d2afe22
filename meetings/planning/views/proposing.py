"""For who calls the meeting: proposals, asking everybody, and choosing."""

from functools import wraps

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from meetings import calling
from meetings.models import DateOption, Meeting
from meetings.planning import busy, polling
from meetings.planning.forms import AskForm, ChooseForm, OptionForm
from meetings.views.doors import get_typed
from meetings.views.items import attempt
from meetings.views.meetings import MEETINGS
from members.refused import unless_refused


def without_day(view):
    """Hand the view a meeting that this person may give a day; one that has a day already is shown instead."""

    @wraps(view)
    def for_undated(request, pk, **kwargs):
        meeting = get_typed(request, MEETINGS, pk=pk)
        if meeting.is_cancelled:
            messages.error(request, calling.OFF)
            return redirect(meeting)
        if meeting.day:
            messages.info(request, f"{polling.KNOWN} Dat is {meeting.when}.")
            return redirect(meeting)
        return view(request, meeting, **kwargs)

    return for_undated


def of_option(view):
    """The same, for the address of a proposal."""

    @wraps(view)
    def for_option(request, pk):
        option = DateOption.objects.select_related("poll__meeting").filter(pk=pk).first()
        return without_day(view)(request, option.poll.meeting_id if option else 0, option=option)

    return for_option


@require_http_methods(["GET", "POST"])
@without_day
def poll_edit(request, meeting):
    form = OptionForm(request.POST or None, today=timezone.localdate())
    if form.is_valid() and (option := unless_refused(form, polling.propose, meeting, **form.cleaned_data)):
        messages.success(request, f"Voorgesteld: {option}.")
        return redirect("meetings:poll_edit", meeting.pk)
    return draw(request, meeting, form=form)


def draw(request, meeting, *, form=None, ask_form=None):
    today = timezone.localdate()
    poll = getattr(meeting, "poll", None)
    options = list(poll.options.all()) if poll else []
    there = busy.on(meeting, options, request.user)
    context = {
        "meeting": meeting,
        "poll": poll,
        "options": [(option, there.get(option.day, ())) for option in options],
        "form": form or OptionForm(today=today),
        "ask_form": ask_form or AskForm(today=today, initial={"closes_on": poll and poll.closes_on}, prefix="vragen"),
    }
    return render(request, "meetings/planning/poll_edit.html", context)


@require_POST
@of_option
def option_remove(request, meeting, option):
    if attempt(request, polling.withdraw, option):
        messages.success(request, f"Weggehaald: {option}.")
    return redirect("meetings:poll_edit", meeting.pk)


@require_POST
@without_day
def poll_ask(request, meeting):
    now = timezone.now()
    on = timezone.localdate(now)
    form = AskForm(request.POST, today=on, first=polling.first_day(meeting, on), prefix="vragen")
    if not form.is_valid():
        return draw(request, meeting, ask_form=form)
    try:
        count = polling.ask(meeting, closes_on=form.cleaned_data["closes_on"], by=request.user, on=on, now=now)
    except calling.Refused as refused:
        form.add_error(None, str(refused))
        return draw(request, meeting, ask_form=form)
    people = "1 mens krijgt" if count == 1 else f"{count} mensen krijgen"
    messages.success(request, f"Gevraagd. {people} binnen een minuut mail.")
    return redirect("meetings:poll_detail", meeting.pk)


@require_http_methods(["GET", "POST"])
@of_option
def option_choose(request, meeting, option):
    form = ChooseForm(request.POST or None, instance=Meeting.objects.get(pk=meeting.pk))
    now = timezone.now()
    if request.method == "POST" and form.is_valid():
        where = {name: form.cleaned_data[name] for name in ("place", "online_url")}
        when = {"on": timezone.localdate(now), "now": now}
        if chosen := unless_refused(form, polling.choose, option, **where, by=request.user, **when):
            messages.success(request, f"Gekozen: {chosen.when}. De uitnodigingen vertrekken binnen een minuut.")
            return redirect(chosen)
    context = {"form": form, "meeting": meeting, "option": option}
    return render(request, "meetings/planning/option_choose.html", context)
