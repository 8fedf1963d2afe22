"""Questionnaires (vragenlijsten) and their versions."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from members.models.versioned import Versioned


class InstrumentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who makes questionnaires: the coordinator and the data editor."""
        return self if user.is_coordinator or user.is_data_editor else self.none()

    def editable_by(self, user):
        return self.visible_to(user)

    def in_use(self):
        return self.filter(archived_at=None)


class Instrument(Versioned):
    """A questionnaire under one name; what it asks stands in its versions."""

    # Of the ready-made ones that came with the portal (data/instruments/); what people make has none.
    key = models.SlugField("kenmerk", max_length=40, null=True, blank=True, unique=True, editable=False)
    title = models.CharField("naam", max_length=120)
    purpose = models.TextField("waarvoor", max_length=1000)
    reference_label = models.CharField("naam van het voorbeeld", max_length=150, blank=True)
    reference_url = models.URLField("adres van het voorbeeld", max_length=300, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="instruments",
        verbose_name="wie de vragenlijst bijhoudt",
    )
    copied_from = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, editable=False, related_name="+")
    archived_at = models.DateTimeField("opgeborgen op", null=True, blank=True, editable=False)

    objects = InstrumentQuerySet.as_manager()

    class Meta:
        verbose_name = "vragenlijst"
        verbose_name_plural = "vragenlijsten"
        ordering = ["title", "pk"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("surveys:instrument_detail", args=[self.pk])


class VersionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(instrument__in=Instrument.objects.visible_to(user))

    def editable_by(self, user):
        """What is fixed no longer changes, whoever asks."""
        return self.visible_to(user).filter(frozen_at=None, instrument__archived_at=None)


class Version(models.Model):
    """What a questionnaire asks: a draft that changes, or fixed (vastgesteld) and then for good.

    Only what is fixed can be sent. The database keeps it as it is (migration 0002).
    """

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField("nummer")
    frozen_at = models.DateTimeField("vastgesteld op", null=True, editable=False)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = "versie van een vragenlijst"
        verbose_name_plural = "versies van vragenlijsten"
        ordering = ["instrument", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["instrument", "number"], name="surveys_version_number"),
            models.UniqueConstraint(
                fields=["instrument"], condition=Q(frozen_at=None), name="surveys_version_one_draft"
            ),
            models.CheckConstraint(
                condition=Q(frozen_by=None) | Q(frozen_at__isnull=False), name="surveys_version_frozen_by_somebody"
            ),
        ]

    def __str__(self):
        return f"{self.instrument}, versie {self.number}"

    def get_absolute_url(self):
        return reverse("surveys:version_detail", args=[self.instrument_id, self.number])

    @property
    def is_draft(self):
        return self.frozen_at is None
