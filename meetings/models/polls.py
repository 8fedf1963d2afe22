"""Finding a day: proposals, and who could come on which of them. What counts is who would be represented."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.formats import date_format

from meetings.models.invitees import Invitee
from meetings.models.meetings import Meeting
from meetings.moments import Clock, Moment

MOST_OPTIONS = 12


class PollQuerySet(models.QuerySet):
    def open(self, on):
        """What people can still answer on the day `on`."""
        return self.filter(opened_at__isnull=False, closed_at=None, closes_on__gte=on, meeting__cancelled_at=None)

    def to_decide(self, on):
        """Nobody answers any more, and nobody chose."""
        return self.filter(closed_at=None, closes_on__lt=on, meeting__cancelled_at=None)


class Poll(models.Model):
    """The question which day suits, about one meeting. Until it is opened only who calls the meeting sees it."""

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="poll")
    closes_on = models.DateField("tot en met welke dag kunnen mensen antwoorden?", null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    # A day was chosen, or somebody filled one in.
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = PollQuerySet.as_manager()

    class Meta:
        verbose_name = "datumprikker"
        verbose_name_plural = "datumprikkers"
        constraints = [
            models.CheckConstraint(
                condition=Q(opened_at=None) | Q(closes_on__isnull=False), name="meetings_poll_open_until_a_day"
            ),
        ]

    def __str__(self):
        return f"Datum voor {self.meeting}"

    def get_absolute_url(self):
        return reverse("meetings:poll_detail", args=[self.meeting_id])

    @property
    def is_opened(self):
        return self.opened_at is not None

    def is_open(self, on):
        """See also: PollQuerySet.open."""
        return self.is_opened and self.closed_at is None and self.closes_on >= on


class DateOption(models.Model):
    """One proposal. Times that no clock shows on that day are refused, as those of a meeting are."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="options")
    day = models.DateField("datum")
    starts = models.TimeField("begint om")
    ends = models.TimeField("duurt tot")
    starts_at = models.GeneratedField(
        expression=Moment("day", "starts"), output_field=models.DateTimeField(), db_persist=True
    )

    class Meta:
        verbose_name = "voorstel voor een datum"
        verbose_name_plural = "voorstellen voor een datum"
        ordering = ["poll", "day", "starts", "ends"]
        constraints = [
            models.UniqueConstraint(fields=["poll", "day", "starts", "ends"], name="meetings_dateoption_once"),
            models.CheckConstraint(condition=Q(starts__lt=F("ends")), name="meetings_dateoption_begins_before_end"),
            models.CheckConstraint(
                condition=Q(starts=Clock("day", "starts"), ends=Clock("day", "ends")),
                name="meetings_dateoption_at_times_that_exist",
            ),
        ]

    def __str__(self):
        day = date_format(self.day, "l j F Y")
        return f"{day}, {date_format(self.starts, 'G.i')} tot {date_format(self.ends, 'G.i')} uur"


class Tick(models.Model):
    """What one person said about one proposal."""

    class Said(models.TextChoices):
        YES = "yes", "Ja"
        IF_NEEDED = "maybe", "Als het moet"
        NO = "no", "Nee"

    option = models.ForeignKey(DateOption, on_delete=models.CASCADE, related_name="ticks")
    invitee = models.ForeignKey(Invitee, on_delete=models.CASCADE, related_name="ticks")
    said = models.CharField("antwoord", max_length=5, choices=Said.choices)

    class Meta:
        verbose_name = "antwoord op een datum"
        verbose_name_plural = "antwoorden op een datum"
        ordering = ["option", "invitee"]
        constraints = [
            models.UniqueConstraint(fields=["option", "invitee"], name="meetings_tick_once_per_person"),
            models.CheckConstraint(condition=Q(said__in=["yes", "maybe", "no"]), name="meetings_tick_says_something"),
        ]

    def __str__(self):
        return f"{self.invitee}: {self.get_said_display()}"
