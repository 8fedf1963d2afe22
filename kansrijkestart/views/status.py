"""How the portal is doing, for the coordinator; for others this page does not exist."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kansrijkestart.status import parts, worst


@require_safe
def status(request):
    if not request.user.is_coordinator:
        raise Http404
    now = timezone.now()
    found = parts(now)
    return render(request, "kansrijkestart/status.html", {"parts": found, "worst": worst(found), "now": now})
