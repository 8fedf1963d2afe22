"""The timetable's side of the dispatcher; `manage.py dispatch_mail` does the same without a broker."""

from celery import shared_task
from django.utils import timezone

from outbox import dispatch


@shared_task
def deliver_mail():
    dispatch.drain()


@shared_task
def sweep_mail():
    dispatch.sweep(timezone.now())
