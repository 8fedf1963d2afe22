"""The plan of a circle, as a list, a board and a timeline of the same rows, and one's own points of all circles."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from actions import grouping
from actions.filters import ActionPointFilter
from actions.models import ActionPoint
from actions.models.points import may_see_plan
from members.access import get_visible, members_only
from members.circle_home import home_of
from members.models import Circle
from province.models import Pillar

PER_PAGE = 60
VIEWS = (("Lijst", "actions:point_list"), ("Bord", "actions:point_board"), ("Tijdlijn", "actions:point_timeline"))


@dataclass(frozen=True)
class View:
    label: str
    url: str
    is_current: bool


def get_plan(request, slug):
    """The circle whose plan somebody may see; to anybody else the plan does not exist."""
    circle = get_visible(request.user, Circle.objects.select_related("coalition"), slug=slug)
    if not may_see_plan(request.user, circle):
        raise Http404
    return circle


@vary_on_headers("HX-Request")
@require_safe
def point_list(request, slug):
    context = _page_of_plan(request, slug)
    context["groups"] = grouping.groups(context["page"].object_list, context["today"])
    return _answer(request, "actions/point_list.html", context)


@vary_on_headers("HX-Request")
@require_safe
def point_board(request, slug):
    context = _page_of_plan(request, slug)
    context["columns"] = grouping.columns(context["page"].object_list)
    return _answer(request, "actions/point_board.html", context)


@vary_on_headers("HX-Request")
@require_safe
def point_timeline(request, slug):
    context = _plan(request, slug)
    today, year = context["today"], context["filter"].year
    points = list(context["filter"].qs.filter(due_on__year=year))
    pillars = list(Pillar.objects.all())
    context |= {
        "year": year,
        "other_years": [other for other in (year - 1, year + 1) if other in context["filter"].years],
        "count": len(points),
        "pillars": pillars,
        "months": grouping.months(points, year=year, pillars=pillars, on=today),
    }
    return _answer(request, "actions/point_timeline.html", context)


@require_safe
@members_only
def my_points(request):
    today = timezone.localdate()
    points = ActionPoint.objects.visible_to(request.user).filter(owner=request.user.pk)
    page = Paginator(points.with_people().in_order(), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "groups": grouping.groups(page.object_list, today), "today": today}
    return render(request, "actions/my_points.html", context)


def _plan(request, slug):
    """What every view of a plan shows."""
    circle = get_plan(request, slug)
    today = timezone.localdate()
    found = ActionPointFilter(request.GET, circle=circle, user=request.user, on=today)
    return {
        "circle": circle,
        "has_ended": circle.has_ended(today),
        "home": home_of(circle),
        "filter": found,
        "today": today,
        "query": f"?{found.query}" if found.chosen else "",
        "views": [_view(request, label, name, slug, found) for label, name in VIEWS],
    }


def _page_of_plan(request, slug):
    """The same with one page of its rows, and which of them this person may change."""
    context = _plan(request, slug)
    page = Paginator(context["filter"].qs.in_order(), PER_PAGE).get_page(request.GET.get("page"))
    pks = [point.pk for point in page.object_list]
    editable = ActionPoint.objects.editable_by(request.user).filter(pk__in=pks)
    return context | {"page": page, "editable": set(editable.values_list("pk", flat=True))}


def _view(request, label, name, slug, found):
    url = reverse(name, args=[slug])
    return View(label, reverse(name, args=[slug], query=found.chosen or None), request.path == url)


def _answer(request, template, context):
    return render(request, f"{template}#results" if request.htmx else template, context)
