from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from coalitions import phases
from coalitions.activity import last_activity
from coalitions.forms import CoalitionForm, PhaseForm, SearchForm
from coalitions.glances import glances_of
from coalitions.models import Coalition, PhaseChange
from coalitions.partners import table
from coalitions.partners.missing import missing_of
from coalitions.places import NAMES, add_places, organisations_in
from coalitions.province_map import map_context
from members.access import get_editable, get_visible
from members.models import Membership
from members.refused import Refused
from province.map import VIEW_BOX

# Enough for a province on one page; the whole country comes in pages.
PER_PAGE = 24


@vary_on_headers("HX-Request")
@login_not_required
@require_safe
def coalition_list(request):
    form = SearchForm(request.GET)
    text = form.cleaned_data["zoek"] if form.is_valid() else ""
    today = timezone.localdate()
    found = Coalition.objects.visible_to(request.user).existing(today)
    if text:
        found = list(found)
        add_places(found, today, NAMES)
        found = [coalition for coalition in found if coalition.is_named(text)]
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    coalitions = list(page.object_list)
    if not text:
        add_places(coalitions, today, NAMES)
    context = {"form": form, "text": text, "page": page, "coalitions": coalitions}
    if not text:  # who searched by name wants the answer, not the map again
        context |= map_context(today)
    template = "coalitions/coalition_list.html"
    return render(request, f"{template}#results" if request.htmx else template, context)


@login_not_required
@require_safe
def coalition_detail(request, slug):
    today = timezone.localdate()
    coalition = get_visible(request.user, Coalition.objects.select_related("circle", "merged_into"), slug=slug)
    # A coalition that ended is read as it was on its last day.
    day = coalition.circle.ended_on - timedelta(days=1) if coalition.has_ended(today) else today
    add_places([coalition], day)
    history = list(coalition.phase_changes.all())
    context = {
        "coalition": coalition,
        "has_ended": day != today,
        "inhabitants": sum(place["inhabitants"] for place in coalition.places),
        "organisations": organisations_in(coalition.places),
        "view_box": VIEW_BOX,
        "phase": history[0] if history else None,
        "former_phases": history[1:],
        "domains": table.by_domain(coalition, day),
        "may_edit": coalition.is_editable_by(request.user),
        "last_activity": last_activity([coalition.circle])[coalition.circle_id],
    }
    memberships = Membership.objects.current(day).filter(circle=coalition.circle_id, user__is_active=True)
    if request.user.is_member:
        context |= for_members(request, coalition, memberships, today)
    else:
        context["has_leader"] = memberships.filter(role=Membership.Role.LEADER).exists()
    return render(request, "coalitions/coalition_detail.html", context)


def for_members(request, coalition, memberships, today):
    """Return what every member of the network may see: people, what is missing, what is in the rooms."""
    found = memberships.select_related("user").order_by("user__sort_name")
    leaders = [membership.user for membership in found if membership.role == Membership.Role.LEADER]
    return {
        "leaders": leaders,
        "others": [membership.user for membership in found if membership.role != Membership.Role.LEADER],
        "present": {membership.user_id for membership in found},
        "has_leader": bool(leaders),
        "missing": missing_of(coalition, today),
        "joining": coalition.merged_from.filter(carried_over_at=None).select_related("circle"),
        "glances": glances_of(coalition.circle, request.user, today),
    }


@require_http_methods(["GET", "POST"])
def coalition_edit(request, slug):
    coalition = get_editable(request.user, Coalition.objects.select_related("circle"), slug=slug)
    form = CoalitionForm(request.POST or None, instance=coalition)
    if request.method == "POST" and form.is_valid() and form.save_by(request.user, timezone.now()):
        messages.success(request, f"De pagina van de coalitie is gewijzigd. {form.merge_sentence}")
        return redirect(coalition)
    return render(request, "coalitions/coalition_edit.html", {"form": form, "coalition": coalition})


@require_http_methods(["GET", "POST"])
def phase_edit(request, slug):
    now = timezone.now()
    today = timezone.localdate(now)
    coalition = get_editable(request.user, Coalition.objects.select_related("circle"), slug=slug)
    form = PhaseForm(request.POST or None, on=today, initial={"since": today, "phase": coalition.phase})
    if request.method == "POST" and form.is_valid():
        try:
            change = phases.change_phase(coalition, by=request.user, now=now, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("since", str(refusal))
        else:
            messages.success(request, f"Vastgelegd: {change.get_phase_display()}, {change.since_words}.")
            return redirect(coalition)
    history = coalition.phase_changes.select_related("recorded_by")
    context = {"form": form, "coalition": coalition, "history": history}
    return render(request, "coalitions/phase_edit.html", context)


@require_http_methods(["GET", "POST"])
def phase_delete(request, slug, pk):
    changes = PhaseChange.objects.select_related("coalition__circle")
    change = get_editable(request.user, changes, coalition__slug=slug, pk=pk)
    if request.method == "POST":
        phases.forget_change(change)
        messages.success(request, "De regel is weg.")
        return redirect("coalitions:phase_edit", slug)
    return render(request, "coalitions/phase_delete.html", {"change": change, "coalition": change.coalition})
