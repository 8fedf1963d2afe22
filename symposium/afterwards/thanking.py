"""The morning after, who spoke is thanked and asked for slides: one mail with their own link, once.

The outbox keeps that it went: its key is unique, and stays longer than we ask. So there is no second one, whoever runs
at the same time.
"""

from datetime import timedelta

from django.utils import timezone

from outbox.models import Email
from symposium.afterwards import emails, evaluating
from symposium.models import Edition, Material, Speaker

LATEST = timedelta(days=14)


def due(now):
    """Who spoke, can be reached, and has nothing beside a session yet."""
    on = timezone.localdate(now)
    editions = Edition.objects.filter(published_at__isnull=False, held_on__lt=on, held_on__gte=on - LATEST)
    over = [edition.pk for edition in editions if evaluating.goes_at(edition) <= now]
    spoke = Speaker.objects.filter(edition__in=over, sessions__slot__isnull=False, sessions__cancelled_at=None)
    with_slides = Material.objects.values("session__speakers")
    found = spoke.exclude(email="").exclude(pk__in=with_slides.exclude(session__speakers=None)).distinct()
    return found.select_related("edition").prefetch_related("sessions").order_by("pk")


def thank_due(now) -> int:
    """Mail everybody who is due; return how many."""
    waiting = {emails.slides_key(speaker): speaker for speaker in due(now)}
    for key in Email.objects.filter(dedupe_key__in=waiting).values_list("dedupe_key", flat=True):
        del waiting[key]
    for speaker in waiting.values():
        emails.slides(speaker).send()
    return len(waiting)
