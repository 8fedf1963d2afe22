"""The programme of an edition: rooms, slots, and what happens in them.

No two slots of an edition share a minute, no two sessions a room, nobody speaks or sits in two sessions at once: the
database refuses it (also migrations/0004_slot_of_session.py). Seats are only changed by the verbs of symposium/seats/.
"""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Func, Q
from django.urls import reverse

from meetings import moments
from members.models import Versioned
from members.models.text import single_line
from symposium.models.editions import Edition

MOST_SEATS = 2000


class OfEditionQuerySet(models.QuerySet):
    """What belongs to an edition: who sees that one sees this, and the coordinator makes it."""

    def visible_to(self, user):
        return self.filter(edition__in=Edition.objects.visible_to(user))

    def editable_by(self, user):
        return self.filter(edition__in=Edition.objects.editable_by(user))


class ClockRange(Func):
    """From one time of the day to another, as a range: PostgreSQL has none of times alone."""

    template = "tsrange('2000-01-01'::date + %(expressions)s)"
    arg_joiner = ", '2000-01-01'::date + "
    output_field = DateTimeRangeField()


class Room(models.Model):
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="rooms", editable=False)
    name = models.CharField("naam", max_length=80, validators=[single_line])
    capacity = models.PositiveIntegerField(
        "aantal plekken", validators=[MinValueValidator(1), MaxValueValidator(MOST_SEATS)]
    )
    # Where it is and how one gets in: floor, lift, hearing loop.
    note = models.CharField("waar is die?", max_length=200, blank=True, validators=[single_line])
    position = models.PositiveSmallIntegerField("volgorde", default=0, editable=False)

    objects = OfEditionQuerySet.as_manager()

    class Meta:
        verbose_name = "zaal"
        verbose_name_plural = "zalen"
        ordering = ["edition", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "name"],
                name="symposium_room_one_name",
                violation_error_message="Er is al een zaal met deze naam.",
            ),
            models.CheckConstraint(condition=Q(capacity__range=(1, MOST_SEATS)), name="symposium_room_holds_people"),
        ]

    def __str__(self):
        return self.name


class TimeSlot(models.Model):
    """A part of the day; with workshops beside each other it is a round."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="slots", editable=False)
    title = models.CharField("hoe heet dit deel van de dag?", max_length=80, validators=[single_line])
    starts = models.TimeField("begint om")
    ends = models.TimeField("duurt tot")

    objects = OfEditionQuerySet.as_manager()

    class Meta:
        verbose_name = "tijdvak"
        verbose_name_plural = "tijdvakken"
        ordering = ["edition", "starts"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts__lt=F("ends")),
                name="symposium_timeslot_begins_before_end",
                violation_error_message="Het einde moet later zijn dan het begin.",
            ),
            ExclusionConstraint(
                name="symposium_timeslot_one_at_a_time",
                expressions=[
                    (F("edition"), RangeOperators.EQUAL),
                    (ClockRange("starts", "ends"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Er is al een tijdvak dat hier overheen loopt.",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def starts_at(self):
        """The moment, by the clock of Fryslân. Raises meetings.moments.NoSuchTime."""
        return moments.at(self.edition.held_on, self.starts)

    @property
    def ends_at(self):
        return moments.at(self.edition.held_on, self.ends)


class SessionKind(models.TextChoices):
    PLENARY = "plenary", "Voor iedereen samen"
    WORKSHOP = "workshop", "Workshop: je kiest er een"
    BREAK = "break", "Pauze, eten, inloop"


class SessionQuerySet(OfEditionQuerySet):
    def visible_to(self, user):
        """In the programme of an edition that can be read; what has no slot yet is the coordinator's."""
        seen = super().visible_to(user)
        if user.is_coordinator:
            return seen
        return seen.filter(slot__isnull=False, edition__programme_published_at__isnull=False)

    def workshops(self):
        return self.filter(kind=SessionKind.WORKSHOP)


class Session(Versioned):
    """Something on the programme. Without a slot it waits to be placed."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="sessions", editable=False)
    kind = models.CharField("soort", max_length=10, choices=SessionKind, default=SessionKind.WORKSHOP)
    title = models.CharField("titel", max_length=150, validators=[single_line])
    summary = models.TextField("waar gaat het over?", max_length=3000, blank=True)
    meant_for = models.CharField("voor wie is het?", max_length=200, blank=True, validators=[single_line])
    slot = models.ForeignKey(
        TimeSlot, on_delete=models.RESTRICT, null=True, blank=True, related_name="sessions", verbose_name="tijdvak"
    )
    room = models.ForeignKey(
        Room, on_delete=models.RESTRICT, null=True, blank=True, related_name="sessions", verbose_name="zaal"
    )
    # Of a workshop only: how many take part, at most what the room holds (checked in the form; rooms change).
    capacity = models.PositiveIntegerField(
        "aantal plekken", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(MOST_SEATS)]
    )
    # Seats that nobody else can have: confirmed and offered. Counted by the verbs, in the transaction of the seat.
    taken = models.PositiveIntegerField(default=0, editable=False)
    table = models.ForeignKey(
        "themetables.ThemeTable",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="sessions",
        verbose_name="hoort bij thematafel",
    )
    block = models.ForeignKey(
        "themetables.BuildingBlock",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="sessions",
        verbose_name="gaat over bouwsteen",
    )
    speakers = models.ManyToManyField("Speaker", through="Speaking", related_name="sessions", blank=True)
    # Rises when slot, room or state change, and at nothing else: what a calendar goes by (RFC 5545, SEQUENCE).
    sequence = models.PositiveIntegerField(default=0, editable=False)
    rescheduled_at = models.DateTimeField(null=True, blank=True, editable=False)
    cancelled_at = models.DateTimeField("gaat niet door sinds", null=True, blank=True, editable=False)
    # For who had a place, who speaks and whoever reads the programme.
    off_reason = models.CharField("waarom gaat het niet door?", max_length=300, blank=True, editable=False)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = "programmaonderdeel"
        verbose_name_plural = "programmaonderdelen"
        ordering = ["edition", "slot__starts", "room__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["slot", "room"],
                condition=Q(cancelled_at=None),
                name="symposium_session_one_per_room",
                violation_error_message="In deze zaal is dan al iets anders.",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="symposium_session_has_title"),
            models.CheckConstraint(
                condition=Q(kind=SessionKind.WORKSHOP, capacity__isnull=False)
                | (~Q(kind=SessionKind.WORKSHOP) & Q(capacity=None, taken=0)),
                name="symposium_session_only_a_workshop_has_seats",
                violation_error_message="Vul voor een workshop in hoeveel plekken er zijn; voor de rest niet.",
            ),
            models.CheckConstraint(
                condition=Q(capacity=None) | Q(taken__lte=F("capacity")), name="symposium_session_not_overbooked"
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("symposium:session_detail", args=[self.edition.year, self.pk])

    @property
    def is_workshop(self):
        return self.kind == SessionKind.WORKSHOP

    @property
    def is_cancelled(self):
        return self.cancelled_at is not None
