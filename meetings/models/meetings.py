"""Meetings: when and where the people of one or more circles come together."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from meetings.moments import Clock, Moment
from members.access import Visibility
from members.models import Circle, Versioned
from members.models.text import single_line


class Audience(models.TextChoices):
    """Who of a circle is asked to come."""

    EVERYBODY = "everybody", "Iedereen van deze kringen"
    LEADERS = "leaders", "Alleen wie een kring leidt: coalitieleiders, trekkers en de aanjager"


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who is in one of the circles; with visibility `network` every member. A visitor sees no meeting."""
        if user.is_coordinator:
            return self
        if not user.is_member:
            return self.none()
        return self.filter(Q(visibility=Visibility.NETWORK) | of_circles(user.circle_ids) | asked(user))

    def led_by(self, user):
        """Who leads the circle that calls the meeting, and the coordinator."""
        found = self.filter(circle__in=Circle.objects.existing(timezone.localdate()))
        return found if user.is_coordinator else found.filter(circle__in=user.led_circle_ids)

    def editable_by(self, user):
        """What was called off stays as it was."""
        return self.led_by(user).filter(cancelled_at=None)

    def of(self, circle):
        return self.filter(of_circles([circle.pk]))

    def coming(self, now):
        """What is not over, the first one first; also what was called off, so that nobody travels for nothing."""
        return self.filter(ends_at__gt=now).order_by("starts_at", "pk")

    def past(self, now):
        return self.filter(ends_at__lte=now).order_by("-starts_at", "-pk")

    def dated(self):
        """Of which the day is known. What still looks for one has no moments: it never comes and was never."""
        return self.filter(day__isnull=False)

    def undated(self):
        """What still looks for a day; the oldest first, which waits longest."""
        return self.filter(day=None, cancelled_at=None).order_by("created_at", "pk")

    def with_circles(self):
        """Adds what a line of a list shows."""
        guests = models.Prefetch("guest_circles", Circle.objects.select_related("goes_on_in"))
        return self.select_related("circle__goes_on_in").prefetch_related(guests)


def of_circles(circle_ids):
    """The condition that a meeting is of one of these circles: it calls it, or takes part."""
    guests = Meeting.guest_circles.through.objects.filter(circle__in=circle_ids).values("meeting")
    return Q(circle__in=circle_ids) | Q(pk__in=guests)


def asked(user):
    """The condition that somebody was invited by name, and still is."""
    invitees = Meeting._meta.get_field("invitees").related_model.objects.invited().filter(user=user.pk)
    return Q(pk__in=invitees.values("meeting"))


class Meeting(Versioned):
    """Day and time are what people agreed, by the clock of Fryslân; the moments follow from them.

    Without a day the people are still looking for one (meetings/planning/).
    """

    circle = models.ForeignKey(
        Circle, on_delete=models.PROTECT, related_name="meetings", verbose_name="kring", editable=False
    )
    guest_circles = models.ManyToManyField(
        Circle, blank=True, related_name="meetings_as_guest", verbose_name="welke andere kringen doen mee?"
    )
    audience = models.CharField(
        "wie nodig je uit?", max_length=10, choices=Audience.choices, default=Audience.EVERYBODY
    )
    # Never `public`: place and online link are for who is asked to come.
    visibility = models.CharField(
        "wie leest dit?",
        max_length=10,
        choices=[
            (Visibility.CIRCLE, "Alleen de kringen die meedoen"),
            (Visibility.NETWORK, "Iedereen in het netwerk"),
        ],
        default=Visibility.CIRCLE,
    )
    title = models.CharField("hoe heet de bijeenkomst?", max_length=120, validators=[single_line])
    day = models.DateField("datum", null=True, blank=True)
    starts = models.TimeField("begint om", null=True, blank=True)
    ends = models.TimeField("duurt tot", null=True, blank=True)
    starts_at = models.GeneratedField(
        expression=Moment("day", "starts"), output_field=models.DateTimeField(), db_persist=True
    )
    ends_at = models.GeneratedField(
        expression=Moment("day", "ends"), output_field=models.DateTimeField(), db_persist=True
    )
    place = models.CharField("plaats", max_length=200, blank=True, validators=[single_line])
    online_url = models.URLField("link om online mee te doen", max_length=500, blank=True)
    about = models.TextField("waar gaat het over?", max_length=3000, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )
    created_at = models.DateTimeField("gemaakt op", editable=False)
    # From here on people have it in their calendar: it is called off, never thrown away.
    invited_at = models.DateTimeField("uitgenodigd op", null=True, blank=True, editable=False)
    cancelled_at = models.DateTimeField("afgezegd op", null=True, blank=True, editable=False)
    cancel_reason = models.CharField("waarom", max_length=300, blank=True, editable=False, validators=[single_line])
    # Rises when time, place or state change, and at nothing else: what a calendar goes by (RFC 5545, SEQUENCE).
    sequence = models.PositiveIntegerField(default=0, editable=False)
    rescheduled_at = models.DateTimeField(editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "bijeenkomst"
        verbose_name_plural = "bijeenkomsten"
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="meetings_meeting_has_title"),
            models.CheckConstraint(
                condition=Q(starts__lt=F("ends")),
                name="meetings_meeting_begins_before_end",
                violation_error_message="De bijeenkomst moet later eindigen dan ze begint.",
            ),
            models.CheckConstraint(
                condition=Q(starts=Clock("day", "starts"), ends=Clock("day", "ends")),
                name="meetings_meeting_at_times_that_exist",
            ),
            models.CheckConstraint(
                condition=Q(visibility__in=[Visibility.CIRCLE, Visibility.NETWORK]),
                name="meetings_meeting_never_public",
            ),
            models.CheckConstraint(
                condition=Q(day=None) | ~Q(place="", online_url=""),
                name="meetings_meeting_is_somewhere",
                violation_error_message="Vul een plaats in, of een link om online mee te doen.",
            ),
            models.CheckConstraint(
                condition=Q(day=None, starts=None, ends=None)
                | Q(day__isnull=False, starts__isnull=False, ends__isnull=False),
                name="meetings_meeting_has_day_and_times_or_neither",
            ),
            models.CheckConstraint(
                condition=Q(invited_at=None) | Q(day__isnull=False), name="meetings_meeting_invited_for_a_day"
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None, cancel_reason="")
                | (Q(cancelled_at__isnull=False) & ~Q(cancel_reason="")),
                name="meetings_meeting_cancelled_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["circle", "starts_at"], name="meetings_meeting_of_circle")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("meetings:meeting_detail", args=[self.pk])

    @property
    def circles(self):
        """Whose meeting it is: who calls it first, then the others by name."""
        return [self.circle, *self.guest_circles.all()]

    def circles_on(self, on):
        """Return the same on that day: what ended by then is there as the circle in which it goes on, if any."""
        found = [circle.goes_on_in if circle.has_ended(on) else circle for circle in self.circles]
        return list(dict.fromkeys(filter(None, found)))

    @property
    def when(self):
        """As people read it: "donderdag 4 december 2026, 9.30 tot 12.00 uur"."""
        if self.day is None:
            return "nog zonder datum"
        day = date_format(self.day, "l j F Y")
        return f"{day}, {date_format(self.starts, 'G.i')} tot {date_format(self.ends, 'G.i')} uur"

    @property
    def is_cancelled(self):
        return self.cancelled_at is not None

    def is_over(self, now):
        """See also: MeetingQuerySet.past."""
        return self.ends_at is not None and self.ends_at <= now
