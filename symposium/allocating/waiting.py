"""What waits for the coordinator when the wishes are in. See also: kansrijkestart/waiting.py."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from symposium.models import Edition, Mode, RegistrationState
from symposium.seats import deadlines


def places_to_give(user, on):
    """Nobody else can do it, and who comes waits for it."""
    if not user.is_coordinator:
        return
    now = timezone.now()
    fair = Edition.objects.filter(mode=Mode.FAIR, allocated_at=None, held_on__gte=on, wishes_until__lte=now)
    wished = Count(
        "registrations",
        distinct=True,
        filter=Q(registrations__state=RegistrationState.COMING, registrations__wishes__isnull=False),
    )
    for edition in fair.exclude(published_at=None).annotate(wished=wished).order_by("held_on"):
        if not deadlines.has_begun(edition, now):
            url = reverse("symposium:allocation_detail", args=[edition.year])
            yield f"De wensen voor {edition} zijn binnen: verdeel de plekken ({said_of(edition.wished)}).", url


def said_of(wished):
    return {0: "niemand gaf wensen op", 1: "1 mens gaf wensen op"}.get(wished, f"{wished} mensen gaven wensen op")
