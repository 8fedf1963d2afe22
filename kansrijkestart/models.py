"""What the portal knows about itself."""

from django.db import models


class ScheduledRun(models.Model):
    """When a task of the timetable last ran, and how that went; the status page reads it. One row per task."""

    name = models.CharField(max_length=100, unique=True)
    last_started_at = models.DateTimeField()
    last_finished_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "geplande taak"
        verbose_name_plural = "geplande taken"
        ordering = ["name"]

    def __str__(self):
        return self.name
