"""The Celery application and its timetable."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kansrijkestart.settings")

app = Celery("kansrijkestart")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# Seconds between runs. A missed run is made up by the next one: every task asks the database what is due.
app.conf.beat_schedule = {}
