"""Giving out places fairly: each run of it, and what somebody was told."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from symposium.models.editions import Edition
from symposium.models.programme import Session, TimeSlot
from symposium.models.registrations import Registration


class Allocation(models.Model):
    """One run: a trial shows figures and nothing more, the other gives everybody their places."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="allocations", editable=False)
    is_trial = models.BooleanField("proef")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )
    asked_at = models.DateTimeField("gevraagd op")
    finished_at = models.DateTimeField("klaar op", null=True)
    # Why it came to nothing; then no place was changed.
    failure = models.CharField("waarom niet", max_length=200, blank=True)
    # Numbers only, nobody's name: see allocating/figures.py.
    figures = models.JSONField("cijfers", default=dict)

    class Meta:
        verbose_name = "verdeling"
        verbose_name_plural = "verdelingen"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition"], condition=Q(finished_at=None), name="symposium_allocation_one_at_a_time"
            ),
        ]

    def __str__(self):
        return f"{self.edition}: {'proef' if self.is_trial else 'verdeling'}"


class AllocatedPlace(models.Model):
    """What an allocation gave somebody in a slot. A seat changes after that; this says what they were told."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="allocated")
    slot = models.ForeignKey(TimeSlot, on_delete=models.CASCADE, related_name="+")
    # Empty: there was no place left.
    session = models.ForeignKey(Session, on_delete=models.CASCADE, null=True, related_name="+")
    # The rank of the wish they got; 0 when it was none of them; empty when they gave none.
    rank = models.PositiveSmallIntegerField("hoeveelste wens", null=True)

    class Meta:
        verbose_name = "toegewezen plek"
        verbose_name_plural = "toegewezen plekken"
        ordering = ["registration", "slot"]
        constraints = [
            models.UniqueConstraint(fields=["registration", "slot"], name="symposium_allocatedplace_once"),
        ]

    def __str__(self):
        return f"{self.registration}: {self.session}"
