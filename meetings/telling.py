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
            now_known = emails.when_and_where(invitee.meeting)
            # What was put back before anybody heard of it, is no news.
            if invitee.told_sequence is None or emails.known(invitee) != now_known:
                emails.invitation(invitee).send()
                invitee.sent_sequence = invitee.meeting.sequence
            invitee.told_sequence = invitee.meeting.sequence
            invitee.told_when, invitee.told_where, invitee.told_link = now_known
        told = ["told_sequence", "sent_sequence", "told_off_at", "told_when", "told_where", "told_link"]
        invitee.save(update_fields=told)
    return True
