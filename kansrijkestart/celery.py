"""The Celery application and its timetable."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kansrijkestart.settings")

app = Celery("kansrijkestart")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# Seconds between runs. A missed run is made up by the next one: every task asks the database what is due.
# One that was not taken up in time is dropped: the next one is on its way.
app.conf.beat_schedule = {
    "deliver mail": {"task": "outbox.tasks.deliver_mail", "schedule": 30, "options": {"expires": 30}},
    "sweep mail": {"task": "outbox.tasks.sweep_mail", "schedule": 60, "options": {"expires": 60}},
}
