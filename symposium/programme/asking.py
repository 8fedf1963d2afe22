"""Asking speakers to complete their own page."""

from django.db import transaction
from django.utils import timezone

from members.conflicts import lock
from symposium.models import Edition, Speaker
from symposium.programme import emails


def may_be_asked(speaker: Speaker) -> bool:
    """See also: `ask`. Wants the sessions of the speaker prefetched."""
    is_new = speaker.asked_at is None and speaker.completed_at is None
    return is_new and bool(speaker.email) and speaks(speaker)


def speaks(speaker: Speaker) -> bool:
    """Whether anything where they speak goes on. Wants the sessions prefetched."""
    return any(not session.is_cancelled for session in speaker.sessions.all())


@transaction.atomic
def ask(edition: Edition, *, now) -> int:
    """Mail each speaker who speaks somewhere and was not asked yet; return how many."""
    lock(Edition.objects.all(), edition.pk)
    speakers = edition.speakers.exclude(email="").filter(
        asked_at=None, completed_at=None, sessions__isnull=False, sessions__cancelled_at=None
    )
    found = list(speakers.distinct().select_related("edition").prefetch_related("sessions__slot"))
    for speaker in found:
        speaker.asked_at = now
        speaker.save(update_fields=["asked_at"])
        emails.own_page(speaker).send()
    return len(found)


def may_be_asked_again(speaker: Speaker, on) -> bool:
    """Who lost the mail, or never got it because the address was wrong. Wants the sessions prefetched."""
    was_asked = speaker.asked_at is not None or speaker.completed_at is not None
    return was_asked and bool(speaker.email) and speaks(speaker) and on <= speaker.edition.held_on


@transaction.atomic
def ask_again(speaker: Speaker, *, now) -> bool:
    """Mail the link once more; return whether it went. Another address has another link: the old one ended."""
    found = Speaker.objects.select_for_update(of=("self",), no_key=True).select_related("edition").get(pk=speaker.pk)
    if not may_be_asked_again(found, timezone.localdate(now)):
        return False
    found.asked_at = now
    found.save(update_fields=["asked_at"])
    emails.own_page(found, again=now).send()
    return True
