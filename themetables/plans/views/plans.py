"""The plans of the tables: reading, writing together, submitting."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from language import pdf
from members.access import get_editable, get_visible, members_only
from members.refused import Refused
from themetables.models import TablePlan, ThemeTable
from themetables.plans import closing, counting, document, drafting, keeping, listing, seasons
from themetables.plans.forms import DraftForm, PlanForm, StartForm, SubmitForm

TABLES = ThemeTable.objects.select_related("circle__table")


def plans():
    return TablePlan.objects.select_related("table__circle__table", "changed_by", "submitted_by")


def get_plan(request, slug, year):
    return get_visible(request.user, plans(), table__slug=slug, year=year)


def get_written(request, slug, year):
    """For who writes this plan, also when it can no longer change: then they read why, and keep their text."""
    plan = get_plan(request, slug, year)
    if not closing.is_written_by(plan, request.user):
        raise PermissionDenied
    return plan


@members_only
@require_safe
def plan_overview(request):
    """The plans of all tables for one year."""
    on = timezone.localdate()
    found = listing.of_year(request.user, listing.asked_year(request.GET.get("jaar", ""), on), on)
    return render(request, "themetables/plans/plan_overview.html", found)


@members_only
@require_http_methods(["GET", "POST"])
def plan_list(request, slug):
    """The plans of one table; whoever is at it begins a new one here."""
    table = get_visible(request.user, TABLES, slug=slug)
    now = timezone.now()
    earlier = seasons.earlier_plan(table, request.user)
    years = listing.years_to_begin(table, request.user, timezone.localdate(now))
    form = StartForm(request.POST or None, years=years, earlier=earlier)
    if request.method == "POST":
        if not years:
            raise PermissionDenied
        if form.is_valid():
            start = earlier if form.cleaned_data.get("start") == "earlier" else None
            plan = keeping.begin(table, form.cleaned_data["year"], by=request.user, now=now, earlier=start)
            return redirect("themetables:plan_edit", slug, plan.year)
    context = {"table": table, "form": form if years else None, "plans": listing.of_table(table, request.user)}
    return render(request, "themetables/plans/plan_list.html", context)


@require_safe
def plan_detail(request, slug, year):
    plan = get_plan(request, slug, year)
    on = timezone.localdate()
    opinion = counting.opinions([plan], on)[plan.pk]
    context = {
        "plan": plan,
        "table": plan.table,
        "bottlenecks": plan.bottlenecks.current().with_reach(on).order_by("-reach", "title"),
        "opinion": opinion,
        "own": listing.own_views(request.user, opinion),
        "decision": plan.decisions.standing().first(),
        "missing": keeping.missing(plan),
        "too_late": closing.why_not_submitted(plan),
        "leads": closing.is_led_by(plan, request.user),
        "may_edit": closing.is_written_by(plan, request.user) and not closing.why_not_edited(plan, request.user),
        "draft": drafting.find(plan, request.user),
    }
    return render(request, "themetables/plans/plan_detail.html", context)


@require_http_methods(["GET", "POST"])
def plan_edit(request, slug, year):
    plan = get_written(request, slug, year)
    why_not, now = closing.why_not_edited(plan, request.user), timezone.now()
    draft = drafting.find(plan, request.user)
    if request.method == "GET" and why_not and not draft:
        messages.info(request, why_not.removesuffix(closing.KEEP).strip())
        return redirect(plan)
    form = PlanForm(request.POST or None, instance=plan, by=request.user, draft=draft)
    if request.method == "POST" and form.is_valid() and form.save_by(request.user, now):
        messages.success(request, f"Het plan is bewaard. {form.merge_sentence}")
        return redirect(plan)
    context = {"form": form, "plan": plan, "table": plan.table, "draft": draft, "why_not": why_not}
    return render(request, "themetables/plans/plan_edit.html", context)


@require_POST
def draft_keep(request, slug, year):
    """Called by keep-draft.js while somebody types; answers with the sentence that they see."""
    plan = get_written(request, slug, year)
    form = DraftForm(request.POST)
    if not form.is_valid():
        return HttpResponse("Dit is te lang om als klad te bewaren.", status=400, content_type="text/plain")
    now = timezone.now()
    drafting.keep(plan, request.user, form.cleaned_data, now=now)
    if why := closing.why_not_edited(plan, request.user):
        return HttpResponse(why, status=409, content_type="text/plain; charset=utf-8")
    time = date_format(timezone.localtime(now), "H.i")
    return HttpResponse(f"Je klad is bewaard om {time} uur.", content_type="text/plain; charset=utf-8")


@require_POST
def draft_discard(request, slug, year):
    plan = get_written(request, slug, year)
    drafting.discard(plan, request.user)
    messages.info(request, "Je klad is weg. Hier staat het plan zoals het bewaard is.")
    return redirect("themetables:plan_edit", slug, year) if plan.is_open else redirect(plan)


@require_http_methods(["GET", "POST"])
def plan_submit(request, slug, year):
    found = plans()
    plan = get_visible(request.user, found, table__slug=slug, year=year)
    get_editable(request.user, found, pk=plan.pk)
    if not closing.is_led_by(plan, request.user):
        raise PermissionDenied
    form = SubmitForm(request.POST or None, initial={"version": plan.version})
    if request.method == "POST" and form.is_valid():
        try:
            keeping.submit(plan, version=form.cleaned_data["version"], by=request.user, now=timezone.now())
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, "Het plan is ingediend. De coalities kunnen nu hun mening geven.")
        return redirect(plan)
    context = {
        "form": form,
        "plan": plan,
        "table": plan.table,
        "missing": keeping.missing(plan),
        "too_late": closing.why_not_submitted(plan),
    }
    return render(request, "themetables/plans/plan_submit.html", context)


@require_safe
def plan_pdf(request, slug, year):
    plan, now = get_plan(request, slug, year), timezone.now()
    try:
        content = document.as_pdf(plan, now=now)
    except pdf.TooMuch:
        messages.error(request, "Dit plan is te lang voor een pdf. Print de pagina zelf.")
        return redirect(plan)
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="tafelplan-{year}-{slug}.pdf"'},
    )
