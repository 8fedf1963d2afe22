"""The decisions of a meeting, and all of a circle to search."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from language.sorting import search_key
from meetings.minutes import deciding
from meetings.minutes.forms import DecisionForm, SearchForm
from meetings.minutes.views.notes import desk_at
from meetings.models import Decision
from meetings.views.doors import get_typed
from meetings.views.items import ITEMS, attempt
from members.access import get_editable, members_only
from members.circle_home import home_of
from members.models import Circle
from members.refused import unless_refused

DECISIONS = Decision.objects.select_related("meeting__circle", "circle")
PER_PAGE = 20


@require_http_methods(["GET", "POST"])
def decision_create(request, pk):
    item = get_typed(request, ITEMS, pk=pk, meeting__day__isnull=False)
    return write(request, Decision(meeting=item.meeting, item=item))


@require_http_methods(["GET", "POST"])
def decision_edit(request, pk):
    return write(request, get_typed(request, DECISIONS, pk=pk))


def write(request, decision):
    form = DecisionForm(request.POST or None, instance=decision)
    if form.is_valid() and unless_refused(form, form.save_by, request.user, timezone.now()):
        messages.success(request, f"{form.instance} is opgeschreven. {form.merge_sentence}".strip())
        return redirect(desk_at(decision.meeting, decision.item_id))
    context = {"form": form, "decision": decision, "meeting": decision.meeting}
    return render(request, "meetings/minutes/decision_form.html", context)


@require_http_methods(["GET", "POST"])
def decision_remove(request, pk):
    decision = get_editable(request.user, DECISIONS, pk=pk)
    if request.method == "POST":
        if attempt(request, deciding.remove, decision):
            messages.success(request, f"{decision} is weggehaald.")
        return redirect(desk_at(decision.meeting, decision.item_id))
    return render(
        request, "meetings/minutes/decision_remove.html", {"decision": decision, "meeting": decision.meeting}
    )


@require_safe
@members_only
def decision_list(request, slug):
    """That a circle is there is no secret to members; what they find in it is what they may see."""
    circle = Circle.objects.select_related("coalition", "table").filter(slug=slug).first()
    if circle is None:
        raise Http404
    form = SearchForm(request.GET)
    asked = form.cleaned_data["q"] if form.is_valid() else ""
    found = Decision.objects.visible_to(request.user).filter(circle=circle, search_text__contains=search_key(asked))
    context = {
        "circle": circle,
        "home": home_of(circle),
        "form": form,
        "asked": asked,
        "page": Paginator(found.select_related("meeting"), PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "meetings/minutes/decision_list.html", context)
