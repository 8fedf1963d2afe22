"""What a coalition thinks of a plan, and what the lead answers."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from coalitions.models import Coalition
from members.access import get_editable, get_visible
from themetables.models import PlanView
from themetables.plans import closing
from themetables.plans.forms import AnswerForm, ViewForm
from themetables.plans.views.plans import get_plan


@require_http_methods(["GET", "POST"])
def planview_edit(request, slug, year, coalition):
    """One view per coalition. Too late? Then the page says so and keeps what was typed."""
    plan = get_plan(request, slug, year)
    speaks_for = get_editable(request.user, Coalition.objects.all(), slug=coalition)
    view = PlanView.objects.filter(plan=plan, coalition=speaks_for).select_related("given_by").first()
    form = ViewForm(request.POST or None, instance=view or PlanView(plan=plan, coalition=speaks_for))
    if request.method == "POST" and form.is_valid() and form.save_by(request.user, timezone.now()):
        messages.success(request, "Jullie mening staat erbij. Tot het besluit kun je haar wijzigen.")
        return redirect(plan)
    context = {
        "form": form,
        "plan": plan,
        "table": plan.table,
        "coalition": speaks_for,
        "view": view,
        "why_not": closing.why_no_views(plan),
    }
    return render(request, "themetables/plans/planview_edit.html", context)


@require_http_methods(["GET", "POST"])
def planview_answer(request, slug, year, coalition):
    plan = get_plan(request, slug, year)
    if not closing.is_led_by(plan, request.user):
        raise PermissionDenied
    found = PlanView.objects.select_related("coalition", "given_by", "plan__table")
    view = get_visible(request.user, found, plan=plan, coalition__slug=coalition)
    form = AnswerForm(request.POST or None, instance=view)
    if request.method == "POST" and form.is_valid() and form.save_by(request.user, timezone.now()):
        messages.success(request, f"{view.coalition} leest je antwoord bij het plan, en krijgt er bericht van.")
        return redirect(plan)
    context = {
        "form": form,
        "plan": plan,
        "table": plan.table,
        "view": form.instance,
        "why_not": closing.why_no_views(plan),
    }
    return render(request, "themetables/plans/planview_answer.html", context)
