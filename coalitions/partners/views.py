"""The organisations that take part in a coalition. Its leaders and the coordinator keep the list."""

from django.contrib import messages
from django.db.models import Case, Exists, OuterRef, Q, When
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_safe

from coalitions.models import Coalition, CoalitionMunicipality, Organisation, Partner
from coalitions.partners import taking_part
from coalitions.partners.forms import EndForm, OrganisationSearchForm, PartnerForm, StartForm, VoiceForm
from coalitions.partners.missing import missing_of
from members.access import get_editable, get_visible
from members.refused import Refused

MOST_FOUND = 20


@require_safe
def partner_list(request, slug):
    today = timezone.localdate()
    coalition = _coalition(request, slug)
    partners = list(coalition.partners.select_related("organisation", "contact"))
    current = [partner for partner in partners if partner.is_current(today)]
    present = {partner.organisation_id for partner in partners if partner.until is None or partner.until > today}
    former = {p.organisation_id: p for p in partners if p.organisation_id not in present and p.since != p.until}
    context = {
        "coalition": coalition,
        "current": current,
        "coming": [partner for partner in partners if partner.since > today and partner.since != partner.until],
        "former": list(former.values()),
        "missing": missing_of(coalition, today),
        "present": set(coalition.circle.memberships.current(today).values_list("user_id", flat=True)),
    }
    return render(request, "coalitions/partners/partner_list.html", context)


@require_safe
def partner_search(request, slug):
    """Choose an organisation of the directory; one that is not there is made there first."""
    coalition = _coalition(request, slug)
    form = OrganisationSearchForm(request.GET)
    today = timezone.localdate()
    found = near_first(form.find_in(Organisation.objects.visible_to(request.user).open()), coalition, today)
    present = coalition.partners.current(today).values_list("organisation_id", flat=True)
    context = {
        "coalition": coalition,
        "form": form,
        "organisations": found[:MOST_FOUND],
        "count": found.count(),
        "most_found": MOST_FOUND,
        "present": set(present),
    }
    return render(request, "coalitions/partners/partner_search.html", context)


def near_first(organisations, coalition, on):
    """Whoever works in some of the municipalities and not everywhere stands above the rest."""
    here = CoalitionMunicipality.objects.current(on).filter(coalition=coalition).values("municipality")
    working = Organisation.municipalities.through.objects.filter(organisation=OuterRef("pk"), municipality__in=here)
    local = Q(Exists(working), level__in=[Organisation.Level.LOCAL, Organisation.Level.REGION])
    nearness = Case(When(local, then=0), default=1)
    return organisations.order_by(nearness, "sort_name", "pk")


@require_http_methods(["GET", "POST"])
def partner_create(request, slug, organisation_pk):
    now = timezone.now()
    today = timezone.localdate(now)
    coalition = _coalition(request, slug)
    organisation = get_visible(request.user, Organisation.objects.all(), pk=organisation_pk)
    form = PartnerForm(request.POST or None, coalition=coalition, on=today, initial={"since": today})
    if request.method == "POST" and form.is_valid():
        try:
            taking_part.add(coalition, organisation, by=request.user, now=now, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("since", str(refusal))
        else:
            messages.success(request, f"{organisation} doet mee in coalitie {coalition}.")
            return redirect("coalitions:partner_list", slug)
    context = {"form": form, "coalition": coalition, "organisation": organisation}
    return render(request, "coalitions/partners/partner_create.html", context)


@require_http_methods(["GET", "POST"])
def partner_edit(request, slug, pk):
    now = timezone.now()
    partner = _partner(request, slug, pk)
    form = VoiceForm(request.POST or None, instance=partner, coalition=partner.coalition, on=timezone.localdate(now))
    if request.method == "POST" and form.is_valid() and form.save_by(request.user, now):
        messages.success(request, f"Bewaard wie er voor {partner.organisation} spreekt. {form.merge_sentence}")
        return redirect("coalitions:partner_list", slug)
    context = {"form": form, "coalition": partner.coalition, "partner": partner}
    return render(request, "coalitions/partners/partner_edit.html", context)


@require_http_methods(["GET", "POST"])
def partner_end(request, slug, pk):
    now = timezone.now()
    partner = _partner(request, slug, pk)
    form = EndForm(request.POST or None, since=partner.since, initial={"until": timezone.localdate(now)})
    if request.method == "POST" and form.is_valid():
        until = form.cleaned_data["until"]
        if taking_part.end(partner, on=until, by=request.user, now=now):
            messages.success(request, f"{partner.organisation} doet mee tot {date_format(until, 'j F Y')}.")
        else:
            messages.info(request, f"Dat {partner.organisation} stopt, stond er al.")
        return redirect("coalitions:partner_list", slug)
    context = {"form": form, "coalition": partner.coalition, "partner": partner}
    return render(request, "coalitions/partners/partner_end.html", context)


@require_http_methods(["GET", "POST"])
def partner_reopen(request, slug, pk):
    now = timezone.now()
    partner = _partner(request, slug, pk)
    form = StartForm(request.POST or None, initial={"since": timezone.localdate(now)})
    if request.method == "POST" and form.is_valid():
        try:
            taking_part.reopen(partner, on=form.cleaned_data["since"], by=request.user, now=now)
        except Refused as refusal:
            form.add_error("since", str(refusal))
        else:
            messages.success(request, f"{partner.organisation} doet weer mee.")
            return redirect("coalitions:partner_list", slug)
    context = {"form": form, "coalition": partner.coalition, "partner": partner}
    return render(request, "coalitions/partners/partner_reopen.html", context)


def _coalition(request, slug):
    return get_editable(request.user, Coalition.objects.select_related("circle"), slug=slug)


def _partner(request, slug, pk):
    partners = Partner.objects.select_related("coalition__circle", "organisation", "contact")
    return get_editable(request.user, partners, coalition__slug=slug, pk=pk)
