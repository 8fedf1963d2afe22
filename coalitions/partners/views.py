"""The organisations that take part in a coalition. Its leaders and the coordinator keep the list."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from coalitions.partners.missing import missing_kinds

MOST_FOUND = 20


@require_safe
def partner_list(request, slug):
    today = timezone.localdate()
    coalition = _coalition(request, slug)
    partners = list(coalition.partners.select_related("organisation", "contact"))
    for partner in partners:
        partner.coalition = coalition
    current = [partner for partner in partners if partner.is_current(today)]
    present = {partner.organisation_id for partner in partners if partner.until is None}
    former = [partner for partner in partners if partner.until and partner.until <= today < partner.until.max]
    context = {
        "coalition": coalition,
        "current": current,
        "coming": [partner for partner in partners if partner.since > today],
        "former": [partner for partner in former if partner.organisation_id not in present],
        "missing": missing_kinds([coalition], today)[coalition.pk],
    }
    return render(request, "coalitions/partners/partner_list.html", context)
