"""What about people is thrown away, and when (docs/: the table of retention). The timetable calls `purge`."""

from datetime import timedelta

from django.db.models import Q

from members.models import AccessRequest, DigestMail, Handover, HandoverItem, Invitation, Notice

UNANSWERED_INVITATION = timedelta(days=14)  # after it expired or was withdrawn
ACCEPTED_INVITATION = timedelta(days=365)
HANDOVER = timedelta(days=365)  # long enough to find one's way; after that the note is old news
UNFINISHED_HANDOVER = timedelta(days=90)
HANDED_DRAFT = timedelta(days=183)  # as long as a draft that nobody comes back to
NOTICE = timedelta(days=60)  # past its digest, and past the week in which it says that one left
DIGEST = timedelta(days=30)  # that one left says something for a day, and to whoever looks into a complaint
REQUEST = timedelta(days=365)  # after the decision, or after it was asked and nobody decided


def purge(now) -> dict[str, int]:
    """Delete what has had its time; return how many rows of each kind went."""
    unanswered = Invitation.objects.filter(
        Q(withdrawn_at__lt=now - UNANSWERED_INVITATION) | Q(expires_at__lt=now - UNANSWERED_INVITATION),
        accepted_at=None,
    )
    accepted = Invitation.objects.filter(accepted_at__lt=now - ACCEPTED_INVITATION)
    requests = AccessRequest.objects.filter(
        Q(decided_at__lt=now - REQUEST) | Q(decided_at=None, created_at__lt=now - REQUEST)
    )
    handovers = Handover.objects.filter(
        Q(completed_at__lt=now - HANDOVER) | Q(completed_at=None, created_at__lt=now - UNFINISHED_HANDOVER)
    )
    drafts = HandoverItem.objects.exclude(text="").filter(handover__completed_at__lt=now - HANDED_DRAFT)
    return {
        "handed_drafts": drafts.update(text=""),
        "unanswered_invitations": unanswered.delete()[0],
        "accepted_invitations": accepted.delete()[0],
        "requests": requests.delete()[0],
        "handovers": handovers.delete()[1].get("members.Handover", 0),
        "digests": DigestMail.objects.filter(on__lt=(now - DIGEST).date()).delete()[0],
        "notices": Notice.objects.filter(created_at__lt=now - NOTICE).delete()[0],
    }
