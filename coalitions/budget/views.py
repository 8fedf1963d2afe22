"""SPUK money, lightly: per coalition and year, and of all coalitions together."""

from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from coalitions.budget.access import TreasuryQuerySet, treasurers_only
from coalitions.budget.forms import BudgetForm, YearForm, years
from coalitions.budget.tables import HEADER, file_rows, rows_of, sums
from coalitions.models import Budget, Coalition
from language.sheets import TYPES, download
from members.access import get_editable, get_visible

PER_PAGE = 20


def _coalitions():
    return TreasuryQuerySet(Coalition).select_related("circle")


@require_safe
def budget_list(request, slug):
    coalition = get_visible(request.user, _coalitions(), slug=slug)
    budgets = Budget.objects.visible_to(request.user).filter(coalition=coalition).select_related("changed_by")
    budgets = list(budgets)
    filled = {budget.year for budget in budgets}
    context = {
        "coalition": coalition,
        "budgets": budgets,
        "may_edit": coalition.is_editable_by(request.user),
        "missing": [year for year in list(years(timezone.localdate()))[:3] if year not in filled],
    }
    return render(request, "coalitions/budget/budget_list.html", context)


@require_http_methods(["GET", "POST"])
def budget_edit(request, slug, year):
    now = timezone.now()
    coalition = get_editable(request.user, _coalitions(), slug=slug)
    if year not in years(timezone.localdate(now)):
        raise Http404
    budget = Budget.objects.filter(coalition=coalition, year=year).first()
    form = BudgetForm(request.POST or None, instance=budget or Budget(coalition=coalition, year=year))
    if request.method == "POST" and form.is_valid() and form.save_by(request.user, now):
        messages.success(request, f"De bedragen van {year} zijn bewaard. {form.merge_sentence}".strip())
        return redirect("coalitions:budget_list", coalition.slug)
    return render(request, "coalitions/budget/budget_edit.html", {"form": form, "coalition": coalition, "year": year})


@require_safe
def budget_download(request, slug, kind):
    coalition = get_visible(request.user, _coalitions(), slug=slug)
    budgets = Budget.objects.visible_to(request.user).filter(coalition=coalition).select_related("coalition")
    return _file(kind, f"spuk-{coalition.slug}", budgets)


@vary_on_headers("HX-Request")
@require_safe
@treasurers_only
def budget_overview(request):
    today = timezone.localdate()
    form, year = _year(request, today)
    # What a coalition spent before it went on in another one is money of the province too.
    coalitions = Coalition.objects.visible_to(request.user).existing(min(today, date(year, 1, 1)))
    budgets = Budget.objects.visible_to(request.user).filter(year=year, coalition__in=coalitions)
    page = Paginator(coalitions, PER_PAGE).get_page(request.GET.get("page"))
    filled, together = sums(budgets)
    context = {
        "form": form,
        "year": year,
        "page": page,
        "rows": rows_of(page.object_list, budgets),
        "sums": together,
        "filled": filled,
    }
    template = "coalitions/budget/budget_overview.html"
    return render(request, f"{template}#results" if request.htmx else template, context)


@require_safe
@treasurers_only
def budget_overview_download(request, kind):
    _, year = _year(request, timezone.localdate())
    budgets = Budget.objects.visible_to(request.user).filter(year=year).select_related("coalition")
    return _file(kind, f"spuk-{year}", budgets.order_by("coalition__sort_name"))


def _year(request, today):
    form = YearForm(request.GET if "jaar" in request.GET else {"jaar": today.year}, on=today)
    return form, form.cleaned_data["jaar"] if form.is_valid() else today.year


def _file(kind, name, budgets):
    if kind not in TYPES:
        raise Http404
    return download(kind, name, HEADER, file_rows(budgets), title="SPUK")
