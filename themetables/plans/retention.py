"""How long what somebody typed and never saved is kept. See also: kansrijkestart/retention/."""

from datetime import timedelta

from django.db.models import Q

from themetables.models import PlanDraft

LONGEST = timedelta(days=183)


def purge(now):
    """Remove drafts that nobody came back to, and those of plans that can no longer change."""
    past = Q(saved_at__lt=now - LONGEST) | Q(plan__decided_at__lt=now - LONGEST)
    removed, _ = PlanDraft.objects.filter(past).delete()
    return removed
