"""Before a round goes out: look who gets it, mail it to yourself, and set it ready."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from members.access import get_editable
from members.refused import Refused
from outbox.messages import absolute
from surveys.models import Mode, Round
from surveys.results import small_groups
from surveys.sending import confirming, drafting, emails, reach
from surveys.sending.forms import ReasonForm


@require_http_methods(["GET", "POST"])
def round_check(request, pk):
    round = get_editable(request.user, Round.objects.select_related("instrument_version__instrument"), pk=pk)
    if not round.is_draft:
        messages.error(request, drafting.CONFIRMED)
        return redirect(round)
    now = timezone.now()
    found = reach.of(round, now)
    form = ReasonForm(request.POST or None) if found.unreturned else None
    if request.method == "POST" and (form is None or form.is_valid()):
        reason = form.cleaned_data["reason"] if form else ""
        try:
            confirming.confirm(round, by=request.user, now=now, reason=reason)
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect("surveys:round_check", round.pk)
        messages.success(request, f"“{round}” staat klaar en gaat vanzelf open.")
        return redirect(round)
    context = {
        "round": round,
        "reach": found,
        "form": form,
        "reminders": round.reminders.filter(sheet=None),
        "is_too_few": round.mode == Mode.ANONYMOUS and found.count < small_groups.LEAST,
    }
    return render(request, "surveys/sending/round_check.html", context)


@require_POST
def round_trial(request, pk):
    """Mail the invitation to whoever makes the round; its link leads to the try-out."""
    round = get_editable(request.user, Round.objects.select_related("instrument_version"), pk=pk)
    version = round.instrument_version
    url = absolute(reverse("surveys:version_preview", args=[version.instrument_id, version.number]))
    emails.trial(round, to=request.user, url=url).send()
    messages.success(request, f"De proefmail is onderweg naar {request.user.email}.")
    return redirect("surveys:round_check" if round.is_draft else "surveys:round_detail", round.pk)
