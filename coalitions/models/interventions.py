"""The register of interventions: what exists to help families, and what each coalition does with it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from coalitions.models.coalitions import Coalition
from language.sorting import SortKeyField
from members.models.versioned import Versioned
from province.models import Municipality, Pillar


class InterventionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The register is there for every member of the network."""
        return self if user.is_member else self.none()


class Intervention(models.Model):
    """A way of helping (aanstaande) parents that somebody described and others can use."""

    name = models.CharField("naam", max_length=150, unique=True)
    short_name = models.CharField("korte naam", max_length=40, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    sort_name = SortKeyField(source="name")
    pillars = models.ManyToManyField(Pillar, verbose_name="pijlers", related_name="interventions", blank=True)
    owner = models.CharField("eigenaar", max_length=200, blank=True)
    summary = models.TextField("wat het is", max_length=1000)
    source = models.CharField("bron", max_length=300)

    objects = InterventionQuerySet.as_manager()

    class Meta:
        verbose_name = "interventie"
        verbose_name_plural = "interventies"
        ordering = ["sort_name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("coalitions:intervention_detail", args=[self.slug])

    @property
    def pillar_line(self):
        """The pillars in one breath: "Tijdens en na de zwangerschap"."""
        names = [pillar.name.split(" ", 1) for pillar in self.pillars.all()]
        moments = [moment.lower() for moment, _ in names]
        moments = [", ".join(moments[:-1]), moments[-1]] if len(moments) > 1 else moments
        return f"{' en '.join(moments)} {names[-1][1]}".capitalize() if names else "Pijler niet bekend"


class InterventionState(models.TextChoices):
    OFFERED = "offered", "aangeboden"
    PLANNED = "planned", "gepland"
    STOPPED = "stopped", "gestopt"


class InterventionUseQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Which interventions a coalition chose, and why, helps every other coalition to choose."""
        return self if user.is_member else self.none()

    def editable_by(self, user):
        return self.filter(coalition__in=Coalition.objects.editable_by(user))


class InterventionUse(Versioned):
    """What one coalition does with one intervention now. What it was before stands in its `former` rows."""

    coalition = models.ForeignKey(Coalition, on_delete=models.CASCADE, related_name="intervention_uses")
    intervention = models.ForeignKey(Intervention, on_delete=models.PROTECT, related_name="uses")
    state = models.CharField("stand", max_length=10, choices=InterventionState.choices)
    since = models.DateField("sinds")
    reason = models.TextField("waarom", max_length=1000)
    # Empty means: in every municipality of the coalition, also one that joins later.
    municipalities = models.ManyToManyField(
        Municipality, verbose_name="alleen in deze gemeenten", related_name="intervention_uses", blank=True
    )

    objects = InterventionUseQuerySet.as_manager()

    class Meta:
        verbose_name = "inzet van een interventie"
        verbose_name_plural = "inzet van interventies"
        ordering = ["intervention__sort_name"]
        constraints = [
            models.UniqueConstraint(
                fields=["coalition", "intervention"], name="coalitions_interventionuse_one_per_coalition"
            ),
        ]
        indexes = [models.Index(fields=["coalition", "changed_at"], name="coalitions_use_newest")]

    def __str__(self):
        return f"{self.intervention} in {self.coalition}"

    def keep_former(self, *, until, by):
        """Write down that this was so until the day `until`; a state of no days was a slip, and is not kept."""
        if self.since < until:
            self.former.create(state=self.state, since=self.since, until=until, reason=self.reason, changed_by=by)


class FormerUse(models.Model):
    """What a coalition did with an intervention before: never changed, never removed by hand."""

    use = models.ForeignKey(InterventionUse, on_delete=models.CASCADE, related_name="former")
    state = models.CharField("stand", max_length=10, choices=InterventionState.choices)
    since = models.DateField("sinds")
    until = models.DateField("tot")
    reason = models.TextField("waarom", max_length=1000)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "eerdere inzet van een interventie"
        verbose_name_plural = "eerdere inzet van interventies"
        ordering = ["-until", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(since__lt=F("until")), name="coalitions_formeruse_since_before_until"),
        ]

    def __str__(self):
        return f"{self.use}: {self.get_state_display()} tot {self.until}"
