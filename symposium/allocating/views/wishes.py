"""Somebody's own wishes, behind the link in their mail."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from members.private_link import private_link
from members.refused import Refused
from symposium.allocating import wishing
from symposium.allocating.forms import WishesForm
from symposium.models import RegistrationState, Speaking
from symposium.registering import links


@private_link
@require_http_methods(["GET", "POST"])
def wishes(request, token):
    registration = links.registration_of(token)
    if registration is None or registration.state == RegistrationState.CANCELLED:
        raise Http404
    edition = registration.edition
    # Who speaks in a round gets no place in it, and has nothing to wish.
    speaks = list(Speaking.objects.of(registration).select_related("slot")) if edition.has_programme else []
    busy = {speaking.slot_id for speaking in speaks}
    rounds = [(slot, sessions) for slot, sessions in wishing.rounds(edition) if slot.pk not in busy]
    form = WishesForm(request.POST or None, rounds=rounds, wishes=wishing.wishes_of(registration))
    if request.method == "POST" and form.is_valid():
        try:
            wishing.keep(registration, form.wishes, now=timezone.now())
        except Refused as reason:
            messages.error(request, str(reason))
        else:
            messages.success(request, "Je wensen zijn bewaard.")
        return redirect("symposium:wishes", token=token)
    now = timezone.now()
    context = {
        "edition": edition,
        "person": registration,
        "form": form,
        "speaks": speaks,
        "is_open": wishing.is_open(edition, now),
        "stage": wishing.stage_of(edition, now),
        "my_day": links.url_of(registration),
    }
    return render(request, "symposium/allocating/wishes.html", context)
