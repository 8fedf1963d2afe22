"""The local coalitions of Kansrijke Start, and the organisations that work in Fryslân."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.urls import reverse

from language.sorting import SortKeyField, sort_key
from members.models import Circle
from province.models import Municipality


class CoalitionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Every coalition has a public page; its people are a matter of its circle."""
        return self

    def editable_by(self, user):
        return self if user.is_coordinator else self.filter(circle__in=user.led_circle_ids)


class Coalition(models.Model):
    """The people and organisations of one or more municipalities who together give children a good start."""

    class Phase(models.TextChoices):
        EXPLORING = "exploring", "oriënteren"
        FORMING = "forming", "vormen"
        RUNNING = "running", "uitvoeren"
        LASTING = "lasting", "borgen"

    circle = models.OneToOneField(Circle, on_delete=models.PROTECT, related_name="coalition", verbose_name="kring")
    name = models.CharField("naam", max_length=150)
    slug = models.SlugField(max_length=80, unique=True)
    sort_name = SortKeyField(source="name")
    phase = models.CharField("fase", max_length=10, choices=Phase.choices, blank=True)
    started_on = models.DateField("gestart op", null=True, blank=True)
    summary = models.TextField("over de coalitie", max_length=2000, blank=True)

    objects = CoalitionQuerySet.as_manager()

    class Meta:
        verbose_name = "coalitie"
        verbose_name_plural = "coalities"
        ordering = ["sort_name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("coalitions:coalition_detail", args=[self.slug])

    def is_named(self, text):
        """Whether `text` is part of the name of this coalition or of one of its `places`; marks do not count."""
        names = [self.name, *(place[name] for place in self.places for name in ("name", "name_dutch", "name_frisian"))]
        return any(sort_key(text) in sort_key(name) for name in names)

    @property
    def phase_sentence(self):
        return PHASE_SENTENCES[self.phase]


# What a phase means for somebody who does not know the word.
PHASE_SENTENCES = {
    "": "De coalitie heeft nog niet ingevuld in welke fase zij zit.",
    Coalition.Phase.EXPLORING: "Oriënteren: partijen leren elkaar kennen en kijken wat er nodig is.",
    Coalition.Phase.FORMING: "Vormen: partijen spreken af wat zij samen willen en wie wat doet.",
    Coalition.Phase.RUNNING: "Uitvoeren: de afspraken worden gebruikt in het dagelijks werk.",
    Coalition.Phase.LASTING: "Borgen: de afspraken blijven, ook als mensen van baan wisselen.",
}


class CoalitionMunicipalityQuerySet(models.QuerySet):
    def current(self, on):
        """The places in coalitions on the day `on`; `until` is the first day without."""
        return self.filter(Q(until=None) | Q(until__gt=on), since__lte=on)


class CoalitionMunicipality(models.Model):
    """One municipality's time in one coalition; never in two on the same day."""

    coalition = models.ForeignKey(Coalition, on_delete=models.CASCADE, related_name="municipality_places")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="coalition_places")
    since = models.DateField("sinds")
    until = models.DateField("tot", null=True, blank=True)

    objects = CoalitionMunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = "gemeente in een coalitie"
        verbose_name_plural = "gemeenten in coalities"
        ordering = ["municipality__sort_name", "since"]
        constraints = [
            ExclusionConstraint(
                name="coalitions_coalitionmunicipality_one_coalition_per_day",
                expressions=[
                    (F("municipality"), RangeOperators.EQUAL),
                    (
                        Func(F("since"), F("until"), function="daterange", output_field=DateRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(since__lt=F("until")),
                name="coalitions_coalitionmunicipality_since_before_until",
            ),
        ]

    def __str__(self):
        return f"{self.municipality} in {self.coalition}"


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
