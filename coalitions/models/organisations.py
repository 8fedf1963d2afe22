"""The directory (sociale kaart): the organisations that work in Fryslân. Facts about organisations, never persons."""

import re

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from coalitions.models.coalitions import CoalitionMunicipality
from coalitions.models.kinds import DOMAIN_OF, Domain, Kind
from language.sorting import SortKeyField, search_key, sort_key
from members.models import Reviewable, ReviewableQuerySet, Versioned
from members.models.text import phone_number, single_line
from province.models import Municipality

EMAIL = re.compile(r"\S@\S")
# "mevrouw De Vries": a title with a name behind it is a person.
TITLE = re.compile(
    r"\b(?:[Dd]hr|[Dd]e heer|[Mm]eneer|[Mm]evr|[Mm]evrouw|[Mm]w)\b\.?\s+(?:(?:van|de|der|den|ter|ten|te)\s+)*[A-ZÀ-Ý]"
)


def impersonal(text):
    """Refuse what belongs to a person: the directory is read by the whole network and goes out in exports."""
    if EMAIL.search(text):
        raise ValidationError("Zet hier geen e-mailadres. Noem een functie, geen persoon.", code="email")
    if TITLE.search(text):
        raise ValidationError("Zet hier geen naam van iemand. Noem een functie, geen persoon.", code="person")


class OrganisationQuerySet(ReviewableQuerySet):
    def visible_to(self, user):
        """The directory is the network's own. No persons are in it."""
        return self if user.is_member else self.none()

    def editable_by(self, user):
        """Who leads a coalition where the organisation works, who keeps its page up to date, and the coordinator."""
        if user.is_coordinator:
            return self
        mine = self.model.municipalities.through.objects.filter(municipality__in=self.municipalities_led_by(user))
        return self.filter(Q(pk__in=mine.values("organisation")) | Q(owner=user.pk))

    def municipalities_led_by(self, user):
        """Return the numbers of the municipalities of today whose coalition this person leads."""
        places = CoalitionMunicipality.objects.current(timezone.localdate())
        return places.filter(coalition__circle__in=user.led_circle_ids).values("municipality")

    def open(self):
        return self.filter(closed_on=None)

    def working_in(self, municipalities):
        return self.filter(municipalities__in=municipalities).distinct()

    def in_domain(self, domain):
        return self.filter(kind__in=Domain(domain).kinds)

    def reindex(self):
        """Renew what the search compares. Every verb that changes a name or a working area ends with this."""
        found = self.prefetch_related("former_names", "municipalities")
        changed = [organisation for organisation in found if organisation.renew_search_texts()]
        self.model.objects.rewrite(changed, ["search_names", "search_text"])

    def rewrite(self, organisations, fields):
        """Store these fields of rows that are there: what bulk_update does, in a tenth of the time."""
        self.bulk_create(organisations, update_conflicts=True, unique_fields=["pk"], update_fields=fields)


class Organisation(Reviewable, Versioned):
    """An organisation of the directory (sociale kaart), with where we know it from."""

    Kind, Domain = Kind, Domain

    class Level(models.TextChoices):
        LOCAL = "local", "lokaal"
        REGION = "region", "regionaal"
        PROVINCE = "province", "provinciaal"
        NATIONAL = "national", "landelijk"

    name = models.CharField("naam", max_length=150, validators=[single_line])
    # Stays when the name changes: the address of the page, and the key of a line in an import.
    slug = models.SlugField("kenmerk", max_length=80, unique=True)
    sort_name = SortKeyField(source="name")
    short_name = models.CharField("korte naam", max_length=40, blank=True, validators=[single_line])
    kind = models.CharField("soort", max_length=20, choices=Kind.choices)
    level = models.CharField("werkt", max_length=10, choices=Level.choices)
    area = models.CharField("werkgebied in woorden", max_length=200, blank=True, validators=[single_line])
    municipalities = models.ManyToManyField(
        Municipality, verbose_name="gemeenten", blank=True, related_name="organisations"
    )
    description = models.TextField("wat de organisatie doet", max_length=500, blank=True, validators=[impersonal])
    offers = models.TextField("wat zij bieden", max_length=1000, blank=True, validators=[impersonal])
    for_whom = models.TextField("voor wie", max_length=500, blank=True, validators=[impersonal])
    website = models.URLField("website", blank=True, validators=[URLValidator(["http", "https"])])
    phone = models.CharField("telefoon", max_length=30, blank=True, validators=[phone_number])
    contact_function = models.CharField(
        "wie je daar vraagt", max_length=100, blank=True, validators=[single_line, impersonal]
    )
    closed_on = models.DateField("gestopt op", null=True, blank=True)
    source = models.CharField("bron", max_length=250, blank=True)
    confidence = models.CharField("zekerheid", max_length=60, blank=True)
    note = models.CharField("opmerking", max_length=250, blank=True, validators=[single_line, impersonal])

    documents = models.ManyToManyField("library.Document", verbose_name="documenten", blank=True, related_name="+")

    search_names = models.CharField(max_length=1500, default="", editable=False)
    search_text = models.TextField(default="", editable=False)
    # PostgreSQL itself takes the words apart, so that text and question always go through the same analysis.
    search = models.GeneratedField(
        expression=SearchVector("search_text", config="dutch"), output_field=SearchVectorField(), db_persist=True
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = "organisatie"
        verbose_name_plural = "organisaties"
        ordering = ["sort_name"]
        constraints = [
            models.UniqueConstraint(fields=["sort_name"], name="coalitions_organisation_once_per_name"),
        ]
        indexes = [
            GinIndex(fields=["search"], name="coalitions_organisation_words"),
            GinIndex(OpClass(F("search_text"), "gin_trgm_ops"), name="coalitions_organisation_parts"),
            # Which partners a coalition misses is read from the index alone (partners/missing.py).
            models.Index(fields=["kind", "id"], name="coalitions_organisation_kind"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("coalitions:organisation_detail", args=[self.slug])

    @property
    def domain(self):
        return DOMAIN_OF[Kind(self.kind)]

    def renew_search_texts(self):
        """Put names and everything else that is searched in the two search columns; whether they changed."""
        names = [self.name, self.short_name, *(former.name for former in self.former_names.all())]
        places = {
            name for place in self.municipalities.all() for name in (place.name, place.name_dutch, place.name_frisian)
        }
        # Not its domain, nor what its kind is also called: it does not say so itself (directory/searching.py).
        words = [self.get_kind_display(), self.offers, self.for_whom, self.description, self.area]
        before = self.search_names, self.search_text
        self.search_names = search_key("\n".join(filter(None, names)))[:1500]
        self.search_text = sort_key("\n".join(filter(None, [*names, *words, *sorted(places)])))
        return before != (self.search_names, self.search_text)


class FormerName(models.Model):
    """What an organisation was called before, so that who knows the old name finds the new one."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="former_names")
    name = models.CharField("naam", max_length=150, validators=[single_line])
    until = models.DateField("tot", null=True, blank=True)
    source = models.CharField("bron", max_length=250, blank=True, validators=[single_line])

    class Meta:
        verbose_name = "vroegere naam"
        verbose_name_plural = "vroegere namen"
        ordering = ["-until", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"], name="coalitions_formername_once_per_organisation"
            ),
        ]

    def __str__(self):
        return self.name
