"""Every version of one plan: reading an old one, two beside each other."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from members.access import get_visible
from members.versions import ChooseVersionsForm, chosen
from themetables.models import PlanVersion
from themetables.plans import versions
from themetables.plans.views.plans import get_plan


@require_safe
def plan_history(request, slug, year):
    plan = get_plan(request, slug, year)
    found = plan.versions.visible_to(request.user).select_related("saved_by")
    context = {"plan": plan, "table": plan.table, "versions": found, "form": ChooseVersionsForm(versions=found)}
    return render(request, "themetables/plans/plan_history.html", context)


@require_safe
def plan_version(request, slug, year, number):
    plan = get_plan(request, slug, year)
    found = PlanVersion.objects.select_related("saved_by")
    version = get_visible(request.user, found, plan=plan, number=number)
    context = {
        "plan": plan,
        "table": plan.table,
        "version": version,
        "is_newest": version.number == plan.version,
    }
    return render(request, "themetables/plans/plan_version.html", context)


@require_safe
def plan_difference(request, slug, year):
    plan = get_plan(request, slug, year)
    found = plan.versions.visible_to(request.user).select_related("saved_by")
    form = ChooseVersionsForm(request.GET or None, versions=found)
    pair = chosen(form, found)
    context = {
        "plan": plan,
        "table": plan.table,
        "form": form,
        "pair": pair,
        "rows": versions.compared(*pair) if pair else [],
    }
    return render(request, "themetables/plans/plan_difference.html", context)
