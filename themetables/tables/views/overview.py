"""All tables for the coordinator: who leads, what happened last, what is open."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from members.access import coordinators_only
from themetables.models import ThemeTable
from themetables.tables.forms import OverviewForm
from themetables.tables.standing import complete, standings


@vary_on_headers("HX-Request")
@require_safe
@coordinators_only
def table_overview(request):
    today = timezone.localdate()
    form = OverviewForm(request.GET)
    rows = standings(ThemeTable.objects.visible_to(request.user).active(), today)
    found = complete(form.keep(rows), today)
    context = {
        "form": form,
        "rows": found,
        "all": len(rows),
        "silent": sum(row.is_silent for row in rows),
    }
    template = "themetables/tables/table_overview.html"
    return render(request, f"{template}#results" if request.htmx else template, context)
