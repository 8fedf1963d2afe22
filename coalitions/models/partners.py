"""Who takes part in a coalition, from one day to another."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from coalitions.models.coalitions import Coalition
from coalitions.models.organisations import Organisation
from members.models.periods import Period, PeriodQuerySet, one_at_a_time
from members.models.text import single_line
from members.models.versioned import Versioned


class PartnerQuerySet(PeriodQuerySet):
    def visible_to(self, user):
        """Which organisations work together is public; who speaks for them is not (see the template)."""
        return self

    def editable_by(self, user):
        return self.filter(coalition__in=Coalition.objects.editable_by(user))


class Partner(Versioned, Period):
    """One organisation's time in one coalition, and who speaks for it there."""

    coalition = models.ForeignKey(
        Coalition, on_delete=models.CASCADE, related_name="partners", verbose_name="coalitie"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="partnerships", verbose_name="organisatie"
    )
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="partner_contacts",
        verbose_name="wie spreekt er voor deze partner",
    )
    # For who has no account: a function, not a name.
    contact_function = models.CharField("functie", max_length=100, blank=True, validators=[single_line])

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = "partner"
        verbose_name_plural = "partners"
        ordering = ["organisation__sort_name", "since"]
        constraints = [
            one_at_a_time("coalitions_partner_once_per_day", "coalition", "organisation"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(since__lte=F("until")),
                name="coalitions_partner_since_before_until",
            ),
        ]
        indexes = [models.Index(fields=["coalition", "changed_at"], name="coalitions_partner_newest")]

    def __str__(self):
        return f"{self.organisation} in {self.coalition}"

    def get_absolute_url(self):
        return f"{self.coalition.get_absolute_url()}#partners"
