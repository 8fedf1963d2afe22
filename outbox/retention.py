"""How long mail is kept: bodies 30 days, the log half a year. What was not delivered yet always stays."""

from datetime import timedelta

from django.db.models import Q

from outbox.models import ENDED, DemoMessage, Email

KEEP_BODIES = timedelta(days=30)
KEEP_ROWS = timedelta(days=180)


def purge(now) -> int:
    """Wipe and delete what is past its time; return how many rows were touched. Twice is the same as once."""
    gone = Email.objects.filter(ended_before(now - KEEP_ROWS)).delete()[0]
    wiped = Email.objects.filter(ended_before(now - KEEP_BODIES), wiped_at=None).update(mime=b"", wiped_at=now)
    gone += DemoMessage.objects.filter(received_at__lte=now - KEEP_BODIES).delete()[0]
    return gone + wiped


def ended_before(moment):
    return ENDED & (Q(sent_at__lte=moment) | Q(bounced_at__lte=moment))
