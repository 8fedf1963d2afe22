"""The call for workshops: reading it, answering it, and weighing what came in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from members.access import coordinators_only, get_editable, get_visible, members_only
from members.refused import Refused, unless_refused
from symposium.call import proposing, reviewing, speaking
from symposium.call.forms import CallForm, DeclineForm, ProposalForm, TakeForm
from symposium.models import Edition, Proposal, Session

PROPOSALS = Proposal.objects.select_related("edition", "proposer", "table", "block", "session")


@login_not_required
@require_safe
def call_detail(request, year):
    edition = get_visible(request.user, Edition.objects.all(), year=year)
    if not edition.call_opens_on:
        raise Http404
    context = {
        "edition": edition,
        "call_state": edition.call_state(timezone.localdate()),
        "mine": PROPOSALS.filter(edition=edition, proposer=request.user.pk),
    }
    return render(request, "symposium/call/call_detail.html", context)


@require_http_methods(["GET", "POST"])
def call_edit(request, year):
    edition = get_editable(request.user, Edition.objects.all(), year=year)
    form = CallForm(request.POST or None, instance=edition)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "De oproep is bewaard.")
        return redirect("symposium:edition_manage", year)
    return render(request, "symposium/call/call_form.html", {"form": form, "edition": edition})


@require_http_methods(["GET", "POST"])
@members_only
def proposal_create(request, year):
    edition = get_visible(request.user, Edition.objects.all(), year=year)
    now = timezone.now()
    if not edition.is_call_open(timezone.localdate(now)):
        return redirect("symposium:call_detail", year)
    user = request.user
    own_line = ", ".join(part for part in (user.shown_name, user.organisation, user.email) if part)
    initial = {"speakers": own_line}
    form = ProposalForm(request.POST or None, instance=Proposal(edition=edition), initial=initial)
    if form.is_valid() and (saved := unless_refused(form, proposing.propose, form.instance, by=user, now=now)):
        messages.success(request, "Je voorstel is ingediend. Je krijgt een mail als erover is besloten.")
        return redirect(saved)
    return render(request, "symposium/call/proposal_form.html", {"form": form, "edition": edition})


@require_safe
def proposal_detail(request, pk):
    proposal = get_visible(request.user, PROPOSALS, pk=pk)
    is_open = proposal.edition.is_call_open(timezone.localdate())
    context = {
        "proposal": proposal,
        "edition": proposal.edition,
        "people": speaking.read(proposal.speakers),
        "unreachable": reviewing.unreachable(proposal) if proposal.is_waiting else [],
        "session": Session.objects.visible_to(request.user).filter(pk=proposal.session_id).first(),
        "goes_on_without": reviewing.goes_on_without_proposer(proposal),
        "may_change": proposal.proposer_id == request.user.pk and proposal.is_waiting and is_open,
    }
    return render(request, "symposium/call/proposal_detail.html", context)


@require_http_methods(["GET", "POST"])
def proposal_edit(request, pk):
    proposal = get_editable(request.user, PROPOSALS, pk=pk)
    form = ProposalForm(request.POST or None, instance=proposal)
    if form.is_valid() and unless_refused(
        form, proposing.change, form.instance, form.changed_data, now=timezone.now()
    ):
        messages.success(request, "Je voorstel is gewijzigd.")
        return redirect(proposal)
    return render(
        request, "symposium/call/proposal_form.html", {"form": form, "edition": proposal.edition, "proposal": proposal}
    )


@require_http_methods(["GET", "POST"])
def proposal_withdraw(request, pk):
    proposal = get_editable(request.user, PROPOSALS, pk=pk)
    if request.method == "POST":
        if attempt(request, proposing.withdraw, proposal, now=timezone.now()):
            messages.success(request, f"Je voorstel “{proposal}” is ingetrokken.")
        return redirect(proposal)
    return render(request, "symposium/call/proposal_withdraw.html", {"proposal": proposal})


@coordinators_only
@require_safe
def proposal_list(request, year):
    edition = get_visible(request.user, Edition.objects.all(), year=year)
    found = list(PROPOSALS.visible_to(request.user).filter(edition=edition, withdrawn_at=None))
    context = {
        "edition": edition,
        "waiting": [proposal for proposal in found if proposal.is_waiting],
        "decided": [proposal for proposal in found if not proposal.is_waiting],
    }
    return render(request, "symposium/call/proposal_list.html", context)


@coordinators_only
@require_http_methods(["GET", "POST"])
def proposal_take(request, pk):
    proposal = get_visible(request.user, PROPOSALS, pk=pk)
    form = TakeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        capacity, by = form.cleaned_data["capacity"], request.user
        if attempt(request, reviewing.take, proposal, capacity=capacity, by=by, now=timezone.now()):
            messages.success(request, f"“{proposal}” is opgenomen. Geef de workshop nu een plek in het programma.")
            return redirect("symposium:programme_make", proposal.edition.year)
        return redirect(proposal)
    context = {"form": form, "proposal": proposal, "people": speaking.read(proposal.speakers)}
    return render(request, "symposium/call/proposal_take.html", context)


@coordinators_only
@require_http_methods(["GET", "POST"])
def proposal_decline(request, pk):
    proposal = get_visible(request.user, PROPOSALS, pk=pk)
    form = DeclineForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        if attempt(request, reviewing.decline, proposal, reason=form.cleaned_data["reason"], now=timezone.now()):
            messages.success(request, f"Het besluit over “{proposal}” is bewaard en gemaild.")
        return redirect("symposium:proposal_list", proposal.edition.year)
    return render(request, "symposium/call/proposal_decline.html", {"form": form, "proposal": proposal})


def attempt(request, verb, *args, **kwargs):
    """Do it, or say on the page that comes why it could not be."""
    try:
        verb(*args, **kwargs)
    except Refused as refused:
        messages.error(request, str(refused))
        return False
    return True
