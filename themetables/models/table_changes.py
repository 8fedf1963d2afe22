"""What happened to a table itself, for its timeline. Rows are only added."""

from django.conf import settings
from django.db import models

from themetables.models.tables import ThemeTable


class TableChangeQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.is_member else self.none()


class TableChange(models.Model):
    """One sentence about one moment: it began, got another goal, stopped."""

    class Kind(models.TextChoices):
        STARTED = "started", "gestart"
        GOAL = "goal", "doel veranderd"
        CLOSED = "closed", "gestopt"
        REOPENED = "reopened", "weer begonnen"

    table = models.ForeignKey(ThemeTable, on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField("wat er gebeurde", max_length=10, choices=Kind.choices)
    # A goal of 600 characters fits whole; of a reason too.
    sentence = models.TextField("in woorden", max_length=1200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField("wanneer")

    objects = TableChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "gebeurtenis van een thematafel"
        verbose_name_plural = "gebeurtenissen van thematafels"
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.table} {self.get_kind_display()}"
