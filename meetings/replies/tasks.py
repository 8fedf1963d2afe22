from celery import shared_task
from django.utils import timezone

from meetings.replies import addresses, fetching


@shared_task
def read_answers():
    """Every minute: what calendar programs answered, where a mailbox was set for that."""
    if addresses.is_on():
        fetching.fetch(now=timezone.now())
