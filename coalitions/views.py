from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from coalitions.forms import CoalitionForm, SearchForm
from coalitions.models import Coalition
from coalitions.places import add_places, organisations_in
from coalitions.province_map import map_context
from members.access import get_editable, get_visible
from members.models import Membership
from province.map import VIEW_BOX


@vary_on_headers("HX-Request")
@login_not_required
@require_safe
def coalition_list(request):
    form = SearchForm(request.GET)
    text = form.cleaned_data["zoek"] if form.is_valid() else ""
    today = timezone.localdate()
    coalitions = list(Coalition.objects.visible_to(request.user))
    add_places(coalitions, today)
    context = {
        "form": form,
        "text": text,
        "coalitions": [coalition for coalition in coalitions if coalition.is_named(text)],
    }
    if not text:  # who searched by name wants the answer, not the map again
        context |= map_context(today)
    return render(
        request,
        "coalitions/coalition_list.html#results" if request.htmx else "coalitions/coalition_list.html",
        context,
    )


@login_not_required
@require_safe
def coalition_detail(request, slug):
    today = timezone.localdate()
    coalition = get_visible(request.user, Coalition.objects.select_related("circle"), slug=slug)
    add_places([coalition], today)
    context = {
        "coalition": coalition,
        "inhabitants": sum(place["inhabitants"] for place in coalition.places),
        "organisations": organisations_in(coalition.places),
        "view_box": VIEW_BOX,
        "knows_circle": request.user.is_coordinator or coalition.circle_id in request.user.circle_ids,
        "may_edit": request.user.is_coordinator or coalition.circle_id in request.user.led_circle_ids,
    }
    memberships = Membership.objects.current(today).filter(circle=coalition.circle_id, user__is_active=True)
    if request.user.is_member:
        context |= people(memberships)
    else:
        context["has_leader"] = memberships.filter(role=Membership.Role.LEADER).exists()
    return render(request, "coalitions/coalition_detail.html", context)


@require_http_methods(["GET", "POST"])
def coalition_edit(request, slug):
    coalition = get_editable(request.user, Coalition.objects.all(), slug=slug)
    form = CoalitionForm(request.POST or None, instance=coalition)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "De pagina van de coalitie is gewijzigd.")
        return redirect(coalition)
    return render(request, "coalitions/coalition_edit.html", {"form": form, "coalition": coalition})


def people(memberships):
    """Return the people of the coalition, leaders apart, as every member of the network may see them."""
    found = memberships.select_related("user").order_by("user__sort_name")
    leaders = [membership.user for membership in found if membership.role == Membership.Role.LEADER]
    partners = [membership.user for membership in found if membership.role != Membership.Role.LEADER]
    return {"leaders": leaders, "partners": partners}
