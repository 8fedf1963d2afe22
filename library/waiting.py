"""What the start page says about the library."""

from django.urls import reverse
from django.utils import timezone

from library import scanning
from library.models import StaleReport, Version


def stuck_files(user, on):
    if not user.is_coordinator or not scanning.stuck_since(timezone.now()):
        return []
    return [("Bestanden wachten al langer dan een half uur op de virusscanner.", reverse("status"))]


def held_files(user, on):
    """Files that nobody reads until this person says that they are not about a family."""
    held = Version.objects.held().for_word_of(user).filter(document__withdrawn_at=None)
    if user.is_coordinator:
        held = held.exclude(uploaded_by=None)  # of a speaker: see symposium/afterwards/waiting.py
    return [
        (f"Kijk na of “{version.document}” over een ouder of kind gaat. Tot dan leest niemand het.", version.check_url)
        for version in held.select_related("document").order_by("held_at", "pk")
    ]


def stale_reports(user, on):
    """What readers say about documents that this person looks after."""
    reports = StaleReport.objects.open().filter(document__owner=user.pk, document__withdrawn_at=None)
    return [
        (
            f"Een lezer meldt dat “{report.document}” niet meer klopt.",
            report.answer_url,
        )
        for report in reports.select_related("document").order_by("reported_at", "pk")
    ]
