"""Timed work of the loop. See also: the timetable in kansrijkestart/celery.py."""

from celery import shared_task
from django.utils import timezone

from themetables.models import Bottleneck


@shared_task
def count_municipalities():
    """Municipalities go from one coalition to another; lists sort by how many recognise a bottleneck today."""
    Bottleneck.objects.recount(timezone.localdate())
