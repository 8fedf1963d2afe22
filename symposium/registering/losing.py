"""The links of somebody who lost them, to their own address: whoever asks, only that person reads it."""

from django.db.models import Q

from symposium.models import Registration, RegistrationState
from symposium.registering import emails


def send_again(email: str) -> None:
    """Mail what this address is registered for, the newest first; who is not registered gets nothing."""
    own = Q(email=email) | Q(user__email=email, user__is_active=True)
    found = Registration.objects.filter(own, edition__published_at__isnull=False)
    people = found.exclude(state=RegistrationState.CANCELLED).select_related("edition").order_by("-edition__held_on")
    if people:
        emails.lost(list(people), to=email).send()
