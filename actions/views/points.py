"""One action point: reading it, writing it, and everything that happens to it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actions import planning
from actions.forms import MOVES, DropForm, FinishForm, MoveForm, PointForm
from actions.models import ActionPoint
from actions.views.plans import get_plan
from members.access import get_editable, get_visible
from members.back import back_to_row
from members.circle_home import home_of
from members.refused import unless_refused

CHANGES_PER_PAGE = 30
MOVED = {
    "begin": "“{point}” staat nu op bezig.",
    "terug": "“{point}” staat weer op nog niet begonnen.",
    "heropen": "“{point}” is weer open.",
}


def _points(slug):
    # With the coalition for the row of rooms above the page.
    return ActionPoint.objects.filter(circle__slug=slug).with_people().select_related("circle__coalition")


@require_safe
def point_detail(request, slug, pk):
    point = get_visible(request.user, _points(slug), pk=pk)
    today = timezone.localdate()
    changes = point.changes.visible_to(request.user).select_related("by")
    context = {
        "point": point,
        "circle": point.circle,
        "home": home_of(point.circle),
        "may_edit": ActionPoint.objects.editable_by(request.user).filter(pk=point.pk).exists(),
        "may_take": planning.may_take(point, request.user),
        "is_late": point.is_overdue(today),
        "history": Paginator(changes, CHANGES_PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "actions/point_detail.html", context)


@require_http_methods(["GET", "POST"])
def point_create(request, slug):
    circle = get_plan(request, slug)
    now = timezone.now()
    if circle.has_ended(timezone.localdate(now)):
        raise PermissionDenied
    form = PointForm(
        request.POST or None,
        circle=circle,
        user=request.user,
        today=timezone.localdate(now),
        initial={"bron": request.GET.get("bron", "")},
    )
    if request.method == "POST" and form.is_valid():
        point = form.save_by(request.user, now)
        messages.success(request, f"“{point}” staat op de werkagenda.")
        return redirect(point)
    return render(request, "actions/point_form.html", {"form": form, "circle": circle, "home": home_of(circle)})


@require_http_methods(["GET", "POST"])
def point_edit(request, slug, pk):
    point = get_editable(request.user, _points(slug), pk=pk)
    now = timezone.now()
    form = PointForm(
        request.POST or None,
        instance=point,
        circle=point.circle,
        user=request.user,
        today=timezone.localdate(now),
    )
    if request.method == "POST" and form.is_valid() and form.save_by(request.user, now):
        messages.success(request, f"Het actiepunt is gewijzigd. {form.merge_sentence}".strip())
        return redirect(form.instance)
    return _draw(request, "actions/point_form.html", form, point)


@require_http_methods(["GET", "POST"])
def point_finish(request, slug, pk):
    point = get_editable(request.user, _points(slug), pk=pk)
    form = FinishForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and (ended := _end(request, form, point, planning.finish)):
        messages.success(request, f"“{ended}” is klaar. Mooi!")
        return redirect(ended)
    return _draw(request, "actions/point_finish.html", form, point)


@require_http_methods(["GET", "POST"])
def point_drop(request, slug, pk):
    point = get_editable(request.user, _points(slug), pk=pk)
    form = DropForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and (ended := _end(request, form, point, planning.drop)):
        messages.success(request, f"“{ended}” is vervallen.")
        return redirect(ended)
    return _draw(request, "actions/point_drop.html", form, point)


@require_POST
def point_move(request, slug, pk):
    """The buttons on the board and the page of a point: begin, put back, open again."""
    point = get_editable(request.user, _points(slug), pk=pk)
    form = MoveForm(request.POST)
    if not form.is_valid():
        return redirect(point)
    move = form.cleaned_data["zet"]
    return _act(request, point, MOVES[move], MOVED[move], back=form.cleaned_data["terug"])


@require_POST
def point_take(request, slug, pk):
    """Whoever sees a plan may pick up what is nobody's."""
    point = get_visible(request.user, _points(slug), pk=pk)
    return _act(request, point, planning.take, "“{point}” is nu van jou.")


def _draw(request, template, form, point):
    context = {"form": form, "point": point, "circle": point.circle, "home": home_of(point.circle)}
    return render(request, template, context)


def _end(request, form, point, verb):
    """Do it; when somebody else was first, the form says so and keeps the sentence."""
    return unless_refused(form, verb, point, by=request.user, now=timezone.now(), **form.cleaned_data)


def _act(request, point, verb, sentence, *, back=""):
    """Do it, say what happened or why it could not be, and go back to where the person was."""
    try:
        point = verb(point, by=request.user, now=timezone.now())
    except planning.Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, sentence.format(point=point))
    return back_to_row(f"punt-{point.pk}", back) if back else redirect(point)
