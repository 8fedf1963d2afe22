from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from community.facilitating import concerns
from members.access import coordinators_only


@coordinators_only
@require_safe
def facilitate(request):
    """Everything that asks for the coordinator, with numbers."""
    now = timezone.now()
    counted = [(concern, concern.count(now)) for concern in concerns.every()]
    return render(request, "community/facilitate.html", {"counted": counted})


@coordinators_only
@require_safe
def facilitate_concern(request, slug):
    concern = concerns.named(slug)
    if concern is None:
        raise Http404
    now = timezone.now()
    count = concern.count(now)
    rows = concern.rows(now)
    context = {"concern": concern, "rows": rows, "count": count, "left": count - len(rows)}
    return render(request, "community/facilitate_concern.html", context)
