"""The register of interventions: what there is, where it is used, and what one coalition does with it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from coalitions.interventions.chosen import IN_ORDER, add_leaders, not_chosen, uses_by_state
from coalitions.interventions.forms import RegisterForm, UseForm
from coalitions.interventions.map import draw_where
from coalitions.interventions.matrix import MARK, draw_matrix
from coalitions.interventions.where import where
from coalitions.models import Coalition, CoalitionMunicipality, Intervention, InterventionUse
from members.access import get_editable, get_visible, members_only

PER_PAGE = 20


@vary_on_headers("HX-Request")
@require_safe
@members_only
def intervention_list(request):
    form = RegisterForm(request.GET)
    pillar = form.cleaned_data["pijler"] if form.is_valid() else None
    interventions = Intervention.objects.visible_to(request.user).prefetch_related("pillars")
    interventions = list(interventions.filter(pillars=pillar) if pillar else interventions)
    found = where(request.user, timezone.localdate())
    for one in interventions:
        one.counts = [(label, found.count(one.pk, state)) for state, (_, label) in MARK.items()]
    context = {
        "form": form,
        "pillar": pillar,
        "interventions": interventions,
        "place_count": len(found.places),
        "marks": MARK.values(),
        "matrix": draw_matrix(interventions, found),
    }
    template = "coalitions/interventions/intervention_list.html"
    return render(request, f"{template}#results" if request.htmx else template, context)


@require_safe
@members_only
def intervention_detail(request, slug):
    today = timezone.localdate()
    intervention = get_visible(request.user, Intervention.objects.prefetch_related("pillars"), slug=slug)
    uses = intervention.uses.visible_to(request.user).select_related("coalition__circle")
    uses = uses.prefetch_related("municipalities").order_by(IN_ORDER, "coalition__sort_name")
    page = Paginator(uses, PER_PAGE).get_page(request.GET.get("page"))
    uses = list(page.object_list)
    add_leaders(uses, today)
    found = where(request.user, today, interventions=[intervention], with_shapes=True)
    context = {
        "intervention": intervention,
        "page": page,
        "states": uses_by_state(uses),
        "without": [place for place in found.places if not found.states[place.pk]],
        "place_count": len(found.places),
        "map": draw_where(found, intervention),
        "led": Coalition.objects.existing(today).filter(circle__in=request.user.led_circle_ids),
    }
    return render(request, "coalitions/interventions/intervention_detail.html", context)


@require_safe
@members_only
def use_list(request, slug):
    today = timezone.localdate()
    coalition = get_visible(request.user, Coalition.objects.select_related("circle"), slug=slug)
    uses = coalition.intervention_uses.visible_to(request.user).select_related("intervention", "changed_by")
    uses = list(uses.prefetch_related("intervention__pillars", "municipalities", "former"))
    may_edit = coalition.is_editable_by(request.user)
    context = {
        "coalition": coalition,
        "states": uses_by_state(uses),
        "has_uses": bool(uses),
        "may_edit": may_edit,
        "menu": not_chosen(request.user, uses, today) if may_edit else (),
    }
    return render(request, "coalitions/interventions/use_list.html", context)


@require_http_methods(["GET", "POST"])
def use_edit(request, slug, intervention):
    now = timezone.now()
    today = timezone.localdate(now)
    coalition = get_editable(request.user, Coalition.objects.select_related("circle"), slug=slug)
    intervention = get_visible(request.user, Intervention.objects.prefetch_related("pillars"), slug=intervention)
    use = InterventionUse.objects.filter(coalition=coalition, intervention=intervention).first()
    instance = use or InterventionUse(coalition=coalition, intervention=intervention, since=today)
    places = CoalitionMunicipality.objects.current(today).filter(coalition=coalition).values_list("municipality")
    form = UseForm(request.POST or None, instance=instance, places=[pk for (pk,) in places], on=today)
    if request.method == "POST" and form.is_valid() and form.save_by(request.user, now):
        messages.success(request, f"{intervention.short_name} is bewaard. {form.merge_sentence}".strip())
        return redirect("coalitions:use_list", coalition.slug)
    context = {"form": form, "coalition": coalition, "intervention": intervention, "use": use}
    return render(request, "coalitions/interventions/use_edit.html", context)


@require_http_methods(["GET", "POST"])
def use_remove(request, slug, intervention):
    uses = InterventionUse.objects.select_related("coalition__circle", "intervention").prefetch_related("former")
    use = get_editable(request.user, uses, coalition__slug=slug, intervention__slug=intervention)
    if request.method == "POST":
        use.delete()
        messages.success(request, f"{use.intervention.short_name} staat niet meer bij de coalitie.")
        return redirect("coalitions:use_list", slug)
    return render(request, "coalitions/interventions/use_remove.html", {"use": use})
