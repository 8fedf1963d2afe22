from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from community.asking import passing
from community.asking.forms import FindForm, PassForm
from community.models import AnswerInvitation
from members.access import get_editable, members_only
from members.finding import found_by


@members_only
@require_http_methods(["GET", "POST"])
def invitation_pass(request, pk):
    """ "Niet ik, vraag ...": only for who was asked."""
    invitations = AnswerInvitation.objects.select_related("topic__circle", "topic__author")
    invitation = get_editable(request.user, invitations, topic=pk, person=request.user)
    if invitation.answered_at or invitation.declined_at:
        messages.info(request, "Je hebt op deze vraag al iets laten weten.")
        return redirect(invitation.topic)
    now = timezone.now()
    find = FindForm(request.GET)
    words = find.cleaned_data["naam"] if find.is_valid() else ""
    candidates = passing.candidates(invitation, now)
    shown = found_by(candidates, words) if words else passing.suggestions(invitation, now)
    form = PassForm(request.POST or None, candidates=candidates, shown=shown)
    if request.method == "POST" and form.is_valid():
        return pass_on(request, invitation, form.cleaned_data["person"], now)
    context = {"invitation": invitation, "topic": invitation.topic, "form": form, "find": find, "words": words}
    return render(request, "community/invitation_pass.html", {**context, "shown": shown})


def pass_on(request, invitation, to, now):
    try:
        passing.pass_on(invitation, to=to, now=now)
    except passing.Refused as reason:
        messages.error(request, str(reason))
        return redirect("community:invitation_pass", invitation.topic_id)
    done = f"We vragen het aan {to}." if to else "Dank je dat je het laat weten."
    messages.success(request, done)
    return redirect(invitation.topic)
