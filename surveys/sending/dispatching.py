"""The invitations as mails in the outbox: batch after batch, each one transaction.

A batch locks invitations that were not mailed, writes their mails and marks them. A worker that is killed leaves a
whole batch or none, and two beside each other take different invitations.
"""

from django.core.mail import mailers
from django.db import transaction
from django.db.models import Exists, OuterRef

from surveys.models import Invitation, Round
from surveys.one_by_one import one_by_one
from surveys.sending import emails

BATCH = 100


def rounds_to_mail():
    """Return the rounds that were opened and of which somebody was not mailed yet."""
    unsent = Invitation.objects.filter(round=OuterRef("pk"), invited_at=None)
    rounds = Round.objects.filter(Exists(unsent), opened_at__isnull=False, closed_at=None)
    return list(rounds.order_by("pk").values_list("pk", flat=True))


def queue_due(now) -> int:
    """Queue what is still to be mailed of every round; return how many mails."""
    counts = []
    one_by_one("mail", rounds_to_mail(), lambda pk: counts.append(queue_invitations(pk, now=now)))
    return sum(counts)


def queue_invitations(pk: int, *, now) -> int:
    """Queue the mails of a round until everybody has theirs; return how many."""
    total = 0
    while count := queue_batch(pk, now=now):
        total += count
    return total


@transaction.atomic
def queue_batch(pk: int, *, now) -> int:
    unsent = Invitation.objects.filter(round=pk, invited_at=None, round__closed_at=None)
    batch = list(
        unsent.select_related("round__instrument_version__instrument", "user", "circle", "sheet")
        .select_for_update(of=("self",), no_key=True, skip_locked=True)
        .order_by("pk")[:BATCH]
    )
    mailers["default"].send_messages([emails.invitation(one) for one in batch])
    Invitation.objects.filter(pk__in=[one.pk for one in batch]).update(invited_at=now)
    return len(batch)
