"""What an edition led to: what people said they would do, what they did, and how many there were."""

from django.db import models
from django.db.models import Q

from members.models.text import single_line
from symposium.models.editions import Edition
from symposium.models.registrations import Registration


class IntentionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """By name for the coordinator alone; who said it comes by their own link."""
        return self if user.is_coordinator else self.none()

    editable_by = visible_to


class Intention(models.Model):
    """What one person goes to do after the symposium, and half a year later what came of it.

    Who wrote nothing down then, can still tell what they did: `text` is empty.
    """

    registration = models.OneToOneField(
        Registration, on_delete=models.CASCADE, related_name="intention", editable=False
    )
    text = models.CharField("wat ga je doen?", max_length=300, blank=True, validators=[single_line])
    said_at = models.DateTimeField("gezegd op", editable=False)
    asked_at = models.DateTimeField("gevraagd wat het werd op", null=True, editable=False)
    result = models.CharField("wat deed je ermee?", max_length=300, blank=True, validators=[single_line])
    # On the page of the edition, without a name: when this person says so, and the coordinator puts it there.
    may_show = models.BooleanField("mag zonder mijn naam op de pagina van het symposium", default=False)
    shown_at = models.DateTimeField("op de pagina sinds", null=True, editable=False)

    objects = IntentionQuerySet.as_manager()

    class Meta:
        verbose_name = "voornemen"
        verbose_name_plural = "voornemens"
        ordering = ["said_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text="") | ~Q(result=""), name="symposium_intention_says_something"),
            models.CheckConstraint(
                condition=Q(shown_at=None) | Q(may_show=True), name="symposium_intention_shown_only_if_it_may"
            ),
        ]

    def __str__(self):
        return self.text or self.result


class Turnout(models.Model):
    """How many came, written down before who they were is forgotten."""

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="turnout")
    registered = models.PositiveIntegerField("aangemeld")
    came = models.PositiveIntegerField("er waren")
    municipalities = models.PositiveIntegerField("uit zoveel gemeenten")

    class Meta:
        verbose_name = "opkomst"
        verbose_name_plural = "opkomst"

    def __str__(self):
        return f"{self.edition}: {self.came}"
