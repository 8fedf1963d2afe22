"""Wat leverde het op: what the whole loop brought the province, for every member and for board readers first."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from language.sheets import TYPES, download
from members.access import members_only
from themetables.models import AdoptionState
from themetables.results.counting import blocks_by_use, bottlenecks_by_state, time_to_block
from themetables.results.forms import CHOICES, PeriodForm
from themetables.results.periods import over_time
from themetables.results.places import differences
from themetables.results.sheet import HEADER, file_rows
from themetables.results.words import conclusion


@require_safe
@members_only
def results(request):
    form = PeriodForm(request.GET)
    return render(request, "themetables/results/results.html", _found(request, form))


@require_safe
@members_only
def results_download(request, kind):
    if kind not in TYPES:
        raise Http404
    rows = file_rows(_found(request, PeriodForm(request.GET)))
    return download(kind, f"opbrengst-{timezone.localdate()}", HEADER, rows, title="Wat leverde het op")


def _found(request, form):
    user, today = request.user, timezone.localdate()
    states = bottlenecks_by_state(user)
    blocks, coalitions = blocks_by_use(user, today)
    return {
        "states": states,
        "bottlenecks": sum(bar.number for bar in states),
        "conclusion": conclusion(states),
        "duration": time_to_block(user),
        "blocks": blocks,
        "coalitions": coalitions,
        "in_use": sum(block.using for block in blocks),
        "answers": [state.label for state in AdoptionState],
        "differences": differences(user, today),
        "over_time": over_time(user, form.chosen, today),
        "per": form.chosen,
        "choices": CHOICES,
        "today": today,
    }
