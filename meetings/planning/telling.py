"""Mail about finding a day: the question, and one reminder. One row lock per mail, safe to run twice."""

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from meetings import emails
from meetings.models import Invitee

# Two days before answering ends, from nine in the morning until the evening, by the clock of Fryslân.
BEFORE = datetime.timedelta(days=2)
HOURS = range(9, 20)
# Who was asked yesterday is not reminded today.
AT_LEAST = datetime.timedelta(days=1)


def _of_open_polls(on):
    return Invitee.objects.invited().filter(
        meeting__day=None,
        meeting__cancelled_at=None,
        meeting__poll__opened_at__isnull=False,
        meeting__poll__closed_at=None,
        meeting__poll__closes_on__gte=on,
    )


def to_mail(now):
    """Who is to be asked, and who is to be reminded because nothing was heard."""
    local = timezone.localtime(now)
    asked = Q(polled_at=None)
    if local.hour in HOURS:
        due = Q(meeting__poll__closes_on__lte=local.date() + BEFORE, polled_at__lte=now - AT_LEAST)
        asked |= due & Q(poll_reminded_at=None, ticks=None)
    return _of_open_polls(local.date()).filter(asked)


def tell(invitee_id: int, *, now) -> bool:
    with transaction.atomic():
        invitee = (
            to_mail(now)
            .filter(pk=invitee_id)
            .select_related("meeting__circle", "meeting__poll", "user")
            .select_for_update(of=("self",), no_key=True, skip_locked=True)
            .first()
        )
        if invitee is None:
            return False
        if invitee.polled_at is None:
            emails.poll(invitee).send()
            invitee.polled_at = now
        else:
            emails.poll(invitee, is_reminder=True).send()
            invitee.poll_reminded_at = now
        invitee.save(update_fields=["polled_at", "poll_reminded_at"])
    return True
