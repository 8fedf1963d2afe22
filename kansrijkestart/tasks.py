"""What the timetable does for the portal as a whole."""

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from kansrijkestart import backup
from kansrijkestart.retention import purging


@shared_task
def beat():
    """Do nothing: that it ran is the sign that timetable, broker and worker live (kansrijkestart/runs.py)."""


@shared_task
def purge():
    purging.purge(timezone.now())


@shared_task
def back_up():
    now = timezone.now()
    backup.create(settings.BACKUP_DIR, now)
    backup.prune(settings.BACKUP_DIR, now)
