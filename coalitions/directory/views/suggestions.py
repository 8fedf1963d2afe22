"""What members propose for the directory, and what becomes of it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from coalitions.directory import suggesting
from coalitions.directory.facts import LABELS
from coalitions.directory.forms import DecisionForm
from coalitions.models import Suggestion
from members.access import get_editable, get_visible, members_only

DECIDED_SHOWN = 50
WHOLE = "whole"  # a new organisation is taken over as it is, or not


@require_safe
@members_only
def suggestion_list(request):
    suggestions = Suggestion.objects.visible_to(request.user)
    suggestions = suggestions.select_related("organisation", "proposed_by", "decided_by")
    context = {
        "undecided": suggestions.undecided(),
        "decided": suggestions.exclude(decided_at=None).order_by("-decided_at")[:DECIDED_SHOWN],
    }
    return render(request, "coalitions/directory/suggestion_list.html", context)


@require_http_methods(["GET", "POST"])
@members_only
def suggestion_detail(request, pk):
    suggestions = Suggestion.objects.select_related("organisation", "proposed_by", "decided_by")
    get = get_editable if request.method == "POST" else get_visible
    suggestion = get(request.user, suggestions, pk=pk)
    rows = suggesting.compare(suggestion)
    form = decision_form(request, suggestion, rows)
    if request.method == "POST" and form.is_valid() and decide(request, suggestion, form):
        return redirect(suggestion)
    context = {
        "suggestion": suggestion,
        "form": form,
        "rows": [(row, form[f"take_{row.field}"]) for row in rows],
        "whole": form[f"take_{WHOLE}"] if suggestion.is_new else None,
        "facts": [(label, suggestion.facts[field]) for field, label in LABELS.items() if suggestion.facts.get(field)],
        "may_decide": Suggestion.objects.editable_by(request.user).filter(pk=pk).exists(),
    }
    return render(request, "coalitions/directory/suggestion_detail.html", context)


def decision_form(request, suggestion, rows):
    proposed = [(WHOLE, "de organisatie")] if suggestion.is_new else [(row.field, row.label) for row in rows]
    version = suggestion.organisation.version if suggestion.organisation else None
    return DecisionForm(request.POST or None, proposed=proposed, initial={"seen_version": version})


def decide(request, suggestion, form):
    """Decide, or say in the form why that cannot be; the page then shows the organisation as it is now."""
    try:
        suggesting.decide(
            suggestion,
            fields=list(suggestion.facts) if suggestion.is_new and form.taken else form.taken,
            seen_version=form.cleaned_data["seen_version"],
            answer=form.cleaned_data["answer"],
            by=request.user,
            now=timezone.now(),
        )
    except suggesting.Decided as decided:
        messages.info(request, str(decided))
    except suggesting.Refused as refused:
        form.add_error(None, str(refused))
        form.see(suggestion.organisation)
        return False
    else:
        messages.success(request, "Je besluit is bewaard.")
    return True
