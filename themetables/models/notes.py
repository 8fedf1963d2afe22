"""How it goes at a table, in the words of who sits there."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from themetables.models.tables import ThemeTable


class ProgressNoteQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Every member of the network reads how it goes."""
        return self if user.is_member else self.none()

    def editable_by(self, user):
        """Who wrote it takes it away again, and so does who leads the table. Of a table that stopped nothing goes."""
        going_on = self.filter(table__state=ThemeTable.State.ACTIVE)
        if user.is_coordinator:
            return going_on
        own = Q(by=user.pk, table__circle__in=user.circle_ids)
        return going_on.filter(own | Q(table__circle__in=user.led_circle_ids))


class ProgressNote(models.Model):
    """A few sentences about what the table did, or why not. Written at the table, read by the whole network."""

    table = models.ForeignKey(ThemeTable, on_delete=models.CASCADE, related_name="notes", editable=False)
    text = models.TextField("hoe gaat het", max_length=1500)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )
    at = models.DateTimeField("geschreven op", editable=False)

    objects = ProgressNoteQuerySet.as_manager()

    class Meta:
        verbose_name = "bericht over de voortgang"
        verbose_name_plural = "berichten over de voortgang"
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["table", "-at"], name="themetables_note_of_table")]

    def __str__(self):
        return f"{self.table}, {self.at:%Y-%m-%d}"

    def get_absolute_url(self):
        return f"{reverse('themetables:note_list', args=[self.table.slug])}#bericht-{self.pk}"
