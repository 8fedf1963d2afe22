"""The start package (startpakket): what a new leader, or a new coalition, does first."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from coalitions.models.coalitions import Coalition
from members.models.versioned import Versioned


class StartItemQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The coordinator keeps the list; each leader reads it."""
        return self if user.is_coordinator or user.led_circle_ids else self.none()

    def editable_by(self, user):
        return self if user.is_coordinator else self.none()

    def in_use(self):
        return self.filter(withdrawn_at=None)


class StartItem(Versioned):
    """One thing on the checklist. Withdrawn, not deleted: who did it keeps the tick."""

    class Audience(models.TextChoices):
        LEADER = "leader", "nieuwe coalitieleider"
        COALITION = "coalition", "nieuwe coalitie"

    # Known by the loader of the default items; what the coordinator adds has none.
    key = models.SlugField("kenmerk", max_length=40, null=True, blank=True, unique=True, editable=False)
    audience = models.CharField("voor wie", max_length=10, choices=Audience.choices)
    title = models.CharField("wat", max_length=100)
    text = models.TextField("uitleg", max_length=1000, blank=True)
    link = models.CharField("link", max_length=300, blank=True)
    position = models.PositiveSmallIntegerField("volgorde")
    withdrawn_at = models.DateTimeField("weggehaald op", null=True, blank=True, editable=False)

    objects = StartItemQuerySet.as_manager()

    class Meta:
        verbose_name = "stap van het startpakket"
        verbose_name_plural = "stappen van het startpakket"
        ordering = ["-audience", "position", "pk"]  # the leader first

    def __str__(self):
        return self.title


class StartTick(models.Model):
    """Somebody did a step: for themselves, or for the whole coalition."""

    item = models.ForeignKey(StartItem, on_delete=models.CASCADE, related_name="ticks")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="start_ticks"
    )
    coalition = models.ForeignKey(
        Coalition, on_delete=models.CASCADE, null=True, blank=True, related_name="start_ticks"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField("gedaan op")

    class Meta:
        verbose_name = "gedane stap"
        verbose_name_plural = "gedane stappen"
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(fields=["item", "user"], name="coalitions_starttick_once_per_person"),
            models.UniqueConstraint(fields=["item", "coalition"], name="coalitions_starttick_once_per_coalition"),
            models.CheckConstraint(
                condition=Q(user=None) ^ Q(coalition=None), name="coalitions_starttick_person_or_coalition"
            ),
        ]

    def __str__(self):
        return f"{self.item}: {self.user or self.coalition}"
