"""The word of whoever uploaded a file that the privacy guard holds."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from library import guarding
from library.forms import VouchForm
from library.models import Version
from members.access import get_editable


@require_http_methods(["GET", "POST"])
def version_check(request, key):
    held = Version.objects.held().select_related("document__circle")
    version = get_editable(request.user, held, key=key)
    document, now = version.document, timezone.now()
    form = VouchForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["word"] == "vouch":
            guarding.vouch(version, by=request.user, now=now)
            messages.success(request, "Dank je. Wie het mag lezen, kan er nu bij.")
        else:
            guarding.take_away(version, by=request.user, now=now)
            messages.success(request, "Het bestand is weg, ook de tekst eruit. Je kunt een nieuwe versie toevoegen.")
        return redirect(document)
    context = {"version": version, "document": document, "findings": guarding.findings(version)}
    return render(request, "library/version_check.html", context)
