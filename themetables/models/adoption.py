"""What a coalition does with a building block: uses it, adapted it, not yet, or not for us, because ..."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from coalitions.models import Coalition
from members.models import Versioned
from themetables.models.blocks import BlockVersion, BuildingBlock


class AdoptionState(models.TextChoices):
    """In the order in which people read them."""

    IN_USE = "in_use", "gebruiken we"
    ADAPTED = "adapted", "aangepast"
    NOT_YET = "not_yet", "nog niet"
    NOT_FOR_US = "not_for_us", "niet voor ons"


# Who works with it, and is asked whether they move along with a new version.
WORKS_WITH_IT = (AdoptionState.IN_USE, AdoptionState.ADAPTED)


class OfCoalitionQuerySet(models.QuerySet):
    """What belongs to a coalition and a building block: every member of the network reads it."""

    def visible_to(self, user):
        return self if user.is_member else self.none()


class AdoptionQuerySet(OfCoalitionQuerySet):
    def editable_by(self, user):
        """The rule of Coalition.editable_by."""
        going_on = self.filter(coalition__carried_over_at=None)
        return going_on if user.is_coordinator else going_on.filter(coalition__circle__in=user.led_circle_ids)

    def in_use(self):
        return self.filter(state__in=WORKS_WITH_IT)

    def to_move_along(self):
        """There is a newer version than they use, and they did not say yet whether they take it."""
        return self.in_use().filter(
            Q(kept_number=None) | Q(kept_number__lt=F("block__latest")), block_version__number__lt=F("block__latest")
        )


class Adoption(Versioned):
    """One coalition's answer to one building block. Its own text is nobody else's to change.

    See also: adoption/choosing.py, which keeps the history.
    """

    coalition = models.ForeignKey(
        Coalition, on_delete=models.PROTECT, related_name="adoptions", verbose_name="coalitie", editable=False
    )
    block = models.ForeignKey(
        BuildingBlock, on_delete=models.PROTECT, related_name="adoptions", verbose_name="bouwsteen", editable=False
    )
    state = models.CharField("wat doen jullie ermee", max_length=10, choices=AdoptionState.choices)
    reason = models.TextField("waarom", max_length=1000, blank=True)
    local_text = models.TextField("zo doen wij het", max_length=12_000, blank=True)
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="wie kunnen anderen ernaar vragen",
    )
    since = models.DateField("sinds")
    # The version they work with, or looked at. See also: Versioned.version, the how-manieth time this row was saved.
    block_version = models.ForeignKey(BlockVersion, on_delete=models.PROTECT, related_name="+", editable=False)
    # The newest version that they looked at and did not take, and why.
    kept_number = models.PositiveIntegerField(null=True, blank=True, editable=False)
    kept_reason = models.CharField("waarom niet mee", max_length=300, blank=True, editable=False)

    objects = AdoptionQuerySet.as_manager()

    class Meta:
        verbose_name = "gebruik van een bouwsteen"
        verbose_name_plural = "gebruik van bouwstenen"
        ordering = ["pk"]
        indexes = [
            # All that the matrix asks (adoption/matrix.py): it never reads the texts.
            models.Index(fields=["block", "coalition"], include=["state"], name="themetables_adoption_matrix"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["coalition", "block"], name="themetables_adoption_once_per_coalition"),
            models.CheckConstraint(
                condition=Q(state__in=AdoptionState.values), name="themetables_adoption_known_state"
            ),
            models.CheckConstraint(
                condition=~Q(state=AdoptionState.NOT_FOR_US) | ~Q(reason=""),
                name="themetables_adoption_not_for_us_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state=AdoptionState.ADAPTED) | ~Q(local_text=""),
                name="themetables_adoption_adapted_with_text",
            ),
            models.CheckConstraint(
                condition=Q(kept_number=None, kept_reason="") | Q(kept_number__isnull=False) & ~Q(kept_reason=""),
                name="themetables_adoption_kept_with_reason",
            ),
        ]

    def __str__(self):
        return f"{self.block} bij {self.coalition}"

    def get_absolute_url(self):
        return reverse("themetables:adoption_detail", args=[self.coalition.slug, self.block.slug])

    @property
    def works_with_it(self):
        return self.state in WORKS_WITH_IT

    @property
    def is_behind(self):
        """Whether they work with an older version than the newest."""
        return self.works_with_it and self.block_version.number < self.block.latest

    @property
    def is_to_move_along(self):
        """The rule of `to_move_along`, for a page that has the row already."""
        return self.is_behind and (self.kept_number or 0) < self.block.latest


class AdoptionChange(models.Model):
    """How an adoption was after one change. Never changed: the database refuses it (migration)."""

    adoption = models.ForeignKey(Adoption, on_delete=models.CASCADE, related_name="changes")
    sentence = models.CharField("wat er veranderde", max_length=300)
    state = models.CharField("stand", max_length=10, choices=AdoptionState.choices)
    reason = models.TextField("waarom", blank=True)
    local_text = models.TextField("zo doen wij het", blank=True)
    number = models.PositiveIntegerField("versie van de bouwsteen")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField("op")

    class Meta:
        verbose_name = "wijziging in het gebruik van een bouwsteen"
        verbose_name_plural = "wijzigingen in het gebruik van bouwstenen"
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.adoption}: {self.sentence}"


class ExperienceQuerySet(OfCoalitionQuerySet):
    def editable_by(self, user):
        """Who wrote it takes it away, as long as they are in the coalition; so does who leads the coalition."""
        if user.is_coordinator:
            return self
        own = Q(written_by=user.pk, coalition__circle__in=user.circle_ids)
        return self.filter(own | Q(coalition__circle__in=user.led_circle_ids))

    def unread(self):
        return self.filter(read_at=None)


class Experience(models.Model):
    """What a coalition found out about a building block, at one moment on the way."""

    class Moment(models.TextChoices):
        BEGINNING = "beginning", "bij het begin"
        UNDERWAY = "underway", "na een paar maanden"
        YEAR_ON = "year_on", "na een jaar of langer"

    block = models.ForeignKey(BuildingBlock, on_delete=models.CASCADE, related_name="experiences")
    coalition = models.ForeignKey(Coalition, on_delete=models.PROTECT, related_name="block_experiences")
    moment = models.CharField("wanneer", max_length=10, choices=Moment.choices)
    text = models.TextField("jullie ervaring", max_length=2000)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField("geschreven op")
    # When the table that made the block said it had read this.
    read_at = models.DateTimeField("gelezen op", null=True, blank=True)

    objects = ExperienceQuerySet.as_manager()

    class Meta:
        verbose_name = "ervaring met een bouwsteen"
        verbose_name_plural = "ervaringen met bouwstenen"
        ordering = ["-written_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["block", "coalition", "moment"], name="themetables_experience_once_per_moment"
            ),
            models.CheckConstraint(
                condition=Q(moment__in=["beginning", "underway", "year_on"]),
                name="themetables_experience_known_moment",
            ),
        ]

    def __str__(self):
        return f"{self.coalition} over {self.block}, {self.get_moment_display()}"
