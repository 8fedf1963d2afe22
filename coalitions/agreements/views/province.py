"""The agreements of the whole province: the matrix, and coalitions beside each other."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from coalitions.agreements import beside, matrix
from coalitions.agreements.forms import ChooseCoalitionsForm, MatrixFilter
from coalitions.models import Coalition
from members.access import members_only


@members_only
@require_safe
def agreement_matrix(request):
    form = MatrixFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    found = matrix.of_province(
        request.user, timezone.localdate(), step=asked.get("stap", ""), state=asked.get("stand", "")
    )
    context = {"form": form, "matrix": found, "is_filtered": any(asked.values())}
    return render(request, "coalitions/agreements/agreement_matrix.html", context)


@members_only
@require_safe
def agreement_compare(request):
    coalitions = Coalition.objects.visible_to(request.user).existing(timezone.localdate())
    asked = request.GET.getlist("coalitie")
    # Who comes from the page of one coalition, or wants others, begins with what was chosen.
    is_asking = len(asked) > 1 and "kies" not in request.GET
    form = ChooseCoalitionsForm(request.GET if is_asking else None, coalitions=coalitions, initial={"coalitie": asked})
    chosen = list(form.cleaned_data["coalitie"]) if form.is_valid() else []
    context = {
        "form": form,
        "chosen": chosen,
        "wants_more": len(asked) == 1,
        "stretches": beside.stretches(chosen, request.user) if chosen else [],
        "today": timezone.localdate(),
    }
    return render(request, "coalitions/agreements/agreement_compare.html", context)
