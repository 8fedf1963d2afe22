"""The plan of a theme table for one year, every version of it, and what the coalitions think of it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from coalitions.models import Coalition
from members.models import Draft, Versioned
from themetables.models.bottlenecks import Bottleneck
from themetables.models.tables import ThemeTable

# What a plan says, in the order in which people read it. A version holds the same, word for word.
TEXTS = ("reason", "goal", "delivers", "planning", "people", "costs")
# Without these nobody can have a view on the plan.
NEEDED = ("reason", "goal", "delivers", "planning")


class PlanState(models.TextChoices):
    DRAFT = "draft", "concept"
    SUBMITTED = "submitted", "ingediend"
    DECIDED = "decided", "besloten"


class TablePlanQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A submitted plan is there for every member of the network; a draft is a matter of the table."""
        if user.is_coordinator:
            return self
        if not user.is_member:
            return self.none()
        return self.filter(Q(submitted_at__isnull=False) | Q(table__circle__in=user.circle_ids))

    def editable_by(self, user):
        """A draft is written by everybody at the table; once submitted only by who leads it, until the decision."""
        going_on = self.filter(decided_at=None, table__state=ThemeTable.State.ACTIVE)
        if user.is_coordinator:
            return going_on
        return going_on.filter(
            Q(table__circle__in=user.led_circle_ids) | Q(submitted_at=None, table__circle__in=user.circle_ids)
        )

    def asking(self):
        """Plans on which coalitions can give their view."""
        return self.filter(submitted_at__isnull=False, decided_at=None, table__state=ThemeTable.State.ACTIVE)


class TablePlan(Versioned):
    """What a table wants to do in one year. See also: plans/keeping.py, and TableDecision, which ends it."""

    table = models.ForeignKey(
        ThemeTable, on_delete=models.PROTECT, related_name="plans", verbose_name="thematafel", editable=False
    )
    year = models.PositiveSmallIntegerField("jaar", editable=False)
    reason = models.TextField("aanleiding", max_length=4000, blank=True)
    goal = models.TextField("doel", max_length=4000, blank=True)
    delivers = models.TextField("wat de tafel oplevert", max_length=4000, blank=True)
    planning = models.TextField("planning", max_length=4000, blank=True)
    people = models.TextField("wie er meedoen", max_length=2000, blank=True)
    costs = models.TextField("kosten", max_length=2000, blank=True)
    bottlenecks = models.ManyToManyField(
        Bottleneck, related_name="plans", verbose_name="knelpunten die de tafel oppakt", blank=True
    )
    submitted_at = models.DateTimeField("ingediend op", null=True, blank=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    # From here on the database refuses another text (migration). See also: TableDecision.
    decided_at = models.DateTimeField("besloten op", null=True, blank=True, editable=False)

    objects = TablePlanQuerySet.as_manager()

    class Meta:
        verbose_name = "tafelplan"
        verbose_name_plural = "tafelplannen"
        ordering = ["-year", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["table", "year"], name="themetables_tableplan_one_per_year"),
            models.CheckConstraint(
                condition=Q(submitted_at=None) | ~(Q(reason="") | Q(goal="") | Q(delivers="") | Q(planning="")),
                name="themetables_tableplan_submitted_is_filled_in",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None) | Q(submitted_at__lte=F("decided_at")),
                name="themetables_tableplan_decided_after_submitted",
            ),
        ]

    def __str__(self):
        return f"Plan {self.year} van tafel {self.table}"

    def get_absolute_url(self):
        return reverse("themetables:plan_detail", args=[self.table.slug, self.year])

    @property
    def short_name(self):
        """What it is called on the pages of its own table."""
        return f"Plan {self.year}"

    @property
    def state(self):
        if self.decided_at:
            return PlanState.DECIDED
        return PlanState.SUBMITTED if self.submitted_at else PlanState.DRAFT

    @property
    def is_open(self):
        """Whether the text can still change, and coalitions can still give their view."""
        return self.decided_at is None and not self.table.is_closed

    @property
    def asks_views(self):
        return self.submitted_at is not None and self.is_open

    @property
    def standing_decisions(self):
        """What was decided about it and holds; asks nothing after `prefetch_related("decisions__correction")`."""
        return [decision for decision in self.decisions.all() if not hasattr(decision, "correction")]

    @property
    def parts(self):
        """Every part with its label and its text, in order."""
        return [(self._meta.get_field(name).verbose_name.capitalize(), getattr(self, name)) for name in TEXTS]


class PlanVersionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who may read the plan reads its versions; how it was as a draft stays at the table."""
        found = self.filter(plan__in=TablePlan.objects.visible_to(user))
        if user.is_coordinator:
            return found
        return found.filter(Q(is_draft=False) | Q(plan__table__circle__in=user.circle_ids))


class PlanVersion(models.Model):
    """The whole plan as it was saved once. Never changed: the database refuses it (migration)."""

    plan = models.ForeignKey(TablePlan, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField("versie")
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    saved_at = models.DateTimeField("bewaard op")
    sentence = models.CharField("wat er veranderde", max_length=300)
    is_draft = models.BooleanField("concept", default=True)
    reason = models.TextField("aanleiding", blank=True)
    goal = models.TextField("doel", blank=True)
    delivers = models.TextField("wat de tafel oplevert", blank=True)
    planning = models.TextField("planning", blank=True)
    people = models.TextField("wie er meedoen", blank=True)
    costs = models.TextField("kosten", blank=True)
    # With their titles of that day.
    bottlenecks = models.JSONField("knelpunten", default=list)

    objects = PlanVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "versie van een tafelplan"
        verbose_name_plural = "versies van tafelplannen"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="themetables_planversion_number"),
        ]

    def __str__(self):
        return f"Versie {self.number}"

    @property
    def parts(self):
        return [(self._meta.get_field(name).verbose_name.capitalize(), getattr(self, name)) for name in TEXTS]


class PlanDraft(Draft):
    """What somebody typed in a plan and has not saved yet: theirs alone, so that nobody types over another."""

    plan = models.ForeignKey(TablePlan, on_delete=models.CASCADE, related_name="drafts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="plan_drafts")

    class Meta:
        verbose_name = "klad van een tafelplan"
        verbose_name_plural = "kladden van tafelplannen"
        constraints = [
            models.UniqueConstraint(fields=["plan", "user"], name="themetables_plandraft_one_per_person"),
        ]


class PlanViewQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who may read the plan reads what coalitions think of it."""
        return self.filter(plan__in=TablePlan.objects.visible_to(user))

    def unanswered(self):
        """A view that changed after the answer waits for another one."""
        return self.filter(Q(answered_at=None) | Q(answered_at__lt=F("given_at")))


class PlanView(Versioned):
    """The view of one coalition on one plan: changeable until the decision. See also: plans/giving.py."""

    class Stance(models.TextChoices):
        SUPPORT = "support", "steun"
        ADJUST = "adjust", "aanpassen"
        NOT_NEEDED = "not-needed", "niet nodig"

    plan = models.ForeignKey(TablePlan, on_delete=models.CASCADE, related_name="views", editable=False)
    coalition = models.ForeignKey(Coalition, on_delete=models.PROTECT, related_name="plan_views", editable=False)
    stance = models.CharField("wat vinden jullie", max_length=10, choices=Stance.choices)
    sentence = models.TextField("waarom", max_length=600)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    given_at = models.DateTimeField("gegeven op", editable=False)
    plan_version = models.PositiveIntegerField("over versie", editable=False)
    answer = models.TextField("antwoord", max_length=1000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    answered_at = models.DateTimeField("beantwoord op", null=True, blank=True, editable=False)

    objects = PlanViewQuerySet.as_manager()

    class Meta:
        verbose_name = "mening over een tafelplan"
        verbose_name_plural = "meningen over tafelplannen"
        ordering = ["coalition__sort_name"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "coalition"], name="themetables_planview_one_per_coalition"),
            models.CheckConstraint(
                condition=Q(stance__in=["support", "adjust", "not-needed"]), name="themetables_planview_known_stance"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="themetables_planview_answer_with_moment",
            ),
        ]

    def __str__(self):
        return f"{self.coalition}: {self.get_stance_display()}"

    @property
    def is_answered(self):
        return self.answered_at is not None and self.answered_at >= self.given_at
