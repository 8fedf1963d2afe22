"""The December decision: which tables go on, stop or begin. A decision is a final record."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from members.models import Versioned
from themetables.models.plans import TablePlan
from themetables.models.tables import ThemeTable


class DecisionMeetingQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.is_member else self.none()

    def editable_by(self, user):
        return self if user.is_coordinator else self.none()


class DecisionMeeting(Versioned):
    """When and where the network decides about the plans of one year."""

    title = models.CharField("titel", max_length=120)
    year = models.PositiveSmallIntegerField("over de plannen van")
    held_on = models.DateField("datum")
    place = models.CharField("plaats", max_length=200)
    # The meeting in people's calendars: with its agenda, invitations and minutes.
    gathering = models.OneToOneField(
        "meetings.Meeting",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="decision_meeting",
        editable=False,
    )

    objects = DecisionMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "beslisbijeenkomst"
        verbose_name_plural = "beslisbijeenkomsten"
        ordering = ["-held_on", "-pk"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("themetables:meeting_detail", args=[self.pk])

    @property
    def last_year(self):
        """The year whose results lie beside the plans."""
        return self.year - 1


class Outcome(models.TextChoices):
    CONTINUE = "continue", "doorgaan"
    ADJUST = "adjust", "doorgaan met aanpassing"
    STOP = "stop", "stoppen"
    NEW = "new", "nieuw"


class TableDecisionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.is_member else self.none()

    def editable_by(self, user):
        """Recording one, or the one that corrects it, is the coordinator's."""
        return self if user.is_coordinator else self.none()

    def standing(self):
        """What holds: no later decision corrects it."""
        return self.filter(correction=None)


class TableDecision(models.Model):
    """What the network decided about one table. The database refuses to change or remove one (migration)."""

    meeting = models.ForeignKey(
        DecisionMeeting, on_delete=models.PROTECT, related_name="decisions", verbose_name="bijeenkomst"
    )
    table = models.ForeignKey(
        ThemeTable, on_delete=models.PROTECT, related_name="decisions", verbose_name="thematafel"
    )
    plan = models.ForeignKey(
        TablePlan, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions", verbose_name="plan"
    )
    outcome = models.CharField("besluit", max_length=10, choices=Outcome.choices)
    reason = models.TextField("waarom", max_length=2000)
    decided_on = models.DateField("besloten op")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField("vastgelegd op")
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="correction", verbose_name="corrigeert"
    )

    objects = TableDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "besluit over een thematafel"
        verbose_name_plural = "besluiten over thematafels"
        ordering = ["-decided_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "table"],
                condition=Q(corrects=None),
                name="themetables_tabledecision_once_per_meeting",
            ),
            models.CheckConstraint(
                condition=Q(corrects=None) | ~Q(corrects=F("pk")), name="themetables_tabledecision_not_of_itself"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["continue", "adjust", "stop", "new"]),
                name="themetables_tabledecision_known_outcome",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="themetables_tabledecision_with_reason"),
        ]

    def __str__(self):
        return f"Tafel {self.table}: {self.get_outcome_display()}"

    def get_absolute_url(self):
        return reverse("themetables:decision_detail", args=[self.pk])
