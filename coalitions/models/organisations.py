"""The directory (sociale kaart): the organisations that work in Fryslân."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from language.sorting import SortKeyField
from province.models import Municipality


class OrganisationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The directory holds public facts about organisations, no persons."""
        return self

    def working_in(self, municipalities):
        return self.filter(municipalities__in=municipalities).distinct()


class Organisation(models.Model):
    """An organisation of the directory (sociale kaart), with where we know it from."""

    class Domain(models.TextChoices):
        MEDICAL = "medical", "Zorg rond de geboorte"
        PUBLIC_HEALTH = "public_health", "Publieke gezondheid en jeugd"
        SOCIAL = "social", "Sociaal domein"
        INFORMAL = "informal", "Vrijwilligers en ervaring"
        GOVERNMENT = "government", "Overheid en bestuur"
        KNOWLEDGE = "knowledge", "Kennis en ondersteuning"
        NETWORK = "network", "Netwerken"
        INSURER = "insurer", "Zorgverzekeraars"

    class Level(models.TextChoices):
        LOCAL = "local", "lokaal"
        REGION = "region", "regionaal"
        PROVINCE = "province", "provinciaal"
        NATIONAL = "national", "landelijk"

    name = models.CharField("naam", max_length=150, unique=True)
    sort_name = SortKeyField(source="name")
    short_name = models.CharField("korte naam", max_length=40, blank=True)
    former_names = ArrayField(
        models.CharField(max_length=150), verbose_name="vroegere namen", default=list, blank=True
    )
    domain = models.CharField("domein", max_length=15, choices=Domain.choices)
    level = models.CharField("werkt", max_length=10, choices=Level.choices)
    area = models.CharField("werkgebied", max_length=200, blank=True)
    municipalities = models.ManyToManyField(
        Municipality, verbose_name="gemeenten", blank=True, related_name="organisations"
    )
    description = models.TextField("wat de organisatie doet", max_length=500, blank=True)
    website = models.URLField("website", blank=True)
    phone = models.CharField("telefoon", max_length=30, blank=True)
    source = models.CharField("bron", max_length=250)
    confidence = models.CharField("zekerheid", max_length=60)
    note = models.CharField("opmerking", max_length=250, blank=True)
    checked_on = models.DateField("nagekeken op", null=True, blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = "organisatie"
        verbose_name_plural = "organisaties"
        ordering = ["sort_name"]

    def __str__(self):
        return self.name
