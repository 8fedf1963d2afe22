"""Writing the word, looking at what people will read, giving back; and from a result to what grows out of it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from members.access import coordinators_only, get_editable, get_visible
from members.refused import Refused
from surveys.giving_back import emails, growing, releasing
from surveys.giving_back.forms import ReleaseForm, WordForm
from surveys.models import Round
from surveys.results.access import results
from surveys.results.views.questions import of_round


@require_safe
@coordinators_only
def give_back(request):
    rounds = releasing.waiting_rounds().select_related("instrument_version__instrument")
    return render(request, "surveys/giving_back/give_back.html", {"rounds": rounds})


@require_http_methods(["GET", "POST"])
@coordinators_only
def round_word(request, pk):
    one_round = get_editable(request.user, Round.objects.all(), pk=pk)
    form = WordForm(request.POST or None, instance=one_round)
    if request.method == "POST" and form.is_valid():
        try:
            if form.save_by(request.user, timezone.now()):
                return redirect("surveys:round_release", one_round.pk)
        except Refused as refused:
            messages.warning(request, str(refused))
            return redirect("surveys:round_results", one_round.pk)
    if one_round.released_at or not one_round.closed_at:
        return render(request, "surveys/giving_back/not_now.html", {"round": one_round})
    return render(request, "surveys/giving_back/round_word.html", {"form": form, "round": one_round})


@require_http_methods(["GET", "POST"])
@coordinators_only
def round_release(request, pk):
    one_round = get_editable(request.user, Round.objects.all(), pk=pk)
    form = ReleaseForm(request.POST or None, initial={"seen": one_round.version})
    if request.method == "POST" and form.is_valid():
        try:
            releasing.release(one_round, seen=form.cleaned_data["seen"], by=request.user, now=timezone.now())
        except Refused as refused:
            messages.warning(request, str(refused))
            return redirect("surveys:round_release", one_round.pk)
        messages.success(request, "De resultaten zijn teruggegeven. Wie invulde, krijgt binnen een paar minuten mail.")
        return redirect("surveys:round_results", one_round.pk)
    if one_round.released_at or not one_round.closed_at or not one_round.word:
        return render(request, "surveys/giving_back/not_now.html", {"round": one_round})
    context = {
        "form": form,
        "round": one_round,
        "number": releasing.answered(one_round).count(),
        **emails.context_of(one_round, name=request.user.name),
    }
    return render(request, "surveys/giving_back/round_release.html", context)


@require_safe
def result_act(request, round_pk, pk, key, slug=""):
    """To the form for what grows out of this result; nothing is made before somebody saves that form."""
    one_round = get_visible(request.user, results().select_related("instrument_version"), pk=round_pk)
    question = of_round(one_round, pk)
    address = growing.address_of(one_round, question, request.user, key, slug, timezone.localdate())
    if not address:
        raise Http404
    return redirect(address)
