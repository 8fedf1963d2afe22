"""The history of a bottleneck: who did what with it, and when."""

from django.conf import settings
from django.db import models

from themetables.models.bottlenecks import Bottleneck, BottleneckState
from themetables.models.tables import ThemeTable


class BottleneckChangeQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(bottleneck__in=Bottleneck.objects.visible_to(user))


class BottleneckChange(models.Model):
    """One thing that happened to one bottleneck. Never changed: the database refuses it (migration)."""

    class Kind(models.TextChoices):
        NAMED = "named", "genoemd"
        EDITED = "edited", "tekst gewijzigd"
        STATE = "state", "stand gewijzigd"
        MERGED = "merged", "samengevoegd met een ander knelpunt"
        ABSORBED = "absorbed", "ander knelpunt hierbij gevoegd"

    bottleneck = models.ForeignKey(Bottleneck, on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField("wat er gebeurde", max_length=10, choices=Kind.choices, default=Kind.STATE)
    # How it stood afterwards.
    state = models.CharField("stand", max_length=15, choices=BottleneckState.choices)
    table = models.ForeignKey(
        ThemeTable, on_delete=models.SET_NULL, null=True, blank=True, related_name="bottleneck_changes"
    )
    other = models.ForeignKey(Bottleneck, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.CharField("reden", max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField("wanneer")

    objects = BottleneckChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "gebeurtenis van een knelpunt"
        verbose_name_plural = "gebeurtenissen van knelpunten"
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.bottleneck_id} {self.get_kind_display()}"
