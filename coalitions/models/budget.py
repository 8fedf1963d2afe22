"""SPUK money, lightly: what a coalition planned and spent in a year, on the three parts it is meant for."""

from dataclasses import dataclass

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from coalitions.models.coalitions import Coalition
from members.models.versioned import Versioned

FIRST_YEAR, LAST_YEAR = 2023, 2099  # the SPUK began in 2023
MOST_EUROS = 99_999_999


def euros(label):
    return models.PositiveIntegerField(label, null=True, blank=True, validators=[MaxValueValidator(MOST_EUROS)])


def note(label):
    return models.TextField(label, max_length=500, blank=True)


@dataclass(frozen=True)
class Line:
    """One part in one year; None is "not filled in", which is not the same as nothing."""

    label: str
    planned: int | None
    spent: int | None
    note: str = ""
    is_partial: bool = False  # a sum of lines of which one half is not known

    @property
    def left(self):
        """What was not spent; None when that cannot be said."""
        if self.is_partial or self.planned is None or self.spent is None:
            return None
        return self.planned - self.spent


class BudgetQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Money is for who leads the coalition, for board readers and for the coordinator."""
        if user.is_coordinator or user.is_board_reader:
            return self
        return self.filter(coalition__circle__in=user.led_circle_ids)

    def editable_by(self, user):
        return self.filter(coalition__in=Coalition.objects.editable_by(user))


class Budget(Versioned):
    """The SPUK lines of one coalition in one year, in whole euros."""

    coalition = models.ForeignKey(Coalition, on_delete=models.CASCADE, related_name="budgets")
    year = models.PositiveSmallIntegerField(
        "jaar", validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )
    coalition_planned = euros("begroot voor de coalitie")
    coalition_spent = euros("uitgegeven aan de coalitie")
    coalition_note = note("toelichting bij de coalitie")
    interventions_planned = euros("begroot voor interventies")
    interventions_spent = euros("uitgegeven aan interventies")
    interventions_note = note("toelichting bij interventies")
    regional_planned = euros("begroot voor regionale afspraken")
    regional_spent = euros("uitgegeven aan regionale afspraken")
    regional_note = note("toelichting bij regionale afspraken")

    objects = BudgetQuerySet.as_manager()

    class Meta:
        verbose_name = "SPUK-begroting"
        verbose_name_plural = "SPUK-begrotingen"
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["coalition", "year"], name="coalitions_budget_one_per_year"),
            models.CheckConstraint(
                condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR), name="coalitions_budget_year_of_the_spuk"
            ),
        ]

    def __str__(self):
        return f"SPUK {self.year} van {self.coalition}"

    @property
    def lines(self):
        return [
            Line(
                label, getattr(self, f"{part}_planned"), getattr(self, f"{part}_spent"), getattr(self, f"{part}_note")
            )
            for part, label in PARTS
        ]

    @property
    def total(self):
        """The sum of what is filled in; None when nothing is."""
        return total(self.lines)


# The three parts the law names (SPUK brede regeling), in the words of the portal.
PARTS = (
    ("coalition", "De coalitie vormen, versterken en behouden"),
    ("interventions", "Interventies inzetten"),
    ("regional", "Regionale afspraken maken"),
)


def total(lines):
    planned = [line.planned for line in lines if line.planned is not None]
    spent = [line.spent for line in lines if line.spent is not None]
    return Line(
        "Samen",
        sum(planned) if planned else None,
        sum(spent) if spent else None,
        is_partial=any(line.is_partial or (line.planned is None) != (line.spent is None) for line in lines),
    )
