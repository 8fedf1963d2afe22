"""The list of rounds, and making one: the questionnaire, for whom, when and in which words."""

from datetime import datetime, time, timedelta

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.access import coordinators_only, get_editable, members_only
from members.refused import Refused
from surveys.answering import mine
from surveys.models import Audience, Mode, Round
from surveys.sending import confirming, drafting
from surveys.sending.forms import AudienceForm, StartForm, TextForm

DAYS_OPEN = 21


@require_safe
@members_only
def round_list(request):
    """For everybody what is asked of them; for whoever sends also the rounds."""
    now = timezone.now()
    rounds = []
    if request.user.is_coordinator or request.user.is_data_editor:
        rounds = list(Round.objects.visible_to(request.user))
    context = {
        "mine": mine.of(request.user, now),
        "drafts": [one for one in rounds if one.is_draft],
        "planned": [one for one in rounds if one.confirmed_at and not one.opened_at],
        "running": [one for one in rounds if one.opened_at and not one.closed_at],
        "closed": [one for one in rounds if one.closed_at and not one.released_at],
        "returned": [one for one in rounds if one.released_at],
    }
    return render(request, "surveys/sending/round_list.html", context)


@require_http_methods(["GET", "POST"])
@coordinators_only
def round_create(request):
    form = StartForm(request.POST or None, initial={"bron": request.GET.get("bron", "")})
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        opens_at, source = next_morning(now), form.cleaned_data["bron"]
        # About a meeting: its people, each for themselves.
        who = {"source": source, "audience": Audience.LIST, "mode": Mode.EACH} if source[1] else {}
        round = drafting.start(
            form.cleaned_data["version"],
            opens_at=opens_at,
            closes_at=at(timezone.localdate(opens_at) + timedelta(days=DAYS_OPEN), 17),
            by=request.user,
            now=now,
            **who,
        )
        messages.success(request, "Het concept is gemaakt. Kies nu voor wie het is.")
        return redirect("surveys:round_audience", round.pk)
    return render(request, "surveys/sending/round_create.html", {"form": form})


def next_morning(now):
    return at(timezone.localdate(now) + timedelta(days=1), 9)


def at(day, hour):
    return timezone.make_aware(datetime.combine(day, time(hour)))


@require_http_methods(["GET", "POST"])
def round_audience(request, pk):
    return edit(request, pk, AudienceForm, "surveys/sending/round_audience.html", "surveys:round_text")


@require_http_methods(["GET", "POST"])
def round_text(request, pk):
    return edit(request, pk, TextForm, "surveys/sending/round_text.html", "surveys:round_check")


def edit(request, pk, form_class, template, onward):
    """One step of a draft: save it, and go on to the next."""
    round = get_editable(request.user, Round.objects.select_related("instrument_version__instrument"), pk=pk)
    form = form_class(request.POST or None, instance=round)
    if request.method == "POST" and form.is_valid():
        try:
            saved = drafting.save(form, by=request.user, now=timezone.now())
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect("surveys:round_list")
        if saved:
            return redirect(onward, round.pk)
    if not round.is_draft:
        messages.error(request, drafting.CONFIRMED)
        return redirect(round)
    return render(request, template, {"form": form, "round": round})


@require_http_methods(["GET", "POST"])
def round_discard(request, pk):
    round = get_editable(request.user, Round.objects.all(), pk=pk)
    if request.method == "POST":
        try:
            drafting.discard(round)
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect(round)
        messages.success(request, f"Het concept “{round}” is weggegooid.")
        return redirect("surveys:round_list")
    return render(request, "surveys/sending/round_discard.html", {"round": round})


@require_POST
def round_take_back(request, pk):
    round = get_editable(request.user, Round.objects.all(), pk=pk)
    try:
        confirming.take_back(round, by=request.user, now=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"“{round}” is weer een concept. Er gaat niets weg tot je haar opnieuw klaarzet.")
    return redirect(round)
