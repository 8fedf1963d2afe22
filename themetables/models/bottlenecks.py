"""Bottlenecks (knelpunten): what a coalition runs into, where others may recognise it. Never about a family."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from coalitions.models import Coalition, CoalitionMunicipality
from members.models import Membership, Versioned
from members.models.text import single_line
from province.models import Pillar
from themetables.models.tables import ThemeTable


class BottleneckState(models.TextChoices):
    """How far along the loop a bottleneck is; `state` of Bottleneck and of every BottleneckChange."""

    OPEN = "open", "open"
    AGENDA = "agenda", "op de agenda"
    TAKEN_UP = "taken_up", "opgepakt door tafel"
    DELIVERED = "delivered", "bouwsteen geleverd"
    SOLVED = "solved", "opgelost"
    TURNED_DOWN = "turned_down", "niet opgepakt"


STATE_KINDS = {
    BottleneckState.OPEN: "plain",
    BottleneckState.AGENDA: "accent",
    BottleneckState.TAKEN_UP: "info",
    BottleneckState.DELIVERED: "ok",
    BottleneckState.SOLVED: "ok",
    BottleneckState.TURNED_DOWN: "plain",
}
# Nobody works on it yet.
WAITING = (BottleneckState.OPEN, BottleneckState.AGENDA)
AT_A_TABLE = (BottleneckState.TAKEN_UP, BottleneckState.DELIVERED)


def working_circle_ids(user):
    """The circles in which somebody takes part, and not only reads along."""
    return [one.circle_id for one in user.current_memberships if one.role != Membership.Role.READER]


def reach_on(on):
    """The number of municipalities whose coalition of the day `on` recognises the bottleneck of the outer query."""
    recognising = (
        CoalitionMunicipality.objects.current(on)
        .filter(coalition__recognitions__bottleneck=OuterRef("pk"))
        .order_by()
        .values("coalition__recognitions__bottleneck")
        .annotate(number=Count("pk"))
    )
    return Coalesce(Subquery(recognising.values("number")), 0)


class BottleneckQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Every member of the network reads every bottleneck, also one that became part of another."""
        return self if user.is_member else self.none()

    def editable_by(self, user):
        """The words are of the coalition that named it first: its leaders, who wrote them, and the coordinator."""
        if user.is_coordinator:
            return self.current()
        own = Q(coalition__circle__in=user.led_circle_ids) | Q(
            named_by=user.pk, coalition__circle__in=working_circle_ids(user)
        )
        return self.current().filter(own, coalition__carried_over_at=None)

    def current(self):
        """Leaves out what became part of another."""
        return self.filter(merged_into=None)

    def waiting(self):
        """Those nobody works on yet."""
        return self.current().filter(state__in=WAITING)

    def with_reach(self, on):
        """Adds `reach`: how many municipalities recognise it, as the coalitions are on the day `on`."""
        return self.annotate(reach=reach_on(on))

    def recount(self, on):
        """Store the reach by which lists sort."""
        return self.exclude(municipality_count=reach_on(on)).update(municipality_count=reach_on(on))


class Bottleneck(Versioned):
    """Something in the work that stands in the way of a good start, as a coalition named it."""

    title = models.CharField("knelpunt in één zin", max_length=120, validators=[single_line])
    what_happens = models.TextField("wat gebeurt er", max_length=1500)
    for_whom = models.CharField("voor wie", max_length=200, blank=True, validators=[single_line])
    would_help = models.TextField("wat zou helpen", max_length=1000, blank=True)
    pillars = models.ManyToManyField(Pillar, verbose_name="pijlers", related_name="bottlenecks", blank=True)
    # Empty when the coordinator named it for the whole network.
    coalition = models.ForeignKey(
        Coalition,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="bottlenecks",
        verbose_name="het eerst genoemd door",
    )
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )
    named_at = models.DateTimeField("genoemd op", editable=False)
    state = models.CharField(
        "stand", max_length=15, choices=BottleneckState.choices, default=BottleneckState.OPEN, editable=False
    )
    state_reason = models.CharField("reden", max_length=500, blank=True, editable=False)
    state_since = models.DateTimeField("stand sinds", editable=False)
    table = models.ForeignKey(
        ThemeTable,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="bottlenecks",
        verbose_name="thematafel",
        editable=False,
    )
    # Always one that is not merged itself. See also: bottlenecks/merging.py.
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged_from", editable=False
    )
    # By which lists sort: `reach` of the last time that somebody recognised it, or of last night.
    municipality_count = models.PositiveSmallIntegerField("aantal gemeenten", default=0, editable=False)
    # What it grew out of, on a higher floor: a link, not a foreign key (docs/architecture.md).
    source_label = models.CharField("komt uit", max_length=200, blank=True, editable=False)
    source_url = models.CharField(max_length=500, blank=True, editable=False)
    # The words of all texts as language.words.analyse gives them; what `similar` compares.
    words = ArrayField(models.CharField(max_length=60), default=list, editable=False)

    objects = BottleneckQuerySet.as_manager()

    class Meta:
        verbose_name = "knelpunt"
        verbose_name_plural = "knelpunten"
        ordering = ["-named_at", "-pk"]
        indexes = [
            GinIndex(fields=["words"], name="themetables_bottleneck_words"),
            # The two orders of the list, over what is not merged.
            models.Index(
                F("municipality_count").desc(),
                F("named_at").desc(),
                F("id").desc(),
                condition=Q(merged_into=None),
                name="themetables_bottleneck_reach",
            ),
            models.Index(
                F("named_at").desc(),
                F("id").desc(),
                condition=Q(merged_into=None),
                name="themetables_bottleneck_newest",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=BottleneckState.values), name="themetables_bottleneck_known_state"
            ),
            models.CheckConstraint(
                condition=~Q(state=BottleneckState.TURNED_DOWN) | ~Q(state_reason=""),
                name="themetables_bottleneck_turned_down_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=AT_A_TABLE) | Q(table__isnull=False),
                name="themetables_bottleneck_taken_up_by_a_table",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("pk")),
                name="themetables_bottleneck_not_merged_into_itself",
            ),
            models.CheckConstraint(
                condition=Q(source_label="", source_url="")
                | (~Q(source_label="") & Q(source_url__startswith="/") & ~Q(source_url__startswith="//")),
                name="themetables_bottleneck_source_is_here",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("themetables:bottleneck_detail", args=[self.pk])

    @property
    def state_kind(self):
        """The colour that repeats the word (components/badge.html)."""
        return STATE_KINDS[self.state]
