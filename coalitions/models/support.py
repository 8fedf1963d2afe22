"""What the coordinator keeps about coalitions: notes about the help they need, and when each place joined."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from coalitions.models.coalitions import Coalition
from province.models import Municipality


class SupportNoteQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Private to the coordinator: a leader must be able to ask for help without all reading it."""
        return self if user.is_coordinator else self.none()

    def editable_by(self, user):
        return self.visible_to(user)


class SupportNote(models.Model):
    """What the coordinator wrote down about one coalition; gone after a while (coalitions/retention.py)."""

    coalition = models.ForeignKey(Coalition, on_delete=models.CASCADE, related_name="support_notes")
    text = models.TextField("notitie", max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField("geschreven op")

    objects = SupportNoteQuerySet.as_manager()

    class Meta:
        verbose_name = "ondersteuningsnotitie"
        verbose_name_plural = "ondersteuningsnotities"
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"Notitie over {self.coalition} van {self.at:%d-%m-%Y}"


class Tranche(models.IntegerChoices):
    """The four rounds in which municipalities could join the national programme."""

    FIRST = 1, "1e tranche"
    SECOND = 2, "2e tranche"
    THIRD = 3, "3e tranche"
    FOURTH = 4, "4e tranche"


class Joining(models.Model):
    """When a municipality joined Kansrijke Start. It stays with the place, also when coalitions merge or split."""

    municipality = models.OneToOneField(Municipality, on_delete=models.CASCADE, related_name="joining")
    tranche = models.PositiveSmallIntegerField("tranche", choices=Tranche.choices, null=True, blank=True)
    year = models.PositiveSmallIntegerField(
        "ingestapt in", null=True, blank=True, validators=[MinValueValidator(2018), MaxValueValidator(2099)]
    )

    class Meta:
        verbose_name = "instapmoment van een gemeente"
        verbose_name_plural = "instapmomenten van gemeenten"
        constraints = [
            models.CheckConstraint(
                condition=Q(tranche=None) | Q(tranche__in=Tranche.values), name="coalitions_joining_tranche_exists"
            ),
        ]

    def __str__(self):
        return f"{self.municipality}: {self.line or 'onbekend'}"

    @property
    def line(self):
        """ "4e tranche (2022)", or what of it is known."""
        if self.tranche is None:
            return str(self.year or "")
        return f"{self.get_tranche_display()} ({self.year})" if self.year else self.get_tranche_display()
