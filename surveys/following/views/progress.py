"""One round: how it goes, and what can still be changed about it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.access import get_editable, get_visible
from members.back import back_to_row
from members.refused import Refused
from surveys.answering import mine
from surveys.following import closing, extending, progress
from surveys.following.forms import ClosingForm
from surveys.models import Round, Sheet


def one_round(request, pk):
    return get_editable(request.user, Round.objects.select_related("instrument_version__instrument"), pk=pk)


@require_safe
def round_detail(request, pk):
    """Whoever sends sees how it goes; others go to what is asked of them."""
    rounds = Round.objects.select_related("instrument_version__instrument", "confirmed_by")
    round = get_visible(request.user, rounds, pk=pk)
    if not (request.user.is_coordinator or request.user.is_data_editor):
        return redirect(mine.page_of(round, request.user))
    context = {
        "round": round,
        "can_write": request.user.is_coordinator,
        "progress": progress.of(round) if round.opened_at else None,
        "calls": progress.to_call(round).count() if round.opened_at and not round.closed_at else 0,
        "reminders": round.reminders.filter(sheet=None),
    }
    return render(request, "surveys/following/round_detail.html", context)


@require_http_methods(["GET", "POST"])
def round_close(request, pk):
    round = one_round(request, pk)
    if request.method == "POST":
        try:
            closing.close_now(round, by=request.user, now=timezone.now())
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, f"“{round}” is gesloten.")
        return redirect(round)
    return render(request, "surveys/following/round_close.html", {"round": round})


@require_http_methods(["GET", "POST"])
def round_move(request, pk):
    round = one_round(request, pk)
    form = ClosingForm(request.POST or None, initial={"closes_at": round.closes_at})
    if request.method == "POST" and form.is_valid():
        try:
            closing.move_closing(round, closes_at=form.cleaned_data["closes_at"], by=request.user, now=timezone.now())
        except Refused as refused:
            form.add_error("closes_at", str(refused))
        else:
            messages.success(request, f"“{round}” heeft een nieuwe sluitdatum.")
            return redirect(round)
    return render(request, "surveys/following/round_move.html", {"round": round, "form": form})


@require_POST
def sheet_extend(request, pk):
    """A week longer for one circle or person, in one click."""
    sheet = get_visible(request.user, Sheet.objects.select_related("round"), pk=pk)
    get_editable(request.user, Round.objects.all(), pk=sheet.round_id)
    try:
        sheet = extending.extend(sheet, by=request.user, now=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        until = date_format(timezone.localtime(sheet.extended_until), "j F, G.i")
        messages.success(request, f"Uitstel gegeven tot {until} uur. Daar gaat een mail over weg.")
    return back_to_row(f"blad-{sheet.pk}", "surveys:round_detail", sheet.round_id)
