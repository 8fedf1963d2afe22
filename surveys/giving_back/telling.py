"""The mails that say that the results are there: batch after batch, each one transaction, once a person."""

from datetime import timedelta

from django.core.mail import mailers
from django.db import transaction
from django.db.models import Q

from surveys.giving_back import emails
from surveys.giving_back.releasing import ANSWERED
from surveys.models import Invitation, Told

BATCH = 100
# After so long nobody is told any more: who looks for the results finds them.
LATE = timedelta(days=30)


def tell_due(now) -> int:
    """Mail everybody who answered a round that was given back; return how many."""
    total = 0
    while count := tell_batch(now=now):
        total += count
    return total


@transaction.atomic
def tell_batch(*, now) -> int:
    """Lock some who were not told, write their mails and mark them. Two beside each other take different ones."""
    batch = list(
        Invitation.objects.filter(ANSWERED, Q(user=None) | Q(user__is_active=True))
        .filter(round__released_at__gt=now - LATE, told=None)
        .select_related("round__released_by", "round__instrument_version__instrument", "user", "circle")
        .select_for_update(of=("self",), no_key=True, skip_locked=True)
        .order_by("pk")[:BATCH]
    )
    mailers["default"].send_messages([emails.results_are_there(one) for one in batch])
    Told.objects.bulk_create(Told(invitation=one) for one in batch)
    return len(batch)
