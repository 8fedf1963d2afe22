"""The local coalitions of Kansrijke Start, and the municipalities they are for."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from language.sorting import SortKeyField, sort_key
from members.models import Circle
from members.models.periods import Period, PeriodQuerySet, one_at_a_time
from members.models.versioned import Versioned
from province.models import Municipality


class CoalitionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Every coalition has a public page; its people are a matter of its circle."""
        return self

    def editable_by(self, user):
        """Who leads the coalition, and the coordinator. One that went on as part of another is history."""
        going_on = self.filter(carried_over_at=None)
        return going_on if user.is_coordinator else going_on.filter(circle__in=user.led_circle_ids)

    def existing(self, on):
        """Coalitions that have not ended on the day `on`: every list and the map start from these."""
        return self.filter(Q(circle__ended_on=None) | Q(circle__ended_on__gt=on))


class Coalition(Versioned):
    """The people and organisations of one or more municipalities who together give children a good start."""

    class Phase(models.TextChoices):
        EXPLORING = "exploring", "oriënteren"
        FORMING = "forming", "vormen"
        RUNNING = "running", "uitvoeren"
        LASTING = "lasting", "borgen"

    circle = models.OneToOneField(Circle, on_delete=models.PROTECT, related_name="coalition", verbose_name="kring")
    name = models.CharField("naam", max_length=150)
    slug = models.SlugField(max_length=80, unique=True)
    sort_name = SortKeyField(source="name")
    # What the newest of `phase_changes` says; kept here so that lists need not look. See also: coalitions/phases.py.
    phase = models.CharField("fase", max_length=10, choices=Phase.choices, blank=True)
    started_on = models.DateField("gestart op", null=True, blank=True)
    summary = models.TextField("over de coalitie", max_length=2000, blank=True)
    # With `circle.ended_on` as the day; planned until `carried_over_at` is filled. See also: coalitions/merging.py.
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged_from", verbose_name="opgegaan in"
    )
    carried_over_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = CoalitionQuerySet.as_manager()

    class Meta:
        verbose_name = "coalitie"
        verbose_name_plural = "coalities"
        ordering = ["sort_name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("pk")),
                name="coalitions_coalition_not_merged_into_itself",
            ),
            models.CheckConstraint(
                condition=Q(carried_over_at=None) | Q(merged_into__isnull=False),
                name="coalitions_coalition_carried_over_into_another",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("coalitions:coalition_detail", args=[self.slug])

    def is_named(self, text):
        """Whether `text` is part of the name of this coalition or of one of its `places`; marks do not count."""
        names = [self.name, *(place[name] for place in self.places for name in ("name", "name_dutch", "name_frisian"))]
        return any(sort_key(text) in sort_key(name) for name in names)

    def is_editable_by(self, user):
        """The rule of `editable_by`, for a page that has the coalition already."""
        is_going_on = self.carried_over_at is None
        return is_going_on and (user.is_coordinator or self.circle_id in user.led_circle_ids)

    def has_ended(self, on):
        """Whether the coalition is no more on the day `on`. Asks for its circle: use select_related."""
        return self.circle.has_ended(on)

    @property
    def phase_sentence(self):
        return PHASE_SENTENCES[self.phase]


# What a phase means for somebody who does not know the word.
PHASE_SENTENCES = {
    "": "De coalitie heeft nog niet ingevuld in welke fase zij zit.",
    Coalition.Phase.EXPLORING: "Oriënteren: partijen leren elkaar kennen en kijken wat er nodig is.",
    Coalition.Phase.FORMING: "Vormen: partijen spreken af wat zij samen willen en wie wat doet.",
    Coalition.Phase.RUNNING: "Uitvoeren: de afspraken worden gebruikt in het dagelijks werk.",
    Coalition.Phase.LASTING: "Borgen: de afspraken blijven, ook als mensen van baan wisselen.",
}


class CoalitionMunicipalityQuerySet(PeriodQuerySet):
    def visible_to(self, user):
        return self

    def editable_by(self, user):
        """Where a municipality belongs is the coordinator's; what was, stays as it was."""
        return self.filter(coalition__carried_over_at=None) if user.is_coordinator else self.none()


class CoalitionMunicipality(Period):
    """One municipality's time in one coalition; never in two on the same day."""

    coalition = models.ForeignKey(Coalition, on_delete=models.CASCADE, related_name="municipality_places")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="coalition_places")

    objects = CoalitionMunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = "gemeente in een coalitie"
        verbose_name_plural = "gemeenten in coalities"
        ordering = ["municipality__sort_name", "since"]
        constraints = [
            one_at_a_time("coalitions_coalitionmunicipality_one_coalition_per_day", "municipality"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(since__lt=F("until")),
                name="coalitions_coalitionmunicipality_since_before_until",
            ),
        ]

    def __str__(self):
        return f"{self.municipality} in {self.coalition}"
