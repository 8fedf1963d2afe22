"""How far a coalition was, day by day."""

from django.conf import settings
from django.db import models
from django.utils.formats import date_format

from coalitions.models.coalitions import Coalition


class PhaseChangeQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self

    def editable_by(self, user):
        return self.filter(coalition__in=Coalition.objects.editable_by(user))


class PhaseChange(models.Model):
    """From this day on the coalition is in this phase, until its next change."""

    coalition = models.ForeignKey(
        Coalition, on_delete=models.CASCADE, related_name="phase_changes", verbose_name="coalitie"
    )
    phase = models.CharField("fase", max_length=10, choices=Coalition.Phase.choices)
    since = models.DateField("sinds")
    note = models.CharField("wat er veranderde", max_length=300, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField("vastgelegd op", editable=False)

    objects = PhaseChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "verandering van fase"
        verbose_name_plural = "veranderingen van fase"
        ordering = ["-since"]
        constraints = [
            models.UniqueConstraint(fields=["coalition", "since"], name="coalitions_phasechange_one_per_day"),
        ]

    def __str__(self):
        return f"{self.coalition}: {self.get_phase_display()} sinds {self.since:%Y-%m-%d}"

    @property
    def since_words(self):
        return f"sinds {date_format(self.since, 'j F Y')}"
