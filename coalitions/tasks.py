"""Timed work about coalitions. See also: the timetable in kansrijkestart/celery.py."""

from celery import shared_task
from django.utils import timezone

# Celery looks for tasks in this file; these live with their subject.
from coalitions.declarations.tasks import remind_signer, remind_signers, tell_leaders  # noqa: F401
from coalitions.formation import merging


@shared_task
def carry_over_mergers():
    """Carry over the mergers whose day is there; each one looks again under its lock."""
    now = timezone.now()
    for coalition in merging.due(timezone.localdate(now)):
        merging.carry_over(coalition, now=now)
