"""What a meeting leaves: decisions with a number, and the minutes, which the next meeting approves."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from language.sorting import SearchKeyField
from library.models import Document
from meetings.models.agenda import AgendaItem
from meetings.models.meetings import Meeting
from members.models import Circle, Draft, Versioned

LONGEST_MINUTES = 40_000


class DecisionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(meeting__in=Meeting.objects.visible_to(user))

    def editable_by(self, user):
        """Until the minutes are approved: then it is what was decided, and the database keeps it so."""
        found = self.filter(meeting__in=Meeting.objects.editable_by(user))
        return found.exclude(meeting__minutes__approved_at__isnull=False)


class Decision(Versioned):
    """One decision, in one or two sentences. It is numbered per circle and year, so that people can name it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="decisions", editable=False)
    # The circle that called the meeting, and the year of its day: what the number counts in.
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="decisions", editable=False)
    year = models.PositiveSmallIntegerField("jaar", editable=False)
    number = models.PositiveSmallIntegerField("nummer", editable=False)
    item = models.ForeignKey(
        AgendaItem, on_delete=models.SET_NULL, null=True, related_name="decisions", editable=False
    )
    text = models.TextField("wat is er besloten?", max_length=1000)
    created_at = models.DateTimeField("opgeschreven op", editable=False)
    search_text = SearchKeyField(source="searchable_text", max_length=1500)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "besluit"
        verbose_name_plural = "besluiten"
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["circle", "year", "number"], name="meetings_decision_number_once"),
            models.CheckConstraint(condition=~Q(text=""), name="meetings_decision_says_what"),
        ]

    def __str__(self):
        return f"Besluit {self.label}"

    def get_absolute_url(self):
        return f"{self.meeting.get_absolute_url()}#besluit-{self.pk}"

    @property
    def label(self):
        return f"{self.year}-{self.number}"

    @property
    def searchable_text(self):
        return f"{self.label} {self.text}"


class NoteDraft(Draft):
    """What somebody typed at an item and has not saved yet: theirs alone. See also: static/js/keep-draft.js."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="drafts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = "klad van een notitie"
        verbose_name_plural = "kladden van notities"
        constraints = [
            models.UniqueConstraint(fields=["item", "user"], name="meetings_notedraft_one_per_person"),
        ]


class MinutesQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who sees the meeting, as soon as they were sent; before that only who writes them."""
        readable = Q(sent_at__isnull=False) | Q(meeting__in=Meeting.objects.led_by(user))
        return self.filter(readable, meeting__in=Meeting.objects.visible_to(user))

    def editable_by(self, user):
        return self.filter(approved_at=None, meeting__in=Meeting.objects.editable_by(user))


class Minutes(Versioned):
    """The minutes of one meeting. Made of its notes, sent to who was asked to come, approved, and then final."""

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="minutes", editable=False)
    text = models.TextField("verslag", max_length=LONGEST_MINUTES, blank=True)
    sent_at = models.DateTimeField("verstuurd op", null=True, blank=True, editable=False)
    approved_at = models.DateTimeField("vastgesteld op", null=True, blank=True, editable=False)
    # Where it was approved; empty when that was done between two meetings.
    approved_in = models.ForeignKey(
        Meeting, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="vastgesteld in"
    )
    # The action points as they were agreed, one a line; kept when the minutes are approved, for the points go on.
    agreed = models.TextField("afgesproken actiepunten", blank=True, editable=False)
    remarks = models.TextField("opmerkingen bij het vaststellen", max_length=2000, blank=True)
    document = models.ForeignKey(
        Document, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )

    objects = MinutesQuerySet.as_manager()

    class Meta:
        verbose_name = "verslag"
        verbose_name_plural = "verslagen"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_at=None) | Q(sent_at__isnull=False), name="meetings_minutes_sent_before_approved"
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=False) | Q(remarks="", approved_in=None, document=None, agreed=""),
                name="meetings_minutes_remarks_when_approved",
            ),
        ]

    def __str__(self):
        return f"Verslag van {self.meeting}"

    def get_absolute_url(self):
        return reverse("meetings:minutes_detail", args=[self.meeting_id])

    @property
    def is_approved(self):
        return self.approved_at is not None
