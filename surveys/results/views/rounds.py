"""The results of one round."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from members.access import get_visible
from surveys.results import forms
from surveys.results.access import reads_all, results
from surveys.results.collecting import circles_of, collected


@require_safe
def round_results(request, round_pk):
    one_round = get_visible(request.user, results().with_questionnaire(), pk=round_pk)
    circles = circles_of(one_round, request.user)
    names = list(circles.values_list("pk", "name"))
    chosen = forms.read(
        request.GET,
        circles=names,
        sections=one_round.instrument_version.sections.values_list("pk", "title"),
        # Your own circle stands beside the whole at once; who reads all chooses one.
        at_first=names[0][0] if names and not reads_all(request.user) else None,
    )
    circle = None if chosen.circle is None else circles.get(pk=chosen.circle)
    context = {
        "round": one_round,
        "found": collected(one_round, request.user, circle=circle, section=chosen.section),
        "chosen": chosen,
        "circle": circle,
        "reads_all": reads_all(request.user),
    }
    return render(request, "surveys/results/round_results.html", context)
