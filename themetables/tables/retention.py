"""How long we keep who asked to join a table. See also: kansrijkestart/retention/."""

from datetime import timedelta

from django.db.models import Q

from themetables.models import JoinRequest

LONGEST = timedelta(days=365)


def purge(now):
    """Remove what was decided a year ago, and what nobody answered in a year."""
    past = Q(decided_at__lt=now - LONGEST) | Q(decided_at=None, asked_at__lt=now - LONGEST)
    removed, _ = JoinRequest.objects.filter(past).delete()
    return removed
