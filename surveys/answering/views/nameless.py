"""Answering without a name: nothing is kept until somebody submits, and nothing can be changed after that."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from members.access import get_visible
from members.refused import Refused
from surveys.answering import drawing, sealed, values
from surveys.answering.doors import to_call
from surveys.answering.forms import SurveyForm
from surveys.making.reading import parts_of
from surveys.models import Invitation, Mode
from surveys.results import small_groups

OWN = Invitation.objects.select_related("round__instrument_version__instrument")


@require_http_methods(["GET", "POST"])
def sheet_anonymous(request, pk):
    own = OWN.filter(user=request.user.pk, mode=Mode.ANONYMOUS, round__opened_at__isnull=False)
    invitation = get_visible(request.user, own, round=pk)
    return nameless(request, invitation, request.path, timezone.now())


def nameless(request, invitation, url, now):
    one = invitation.round
    sections = parts_of(one.instrument_version)
    is_sent = request.method == "POST"
    form = SurveyForm(request.POST if is_sent else None, sections=sections)
    context = {"round": one, "form": form, "fewest": small_groups.LEAST, "url": url, "is_typed": is_sent}
    if not is_sent and (invitation.has_answered or not one.is_open(now)):
        return over(request, context | {"has_answered": invitation.has_answered}, now)
    if not (is_sent and form.is_valid()):
        return render(request, "surveys/answering/anonymous_fill.html", context)
    given = given_in(form)
    try:
        sealed.submit_anonymous(invitation, given, now=now)
    except Refused as refused:
        return over(request, context | {"refused": refused}, now)
    # Not a redirect: the answers are shown this once, and we could not find them again.
    return render(
        request, "surveys/answering/anonymous_receipt.html", context | {"sections": drawing.said(sections, given)}
    )


def over(request, context, now):
    """Already answered, or closed; what was typed is on the page."""
    context["people"] = to_call(timezone.localdate(now))
    return render(
        request, "surveys/answering/anonymous_over.html", context, status=409 if context["is_typed"] else 200
    )


def given_in(form):
    found = {
        one.pk: values.from_cleaned(one, form.cleaned_data) for _, questions in form.sections for one in questions
    }
    return {pk: value for pk, value in found.items() if value is not None}
