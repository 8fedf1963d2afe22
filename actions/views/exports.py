"""A plan as a file or on paper: what the filter shows, and nothing that this person may not see."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from actions import exporting, grouping
from actions.filters import ActionPointFilter
from actions.views.plans import get_plan
from language import pdf, sheets
from members.circle_home import home_of
from province.models import Pillar


def _found(request, slug):
    circle = get_plan(request, slug)
    return circle, ActionPointFilter(request.GET, circle=circle, user=request.user, on=timezone.localdate())


@require_safe
def point_table(request, slug):
    circle, found = _found(request, slug)
    rows = exporting.rows(found.qs.in_order())
    return sheets.download("xlsx", f"werkagenda-{circle.slug}", exporting.HEADER, rows, title="Werkagenda")


@require_safe
def point_calendar(request, slug):
    circle, found = _found(request, slug)
    return HttpResponse(
        exporting.calendar(found.qs, name=f"Werkagenda van {circle}"),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="werkagenda-{circle.slug}.ics"'},
    )


@require_safe
def year_plan(request, slug):
    """The plan of one year, to print."""
    circle, found = _found(request, slug)
    today = timezone.localdate()
    context = {
        "circle": circle,
        "home": home_of(circle),
        "filter": found,
        "year": found.year,
        "years": found.years,
        "today": today,
        "chapters": grouping.chapters(found.qs.filter(due_on__year=found.year), Pillar.objects.all()),
        "query": f"?{found.query}" if found.chosen else "",
    }
    return render(request, "actions/year_plan.html", context)


@require_safe
def year_plan_pdf(request, slug):
    circle, found = _found(request, slug)
    now = timezone.now()
    chapters = grouping.chapters(found.qs.filter(due_on__year=found.year), Pillar.objects.all())
    data = exporting.year_plan(circle, found.year, chapters, on=timezone.localdate(now))
    try:
        content = pdf.render("actions/year_plan.typ", data, now=now)
    except pdf.TooMuch:
        messages.error(request, "Deze werkagenda is te lang voor één pdf. Gebruik een filter, of print deze pagina.")
        return redirect(reverse("actions:year_plan", args=[slug], query=found.chosen or None))
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="jaarplan-{found.year}-{circle.slug}.pdf"'},
    )
