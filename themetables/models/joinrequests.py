"""Somebody of the network asks to sit at a table."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from themetables.models.tables import ThemeTable


class JoinRequestQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who leads the table, the coordinator, and whoever asked."""
        if user.is_coordinator:
            return self
        return self.filter(Q(table__circle__in=user.led_circle_ids) | Q(user=user.pk))

    def editable_by(self, user):
        """Who decides. Not whoever asked: they take it back."""
        return self if user.is_coordinator else self.filter(table__circle__in=user.led_circle_ids)

    def undecided(self):
        return self.filter(decided_at=None)


class JoinRequest(models.Model):
    """One wish to join one table, and what was answered."""

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", "welkom"
        DECLINED = "declined", "nu niet"
        WITHDRAWN = "withdrawn", "ingetrokken"

    table = models.ForeignKey(ThemeTable, on_delete=models.CASCADE, related_name="join_requests", editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="table_requests", editable=False
    )
    why = models.CharField("waarom wil je meedoen", max_length=500)
    asked_at = models.DateTimeField("gevraagd op", editable=False)
    decided_at = models.DateTimeField("besloten op", null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    outcome = models.CharField("besluit", max_length=10, choices=Outcome.choices, blank=True, editable=False)
    answer = models.CharField("antwoord", max_length=500, blank=True)

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "vraag om mee te doen aan een tafel"
        verbose_name_plural = "vragen om mee te doen aan een tafel"
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["table", "user"], condition=Q(decided_at=None), name="themetables_joinrequest_one_waiting"
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, outcome="")
                | Q(decided_at__isnull=False, outcome__in=["accepted", "declined", "withdrawn"]),
                name="themetables_joinrequest_decided_with_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="declined") | ~Q(answer=""), name="themetables_joinrequest_declined_with_reason"
            ),
        ]

    def __str__(self):
        return f"{self.user} bij {self.table}"
