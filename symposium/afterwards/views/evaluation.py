"""The evaluation of an edition, for the coordinator: what will go, what went, and what is done about it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from members.access import get_editable
from members.refused import Refused
from symposium.afterwards import evaluating
from symposium.afterwards.forms import HOLD, LET_GO, EvaluationForm
from symposium.models import Edition


@require_http_methods(["GET", "POST"])
def evaluation(request, year):
    edition = get_editable(request.user, Edition.objects.all(), year=year)
    now = timezone.now()
    form = EvaluationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, do(form.cleaned_data["what"], edition, by=request.user, now=now))
        except Refused as refused:
            messages.error(request, str(refused))
        return redirect("symposium:evaluation", year)
    context = {
        "edition": edition,
        "standing": evaluating.standing(edition, now),
        "reach": evaluating.reach(edition),
    }
    return render(request, "symposium/afterwards/evaluation.html", context)


def do(what, edition, *, by, now):
    if what == HOLD:
        evaluating.hold_back(edition, now=now)
        return "De evaluatie gaat niet vanzelf weg."
    if what == LET_GO:
        evaluating.let_go(edition)
        return "De evaluatie gaat weer vanzelf weg."
    evaluating.send_now(edition, by=by, now=now)
    return "De evaluatie gaat nu weg: binnen een paar minuten heeft iedereen de mail."
