"""Who comes to an edition, what they would like to hear, and where they have a place."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Deferrable, Q
from django.db.models.functions import Lower

from coalitions.models.kinds import Domain
from members.models.text import single_line
from symposium import codes
from symposium.models.editions import Edition
from symposium.models.programme import Session, TimeSlot


def new_ticket():
    """What the QR code of a ticket holds: nobody can guess it, it says nothing, and it can be read over."""
    return codes.new_code()


class RegistrationState(models.TextChoices):
    COMING = "coming", "Komt"
    OFFERED = "offered", "Kan een vrijgekomen plek bevestigen"
    WAITING = "waiting", "Op de wachtlijst van de dag"
    CANCELLED = "cancelled", "Afgemeld"


class RegistrationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The list is the coordinator's; a member sees their own. Who has no account comes by a signed link."""
        if user.is_coordinator:
            return self
        return self.filter(user=user.pk, edition__in=Edition.objects.visible_to(user)) if user.pk else self.none()

    def editable_by(self, user):
        return self.visible_to(user)

    def coming(self):
        return self.filter(state=RegistrationState.COMING)


class Registration(models.Model):
    """One person at one edition. It is never thrown away by cancelling: coming back keeps the row."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="registrations", editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="symposium_registrations",
        editable=False,
    )
    name = models.CharField("naam", max_length=100, validators=[single_line])
    # Empty only of who walked in on the day and wanted no mail.
    email = models.EmailField("e-mailadres", blank=True)
    organisation = models.CharField("organisatie", max_length=150, blank=True, validators=[single_line])
    function = models.CharField("functie", max_length=100, blank=True, validators=[single_line])
    domain = models.CharField("werkveld", max_length=12, choices=Domain, blank=True)
    municipality = models.ForeignKey(
        "province.Municipality",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="gemeente waar je werkt",
    )
    state = models.CharField("stand", max_length=9, choices=RegistrationState, editable=False)
    # On the waiting list of the day; without gaps, from 1.
    position = models.PositiveIntegerField(null=True, blank=True, editable=False)
    offered_until = models.DateTimeField(null=True, blank=True, editable=False)
    diet = models.CharField("dieetwensen", max_length=200, blank=True, validators=[single_line])
    access_needs = models.CharField(
        "wat heb je nodig om mee te kunnen doen?", max_length=300, blank=True, validators=[single_line]
    )
    wants_next_year = models.BooleanField("nodig mij volgend jaar weer uit", default=False)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    # For which coalition a leader registered them.
    coalition = models.ForeignKey(
        "coalitions.Coalition", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    # What the link of their calendar holds; empty is no link. Another key ends the old link.
    calendar_key = models.CharField(max_length=32, unique=True, null=True, blank=True, editable=False)
    ticket = models.CharField(max_length=32, unique=True, default=new_ticket, editable=False)
    created_at = models.DateTimeField("aangemeld op", editable=False)
    confirmed_at = models.DateTimeField("bevestigd op", null=True, blank=True, editable=False)
    cancelled_at = models.DateTimeField("afgemeld op", null=True, blank=True, editable=False)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = "aanmelding"
        verbose_name_plural = "aanmeldingen"
        ordering = ["edition", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "email"], condition=~Q(email=""), name="symposium_registration_once_per_address"
            ),
            models.UniqueConstraint(fields=["edition", "user"], name="symposium_registration_once_per_person"),
            models.UniqueConstraint(
                fields=["edition", "position"],
                name="symposium_registration_position",
                deferrable=Deferrable.DEFERRED,
            ),
            models.CheckConstraint(condition=~Q(name=""), name="symposium_registration_has_name"),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="symposium_registration_email_lower_case"),
            models.CheckConstraint(
                condition=Q(state=RegistrationState.WAITING, position__isnull=False, position__gte=1)
                | (~Q(state=RegistrationState.WAITING) & Q(position=None)),
                name="symposium_registration_waits_in_a_row",
            ),
            models.CheckConstraint(
                condition=Q(state=RegistrationState.OFFERED, offered_until__isnull=False)
                | (~Q(state=RegistrationState.OFFERED) & Q(offered_until=None)),
                name="symposium_registration_offer_ends",
            ),
            models.CheckConstraint(
                condition=Q(state=RegistrationState.CANCELLED, cancelled_at__isnull=False)
                | (~Q(state=RegistrationState.CANCELLED) & Q(cancelled_at=None)),
                name="symposium_registration_cancelled_at_a_moment",
            ),
        ]

    def __str__(self):
        return self.name


class Wish(models.Model):
    """What somebody would like to hear in a slot, best first. Only in the mode that gives out places fairly."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="wishes")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="wishes")
    slot = models.ForeignKey(TimeSlot, on_delete=models.RESTRICT, related_name="+", editable=False)
    rank = models.PositiveSmallIntegerField("hoeveelste wens")

    class Meta:
        verbose_name = "wens"
        verbose_name_plural = "wensen"
        ordering = ["registration", "slot", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["registration", "session"], name="symposium_wish_once"),
            models.UniqueConstraint(
                fields=["registration", "slot", "rank"],
                name="symposium_wish_one_per_rank",
                deferrable=Deferrable.DEFERRED,
            ),
            models.CheckConstraint(condition=Q(rank__gte=1), name="symposium_wish_from_one"),
        ]

    def __str__(self):
        return f"{self.registration}: {self.session}"


class SeatState(models.TextChoices):
    CONFIRMED = "confirmed", "Je hebt een plek"
    OFFERED = "offered", "Er is een plek voor je vrij: bevestig die"
    WAITING = "waiting", "Je staat op de wachtlijst"


class Seat(models.Model):
    """A place in a workshop, or on its waiting list. `slot` is the session's own: the database keeps it so."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="seats")
    session = models.ForeignKey(Session, on_delete=models.RESTRICT, related_name="seats")
    slot = models.ForeignKey(TimeSlot, on_delete=models.RESTRICT, related_name="+", editable=False)
    state = models.CharField("stand", max_length=9, choices=SeatState)
    # On the waiting list; without gaps, from 1.
    position = models.PositiveIntegerField(null=True, blank=True)
    offered_until = models.DateTimeField(null=True, blank=True)
    # Why they got this one, in a few sentences, where a place was given out by wishes.
    reason = models.CharField("waarom deze plek", max_length=500, blank=True)
    since = models.DateTimeField("sinds")

    class Meta:
        verbose_name = "plek"
        verbose_name_plural = "plekken"
        ordering = ["session", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["registration", "session"], name="symposium_seat_once_per_session"),
            models.UniqueConstraint(
                fields=["registration", "slot"],
                condition=Q(state="confirmed"),
                name="symposium_seat_one_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["session", "position"], name="symposium_seat_position", deferrable=Deferrable.DEFERRED
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", position__isnull=False, position__gte=1)
                | (~Q(state="waiting") & Q(position=None)),
                name="symposium_seat_waits_in_a_row",
            ),
            models.CheckConstraint(
                condition=Q(state="offered", offered_until__isnull=False)
                | (~Q(state="offered") & Q(offered_until=None)),
                name="symposium_seat_offer_ends",
            ),
        ]

    def __str__(self):
        return f"{self.registration}: {self.session}"


class Presence(models.Model):
    """That somebody was there: at the door (no session), or in a session. Once, however often it was scanned."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="presences")
    session = models.ForeignKey(Session, on_delete=models.RESTRICT, null=True, blank=True, related_name="presences")
    # The scan's own number, made on the phone: sent twice it is still one.
    scan = models.UUIDField(unique=True, default=uuid.uuid4)
    # When it was, by our clock: a phone tells how long ago, because its own clock may be wrong. When we heard of it.
    scanned_at = models.DateTimeField("gescand om")
    received_at = models.DateTimeField("binnengekomen om")

    class Meta:
        verbose_name = "aanwezigheid"
        verbose_name_plural = "aanwezigheid"
        ordering = ["received_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "session"], nulls_distinct=False, name="symposium_presence_once"
            ),
        ]

    def __str__(self):
        return str(self.registration)
