"""The calendar mails of a meeting: invitation, change, cancellation. One row lock per mail, safe to run twice."""

from django.db import transaction

from meetings import emails
from meetings.models import Invitee


def tell(invitee_id: int, *, now) -> bool:
    """Queue the mail that this person's calendar waits for, if it still does."""
    with transaction.atomic():
        invitee = (
            Invitee.objects.to_tell(now)
            .select_related("meeting__circle", "user", "stands_in_for__user", "substitute__user")
            .select_for_update(of=("self",), no_key=True, skip_locked=True)
            .filter(pk=invitee_id)
            .first()
        )
        if invitee is None:
            return False
        if invitee.withdrawn_at or invitee.meeting.is_cancelled:
            emails.cancellation(invitee).send()
            invitee.told_off_at = now
        else:
            emails.invitation(invitee).send()
            invitee.told_sequence = invitee.meeting.sequence
            invitee.told_when, invitee.told_where = emails.when_and_where(invitee.meeting)
        invitee.save(update_fields=["told_sequence", "told_off_at", "told_when", "told_where"])
    return True
