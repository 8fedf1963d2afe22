"""What several people may change: who saved it last, when, and the how-manieth time."""

from django.conf import settings
from django.db import models


class Versioned(models.Model):
    """Something several people edit. Only `save_by` of members/conflicts.py and verbs under its lock change it."""

    version = models.PositiveIntegerField("versie", default=1, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="gewijzigd door",
    )
    changed_at = models.DateTimeField("gewijzigd op", null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    def save_version(self, *, by, now):
        """Save this as the next version. Only for who holds the lock on the row, or for a row that is new."""
        self.version = 1 if self._state.adding else self.version + 1
        self.changed_by = by
        self.changed_at = now
        self.save()
