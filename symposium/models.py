"""The yearly symposium."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

FIRST_YEAR, LAST_YEAR = 2020, 2100


class EditionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Until it is published an edition is the coordinator's draft."""
        return self if user.is_coordinator else self.exclude(published_at=None)

    def editable_by(self, user):
        return self if user.is_coordinator else self.none()

    def coming(self, on):
        """Editions that are still to be held, nearest first."""
        return self.filter(held_on__gte=on).order_by("held_on")


class Edition(models.Model):
    """One year's symposium: where and when everybody who works on a good start meets."""

    year = models.PositiveSmallIntegerField(
        "jaar", unique=True, validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )
    theme = models.CharField("thema", max_length=150)
    held_on = models.DateField("datum")
    starts_at = models.TimeField("begint om")
    ends_at = models.TimeField("eindigt om")
    venue = models.CharField("locatie", max_length=100)
    address = models.CharField("adres", max_length=200)
    directions = models.TextField("hoe je er komt", max_length=1000, blank=True)
    accessibility = models.TextField("toegankelijkheid van de locatie", max_length=1000, blank=True)
    summary = models.TextField("waar het over gaat", max_length=5000, blank=True)
    published_at = models.DateTimeField("gepubliceerd op", null=True, blank=True, editable=False)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = "symposium"
        verbose_name_plural = "symposia"
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at__lt=F("ends_at")), name="symposium_edition_starts_before_it_ends"
            ),
            models.CheckConstraint(condition=Q(held_on__year=F("year")), name="symposium_edition_held_in_its_year"),
        ]

    def __str__(self):
        return f"Symposium {self.year}"

    def get_absolute_url(self):
        return reverse("symposium:edition_detail", args=[self.year])

    @property
    def is_published(self):
        return self.published_at is not None

    def publish(self, *, now):
        """Let everybody read the page; once published it stays so."""
        if not self.is_published:
            self.published_at = now
            self.save(update_fields=["published_at"])
