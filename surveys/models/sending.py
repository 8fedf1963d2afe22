"""Beside the invitations: what a draft holds of people without an account, and who was phoned."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower

from surveys.models.rounds import Round
from surveys.models.sheets import Sheet


class Listed(models.Model):
    """An address that was pasted for a round, until the round opens: then it is an invitation, and this row goes."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="listed", editable=False)
    address = models.EmailField("e-mailadres", max_length=320)

    class Meta:
        verbose_name = "adres voor een ronde"
        verbose_name_plural = "adressen voor een ronde"
        ordering = ["address"]
        constraints = [
            models.UniqueConstraint(fields=["round", "address"], name="surveys_listed_once"),
            models.CheckConstraint(
                condition=models.Q(address=Lower("address")), name="surveys_listed_address_lower_case"
            ),
        ]

    def __str__(self):
        return self.address


class CallQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.is_coordinator else self.none()

    editable_by = visible_to


class Call(models.Model):
    """That somebody phoned about a sheet that was not submitted yet, and what was agreed."""

    class Outcome(models.TextChoices):
        REACHED = "reached", "Gesproken"
        MISSED = "missed", "Niet bereikt"
        ANSWERED = "answered", "Samen ingevuld aan de telefoon"

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="calls", editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    at = models.DateTimeField("gebeld op", editable=False)
    outcome = models.CharField("hoe ging het", max_length=10, choices=Outcome.choices)
    note = models.CharField("wat spraken jullie af", max_length=300, blank=True)

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = "telefoontje over een enquête"
        verbose_name_plural = "telefoontjes over enquêtes"
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.sheet}: {self.get_outcome_display()}"
