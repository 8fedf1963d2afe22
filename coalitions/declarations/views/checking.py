"""Anybody who holds the PDF can check it: the code on it is too long to guess."""

from allauth.core.internal import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from coalitions.declarations import checking
from coalitions.declarations.forms import CheckForm
from coalitions.declarations.views.signing import TOO_OFTEN


@login_not_required
@never_cache
@require_safe
def declaration_check(request):
    """A GET form, because the QR code on the PDF is a link to its answer. Wrong codes are counted per address."""
    form = CheckForm(request.GET if "code" in request.GET else None)
    context, status = {"form": form}, 200
    if form.is_valid():
        if may_try(request):
            found = checking.check(form.cleaned_data["code"], on=timezone.localdate())
            context |= {"found": found, "is_unknown": found is None}
        else:
            form.add_error(None, TOO_OFTEN)
            status = 429
    response = render(request, "coalitions/declarations/declaration_check.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response


def may_try(request):
    """Count this try. The public function of allauth counts no GET, and the QR code is a link."""
    return ratelimit.consume(request, app="allauth.account", action="declaration_check", limit_get=True)
