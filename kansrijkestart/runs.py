"""What every task gets: its request id and name in the logs, and, when it is on the timetable, its record."""

from contextlib import contextmanager

import structlog
from celery.contrib.django.task import DjangoTask
from django.utils import timezone


class PortalTask(DjangoTask):
    def __call__(self, *args, **kwargs):
        if self.request.called_directly:  # by a test or another function: that one keeps its own record
            return super().__call__(*args, **kwargs)
        came_from = structlog.contextvars.get_contextvars().get("request_id", self.request.id)
        structlog.contextvars.bind_contextvars(request_id=came_from, object=self.name, oorsprong="werker")
        if self.name not in scheduled(self.app):
            return super().__call__(*args, **kwargs)
        with recorded(self.name):
            return super().__call__(*args, **kwargs)


def scheduled(app):
    return {entry["task"] for entry in app.conf.beat_schedule.values()}


@contextmanager
def recorded(name):
    """Write down that a task started, and how it ended."""
    # Celery makes its tasks before Django has its models.
    from kansrijkestart.models import ScheduledRun

    run, _ = ScheduledRun.objects.update_or_create(name=name, defaults={"last_started_at": timezone.now()})
    try:
        yield
    except Exception as error:
        # Only the kind: the text of an error may hold an address. The log has the rest, masked.
        run.last_error = type(error).__name__
        run.save(update_fields=["last_error"])
        raise
    run.last_error = ""
    run.last_finished_at = timezone.now()
    run.save(update_fields=["last_error", "last_finished_at"])
