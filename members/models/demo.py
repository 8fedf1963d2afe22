"""The mark that `seed_demo` leaves: without it no one-click login, whatever the settings say."""

from django.db import models
from django.db.models import Q


class DemoMark(models.Model):
    """One row at most: this database was filled with invented people."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    seeded_at = models.DateTimeField()
    version = models.PositiveSmallIntegerField("versie van de demo", default=1)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="members_demomark_one_row")]

    def __str__(self):
        return f"demo van {self.seeded_at:%Y-%m-%d}"
