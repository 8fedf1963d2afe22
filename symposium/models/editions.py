"""The yearly symposium: one edition of it."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

FIRST_YEAR, LAST_YEAR = 2020, 2100
MOST_HOURS = 14 * 24


class Mode(models.TextChoices):
    """How the places of the workshops are given out."""

    FIRST_COME = "first_come", "Wie het eerst komt: je kiest, en hebt je plek meteen"
    FAIR = "fair", "Eerlijk verdeeld: iedereen geeft wensen op, en op één moment verdelen we de plekken"


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
    # The call for workshops: open from the first day up to and including the last.
    call_opens_on = models.DateField("voorstellen kan vanaf", null=True, blank=True)
    call_closes_on = models.DateField("voorstellen kan tot en met", null=True, blank=True)
    call_text = models.TextField("wat vraag je?", max_length=2000, blank=True)
    # Until then the programme is the coordinator's alone.
    programme_published_at = models.DateTimeField("programma gepubliceerd op", null=True, blank=True, editable=False)
    # Registration. Without an opening moment nobody can register yet.
    mode = models.CharField("hoe verdeel je de plekken?", max_length=10, choices=Mode, default=Mode.FIRST_COME)
    registration_opens_at = models.DateTimeField("aanmelden kan vanaf", null=True, blank=True)
    registration_closes_at = models.DateTimeField("aanmelden kan tot", null=True, blank=True)
    wishes_until = models.DateTimeField("wensen opgeven kan tot", null=True, blank=True)
    allocated_at = models.DateTimeField("plekken verdeeld op", null=True, blank=True, editable=False)
    # How many people the venue holds; empty is as many as come. `taken` counts who has a place for the day.
    capacity = models.PositiveIntegerField(
        "hoeveel mensen kunnen er komen?", null=True, blank=True, validators=[MinValueValidator(1)]
    )
    taken = models.PositiveIntegerField(default=0, editable=False)
    offer_hours = models.PositiveSmallIntegerField(
        "hoeveel uur blijft een vrijgekomen plek voor iemand vast staan?",
        default=48,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_HOURS)],
    )
    asks_diet = models.BooleanField("vraag naar dieetwensen", default=False)
    asks_access = models.BooleanField("vraag wat iemand nodig heeft om mee te kunnen doen", default=False)
    published_at = models.DateTimeField("gepubliceerd op", null=True, blank=True, editable=False)
    # For calendars: how often the day went to another date, time or place, and when it did last.
    sequence = models.PositiveIntegerField(default=0, editable=False)
    rescheduled_at = models.DateTimeField(null=True, editable=False)

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
            models.CheckConstraint(
                condition=Q(call_opens_on=None, call_closes_on=None)
                | Q(call_opens_on__isnull=False, call_closes_on__isnull=False, call_opens_on__lte=F("call_closes_on")),
                name="symposium_edition_call_from_first_to_last_day",
                violation_error_message="De laatste dag van de oproep kan niet voor de eerste liggen.",
            ),
            models.CheckConstraint(
                condition=Q(capacity=None) | Q(taken__lte=F("capacity")), name="symposium_edition_holds_who_come"
            ),
            models.CheckConstraint(
                condition=Q(registration_closes_at=None) | Q(registration_opens_at__lt=F("registration_closes_at")),
                name="symposium_edition_opens_before_it_closes",
                violation_error_message="Aanmelden moet later sluiten dan het opengaat.",
            ),
            models.CheckConstraint(
                condition=Q(mode=Mode.FIRST_COME) | Q(wishes_until__isnull=False),
                name="symposium_edition_fair_has_a_last_day",
                violation_error_message="Vul in tot wanneer iedereen wensen kan opgeven.",
            ),
        ]

    def __str__(self):
        return f"Symposium {self.year}"

    def get_absolute_url(self):
        return reverse("symposium:edition_detail", args=[self.year])

    @property
    def is_published(self):
        return self.published_at is not None

    @property
    def has_programme(self):
        """Whether others than the coordinator read the programme."""
        return self.is_published and self.programme_published_at is not None

    def call_state(self, on):
        """`soon`, `open` or `closed`; empty without a call."""
        if self.call_opens_on is None:
            return ""
        return "soon" if on < self.call_opens_on else "open" if on <= self.call_closes_on else "closed"

    def is_call_open(self, on):
        return self.is_published and self.call_state(on) == "open"

    @property
    def is_fair(self):
        return self.mode == Mode.FAIR

    def takes_registrations(self, now):
        """Whether somebody can register at that moment."""
        opens, closes = self.registration_opens_at, self.registration_closes_at
        return self.is_published and opens is not None and opens <= now and (closes is None or now < closes)

    def publish(self, *, now):
        """Let everybody read the page; once published it stays so."""
        if not self.is_published:
            self.published_at = now
            self.save(update_fields=["published_at"])
