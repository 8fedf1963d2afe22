from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kansrijkestart.style_examples import examples


@login_not_required
@require_safe
def style_guide(request):
    """Every component in every state, for who makes pages; only in the demo."""
    if not settings.DEMO:
        raise Http404
    return render(request, "kansrijkestart/style_guide.html", examples(with_errors="fouten" in request.GET))
