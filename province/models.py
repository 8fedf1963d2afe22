"""The ground everybody stands on: the municipalities of Fryslân and the three pillars."""

from django.db import models
from django.db.models import F, Q

from language.sorting import SortKeyField


class MunicipalityQuerySet(models.QuerySet):
    def existing(self, on):
        """Municipalities that exist on the day `on`."""
        return self.filter(Q(since=None) | Q(since__lte=on), Q(until=None) | Q(until__gt=on))


class Municipality(models.Model):
    """A Frisian municipality, with its border as SVG path data in the view box of `province.map`."""

    cbs_code = models.CharField("CBS-code", max_length=6, unique=True)
    name = models.CharField("naam", max_length=100)
    name_dutch = models.CharField("Nederlandse naam", max_length=100)
    name_frisian = models.CharField("Friese naam", max_length=100)
    slug = models.SlugField(unique=True)
    sort_name = SortKeyField(source="name")
    inhabitants = models.PositiveIntegerField("inwoners")
    inhabitants_on = models.DateField("inwoners op")
    is_island = models.BooleanField("Waddeneiland", default=False)
    shape = models.TextField("vorm op de kaart")
    label_x = models.FloatField()
    label_y = models.FloatField()
    since = models.DateField("sinds", null=True, blank=True)
    until = models.DateField("tot", null=True, blank=True)

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = "gemeente"
        verbose_name_plural = "gemeenten"
        ordering = ["sort_name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(since__lt=F("until")),
                name="province_municipality_since_before_until",
            ),
        ]

    def __str__(self):
        return self.name


class Pillar(models.Model):
    """One of the three parts of the programme: before, during and after pregnancy."""

    slug = models.SlugField(unique=True)
    name = models.CharField("naam", max_length=60)
    also_called = models.CharField("ook wel", max_length=60, blank=True)
    position = models.PositiveSmallIntegerField("volgorde", unique=True)

    class Meta:
        verbose_name = "pijler"
        verbose_name_plural = "pijlers"
        ordering = ["position"]

    def __str__(self):
        return self.name
