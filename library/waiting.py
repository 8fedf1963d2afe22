"""What the start page says about the library."""

from django.urls import reverse
from django.utils import timezone

from library import scanning


def stuck_files(user, on):
    if not user.is_coordinator or not scanning.stuck_since(timezone.now()):
        return []
    return [("Bestanden wachten al langer dan een half uur op de virusscanner.", reverse("status"))]
