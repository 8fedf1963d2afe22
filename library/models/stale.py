"""A reader says of a document: this does not hold any more."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from library.models.documents import Document
from members.models.text import single_line


class StaleReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(document__in=Document.objects.visible_to(user))

    def editable_by(self, user):
        """Whoever may change the document, answers."""
        return self.filter(document__in=Document.objects.editable_by(user))

    def open(self):
        return self.filter(answered_at=None)


class StaleReport(models.Model):
    """What somebody says is wrong, until whoever looks after the document answers."""

    document = models.ForeignKey(
        Document, on_delete=models.CASCADE, related_name="stale_reports", verbose_name="document"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="wie"
    )
    reason = models.CharField("wat klopt er niet meer", max_length=300, validators=[single_line])
    reported_at = models.DateTimeField("gemeld op")
    answer = models.CharField("antwoord", max_length=300, blank=True, validators=[single_line])
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="wie antwoordde",
    )
    answered_at = models.DateTimeField("beantwoord op", null=True, blank=True)

    objects = StaleReportQuerySet.as_manager()

    class Meta:
        verbose_name = "melding"
        verbose_name_plural = "meldingen"
        ordering = ["-reported_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "by"], condition=Q(answered_at=None), name="library_stalereport_one_open"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="") | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="library_stalereport_answered_with_words",
            ),
        ]

    def __str__(self):
        return f"{self.document}: {self.reason}"

    @property
    def answer_url(self):
        return reverse("library:stale_answer", args=[self.pk])
