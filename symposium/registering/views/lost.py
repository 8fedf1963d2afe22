"""Who lost the mail with their link gets it again, in every phase. The answer says nothing about who is registered."""

from allauth.core.ratelimit import consume
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from symposium.registering import losing
from symposium.registering.forms import LostLinkForm
from symposium.registering.views.signing_up import TOO_OFTEN

SENT = (
    "Hoort {} bij een aanmelding? Dan staat je link zo in je mail. Kijk ook bij ongewenste mail. Komt er niets, dan "
    "ben je met een ander adres aangemeld."
)


@login_not_required
@require_http_methods(["GET", "POST"])
def link_lost(request):
    form, status = LostLinkForm(request.POST or None), 200
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        if consume(request, action="symposium_link", key=email):
            losing.send_again(email)
            messages.success(request, SENT.format(email))
            return redirect("symposium:link_lost")
        form.add_error(None, TOO_OFTEN)
        status = 429
    return render(request, "symposium/registering/link_lost.html", {"form": form}, status=status)
