from celery import shared_task
from django.utils import timezone

from library import scanning


@shared_task
def check_files():
    scanning.check_files(timezone.now())
