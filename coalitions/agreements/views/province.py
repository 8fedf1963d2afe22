"""The agreements of the whole province: the matrix, and coalitions beside each other."""

from functools import lru_cache
from typing import NamedTuple

from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from coalitions.agreements import beside, matrix
from coalitions.agreements.forms import ChooseCoalitionsForm, MatrixFilter
from coalitions.models import Agreement, Coalition
from members.access import members_only


class Chosen(NamedTuple):
    """Which columns and rows somebody wants to see, and the form in which that stands."""

    step: str
    state: str
    drawn: SafeString
    is_wrong: bool


@members_only
@require_safe
def agreement_matrix(request):
    chosen = read_filter(tuple((name, request.GET.get(name, "")) for name in MatrixFilter.base_fields))
    found = matrix.of_province(request.user, timezone.localdate(), step=chosen.step, state=chosen.state)
    return render(request, "coalitions/agreements/agreement_matrix.html", {"filter": chosen, "matrix": found})


@lru_cache(maxsize=128)  # drawing a form takes as long as counting every agreement
def read_filter(asked):
    form = MatrixFilter(dict(asked))
    chosen = form.cleaned_data if form.is_valid() else {}
    context = {"form": form, "is_filtered": any(chosen.values())}
    drawn = render_to_string("coalitions/agreements/matrix_filter.html", context)
    return Chosen(chosen.get("stap", ""), chosen.get("stand", ""), drawn, bool(form.errors))


@members_only
@require_safe
def agreement_compare(request):
    coalitions = Coalition.objects.visible_to(request.user).existing(timezone.localdate())
    asked = request.GET.getlist("coalitie")
    # Who comes from the page of one coalition, or wants others, begins with what was chosen.
    is_asking = (len(asked) > 1 or "naast" in request.GET) and "kies" not in request.GET
    form = ChooseCoalitionsForm(
        request.GET if is_asking else None,
        coalitions=coalitions,
        agreements=Agreement.objects.visible_to(request.user).current().order_by(),
        initial={"coalitie": asked},
    )
    chosen = list(form.cleaned_data["coalitie"]) if form.is_valid() else []
    context = {
        "form": form,
        "chosen": chosen,
        "wants_more": len(asked) == 1 and not is_asking,
        "stretches": beside.stretches(chosen, request.user) if chosen else [],
        "today": timezone.localdate(),
    }
    return render(request, "coalitions/agreements/agreement_compare.html", context)
