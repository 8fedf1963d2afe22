"""The ticket of one person, behind the link in their mail: on a phone, or printed."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from symposium.afterwards import evaluating
from symposium.entrance import room_changes, tickets
from symposium.models import RegistrationState, Seat, SeatState
from symposium.registering.views.mine import of_person


@require_safe
@of_person
def ticket(request, registration):
    context = {"registration": registration, "edition": registration.edition}
    if evaluating.is_over(registration.edition, timezone.now()):  # nobody shows it at a door any more
        return redirect("symposium:my_day", registration.token)
    if registration.state != RegistrationState.COMING:
        return render(request, "symposium/entrance/ticket_none.html", context)
    code = tickets.code_of(registration)
    side, path = tickets.qr_path(code)
    seats = Seat.objects.filter(registration=registration, state=SeatState.CONFIRMED)
    context |= {
        "code": code,
        "side": side,
        "path": path,
        "seats": seats.select_related("session__room", "slot").order_by("slot__starts"),
        "changes": room_changes.shown_to(registration, now=timezone.now()),
    }
    return render(request, "symposium/entrance/ticket.html", context)
