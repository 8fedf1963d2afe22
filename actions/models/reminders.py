"""Which days somebody was reminded of their action points."""

from django.conf import settings
from django.db import models


class Reminder(models.Model):
    """The one mail a day about action points that somebody may get."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="action_reminders")
    on = models.DateField("op")
    queued_at = models.DateTimeField("klaargezet op")

    class Meta:
        verbose_name = "herinnering"
        verbose_name_plural = "herinneringen"
        constraints = [
            models.UniqueConstraint(fields=["person", "on"], name="actions_reminder_one_a_day"),
        ]

    def __str__(self):
        return f"{self.person_id} {self.on}"
