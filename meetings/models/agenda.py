"""The agenda of a meeting: what is on it, in which order, for how long, and who presents it."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Deferrable, Q

from meetings.models.meetings import Meeting
from members.models import Versioned
from members.models.text import single_line

MOST_MINUTES = 480


class AgendaItemQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who sees the meeting, sees its agenda."""
        return self.filter(meeting__in=Meeting.objects.visible_to(user))

    def editable_by(self, user):
        return self.filter(meeting__in=Meeting.objects.editable_by(user))


class AgendaItem(Versioned):
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items", editable=False)
    position = models.PositiveSmallIntegerField("volgorde", editable=False)
    title = models.CharField("waar gaat het over?", max_length=200, validators=[single_line])
    minutes = models.PositiveSmallIntegerField(
        "hoeveel minuten?", default=15, validators=[MinValueValidator(1), MaxValueValidator(MOST_MINUTES)]
    )
    presenter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="wie vertelt erover?",
    )
    presenter_name = models.CharField("of iemand van buiten", max_length=100, blank=True, validators=[single_line])
    text = models.TextField("wat is het doel, en wat moet iedereen vooraf weten?", max_length=2000, blank=True)
    documents = models.ManyToManyField(
        "library.Document", verbose_name="stukken", blank=True, related_name="+", editable=False
    )
    # What was said, written down on the day. See also: meetings/minutes/notes.py.
    notes = models.TextField("notities", max_length=10_000, blank=True)
    # What it is about, on a higher floor: a link, not a foreign key (members/sources.py).
    source_label = models.CharField("hoort bij", max_length=200, blank=True, editable=False)
    source_url = models.CharField("gaat over", max_length=500, blank=True)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        verbose_name = "agendapunt"
        verbose_name_plural = "agendapunten"
        ordering = ["meeting", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "position"], name="meetings_agendaitem_position", deferrable=Deferrable.DEFERRED
            ),
            models.CheckConstraint(condition=~Q(title=""), name="meetings_agendaitem_has_title"),
            models.CheckConstraint(
                condition=Q(minutes__range=(1, MOST_MINUTES)), name="meetings_agendaitem_takes_time"
            ),
            models.CheckConstraint(
                condition=Q(presenter=None) | Q(presenter_name=""),
                name="meetings_agendaitem_one_presenter",
                violation_error_message="Kies iemand uit de lijst, of vul een naam in. Niet allebei.",
            ),
            models.CheckConstraint(
                condition=Q(source_label="", source_url="")
                | (~Q(source_label="") & Q(source_url__startswith="/") & ~Q(source_url__startswith="//")),
                name="meetings_agendaitem_source_is_here",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return f"{self.meeting.get_absolute_url()}#punt-{self.pk}"

    @property
    def who(self):
        """Who presents it, in words; empty when nobody was chosen."""
        return str(self.presenter) if self.presenter_id else self.presenter_name
