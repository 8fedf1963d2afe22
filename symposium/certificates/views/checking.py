"""Anybody who holds the PDF can check it: the code on it is too long to guess."""

from allauth.core.internal import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from symposium import codes
from symposium.certificates.forms import CheckForm
from symposium.models import Certificate

TOO_OFTEN = "Er is vanaf hier net heel vaak iets geprobeerd. Wacht een uur en probeer het dan opnieuw."


@login_not_required
@never_cache
@require_safe
def certificate_check(request):
    """A GET form, because the QR code on the PDF is a link to its answer. Codes are counted per address."""
    form = CheckForm(request.GET if "code" in request.GET else None)
    context, status = {"form": form}, 200
    if form.is_valid():
        # The public function of allauth counts no GET.
        if ratelimit.consume(request, app="allauth.account", action="certificate_check", limit_get=True):
            code = codes.plain(form.cleaned_data["code"])
            found = Certificate.objects.filter(code=code).select_related("edition").first()
            context |= {"found": found, "is_unknown": found is None}
        else:
            form.add_error(None, TOO_OFTEN)
            status = 429
    response = render(request, "symposium/certificates/certificate_check.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response
