from itertools import groupby

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from coalitions.forms import CoalitionForm, SearchForm
from coalitions.models import Coalition, Organisation
from members.access import get_editable, get_visible
from members.models import Membership
from province.map import VIEW_BOX


@login_not_required
@require_safe
def coalition_list(request):
    form = SearchForm(request.GET)
    text = form.cleaned_data["zoek"] if form.is_valid() else ""
    coalitions = Coalition.objects.visible_to(request.user).with_places(timezone.localdate()).order_by("sort_name")
    context = {
        "form": form,
        "text": text,
        "coalitions": [coalition for coalition in coalitions if coalition.is_named(text)],
    }
    return render(request, "coalitions/coalition_list.html", context)


@login_not_required
@require_safe
def coalition_detail(request, slug):
    today = timezone.localdate()
    coalitions = Coalition.objects.with_places(today).with_has_leader(today)
    coalition = get_visible(request.user, coalitions, slug=slug)
    organisations = Organisation.objects.visible_to(request.user).working_in(
        [place["pk"] for place in coalition.places]
    )
    context = {
        "coalition": coalition,
        "inhabitants": sum(place["inhabitants"] for place in coalition.places),
        "organisations": by_domain(organisations),
        "view_box": VIEW_BOX,
        "may_edit": request.user.is_coordinator or coalition.circle_id in request.user.led_circle_ids,
    }
    if request.user.is_member:
        context |= people(coalition, today)
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


def by_domain(organisations):
    """Return (domain, organisations) in the order of the domains, the nearest organisations first."""
    domains, levels = list(Organisation.Domain), list(Organisation.Level)
    rows = sorted(
        organisations.only("name", "former_names", "description", "area", "domain", "level", "website", "sort_name"),
        key=lambda row: (domains.index(row.domain), levels.index(row.level), row.sort_name),
    )
    return [
        (Organisation.Domain(domain).label, list(group)) for domain, group in groupby(rows, lambda row: row.domain)
    ]


def people(coalition, on):
    """Return the people of the coalition, leaders apart, as every member of the network may see them."""
    memberships = (
        Membership.objects.current(on)
        .filter(circle=coalition.circle_id, user__is_active=True)
        .select_related("user")
        .order_by("user__sort_name")
    )
    leaders = [membership.user for membership in memberships if membership.role == Membership.Role.LEADER]
    partners = [membership.user for membership in memberships if membership.role != Membership.Role.LEADER]
    return {"leaders": leaders, "partners": partners}
