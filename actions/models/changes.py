"""The history of a plan: who changed what, and when."""

from django.conf import settings
from django.db import models

from actions.models.points import ActionPoint


class ChangeQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(point__in=ActionPoint.objects.visible_to(user))


class Change(models.Model):
    """One thing that somebody did to one action point. Rows are only added."""

    class Kind(models.TextChoices):
        CREATED = "created", "maakte dit actiepunt"
        EDITED = "edited", "wijzigde dit"
        STARTED = "started", "begon eraan"
        PAUSED = "paused", "zette het terug naar nog niet begonnen"
        DONE = "done", "meldde het klaar"
        DROPPED = "dropped", "liet het vervallen"
        REOPENED = "reopened", "heropende het"
        HANDED_OVER = "handed_over", "droeg het over"

    point = models.ForeignKey(ActionPoint, on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField("wat er gebeurde", max_length=15, choices=Kind.choices)
    at = models.DateTimeField("wanneer")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    # What changed, as people read it: [["uiterlijk", "1 maart 2027", "1 mei 2027"], …].
    fields = models.JSONField("velden", default=list)
    note = models.CharField("toelichting", max_length=500, blank=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "wijziging"
        verbose_name_plural = "wijzigingen"
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.point_id} {self.get_kind_display()}"
