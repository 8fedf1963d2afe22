"""What was needed to reach people goes soon: the calls of a round that is over, the addresses of a forgotten draft."""

from datetime import timedelta

from surveys.models import Call, Listed

KEEP = timedelta(days=90)


def purge(now) -> int:
    calls = Call.objects.filter(sheet__round__closed_at__lt=now - KEEP)
    forgotten = Listed.objects.filter(round__confirmed_at=None, round__changed_at__lt=now - KEEP)
    return calls.delete()[0] + forgotten.delete()[0]
