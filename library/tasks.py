from celery import shared_task
from django.utils import timezone

from library import scanning
from library.extracting import texts
from library.search import queue


@shared_task
def check_files():
    scanning.check_files(timezone.now())


@shared_task
def index_changes():
    queue.work_off(timezone.now())


@shared_task
def read_texts():
    texts.read_texts(timezone.now())
