"""What happened on the day of a meeting: which item was on when, and who was there."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from meetings.models.agenda import AgendaItem
from meetings.models.meetings import Meeting
from members.models import Circle
from members.models.text import single_line

MOST_WALK_INS = 500


class Turn(models.Model):
    """One item having its turn. The open one is what everybody talks about now; an item may get a second turn."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="turns")
    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="turns")
    begun_at = models.DateTimeField("begonnen om")
    ended_at = models.DateTimeField("klaar om", null=True, blank=True)

    class Meta:
        verbose_name = "beurt van een agendapunt"
        verbose_name_plural = "beurten van agendapunten"
        ordering = ["begun_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(ended_at=None), name="meetings_turn_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("begun_at")), name="meetings_turn_ends_after_it_began"
            ),
        ]

    def __str__(self):
        return str(self.item)


class Presence(models.Model):
    """Somebody was there. Who is not here was not there, whatever they had answered; nobody asks why."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="meeting_presences")
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="+", verbose_name="namens")
    # Who could not come, when that was settled on the spot; a substitute who was invited has it in their invitation.
    instead_of = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="in plaats van",
    )

    class Meta:
        verbose_name = "aanwezige"
        verbose_name_plural = "aanwezigen"
        ordering = ["user__sort_name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "user"], name="meetings_presence_once_per_meeting"),
            models.CheckConstraint(
                condition=Q(instead_of=None) | ~Q(instead_of=F("user")), name="meetings_presence_not_instead_of_itself"
            ),
        ]

    def __str__(self):
        return str(self.user)


class WalkIns(models.Model):
    """People who were there and of whom we keep a number and no name.

    They have no account and walked in; or it is so long ago that the names went (meetings/retention.py).
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="walk_ins", editable=False)
    organisation = models.CharField("organisatie", max_length=100, blank=True, validators=[single_line])
    circle = models.ForeignKey(
        Circle, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="namens"
    )
    count = models.PositiveSmallIntegerField(
        "hoeveel mensen", validators=[MinValueValidator(1), MaxValueValidator(MOST_WALK_INS)]
    )

    class Meta:
        verbose_name = "aanwezigen zonder naam"
        verbose_name_plural = "aanwezigen zonder naam"
        ordering = ["organisation", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "organisation", "circle"], nulls_distinct=False, name="meetings_walkins_once"
            ),
            models.CheckConstraint(condition=Q(count__range=(1, MOST_WALK_INS)), name="meetings_walkins_are_some"),
            models.CheckConstraint(
                condition=~Q(organisation="") | Q(circle__isnull=False), name="meetings_walkins_of_somewhere"
            ),
        ]

    def __str__(self):
        return self.organisation or str(self.circle)
