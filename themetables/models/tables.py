"""The theme tables: where the network works out what several municipalities struggle with."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from language.sorting import SortKeyField
from members.models import Circle, Versioned
from province.models import Pillar


class ThemeTableQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Every table has a public page; its people are a matter of its circle."""
        return self

    def editable_by(self, user):
        """Who leads the table writes its page, with the coordinator. A table that stopped is history."""
        going_on = self.active()
        return going_on if user.is_coordinator else going_on.filter(circle__in=user.led_circle_ids)

    def active(self):
        return self.filter(state=ThemeTable.State.ACTIVE)


class ThemeTable(Versioned):
    """A group of people from the whole province around one theme, for as long as the theme asks."""

    class State(models.TextChoices):
        ACTIVE = "active", "actief"
        CLOSED = "closed", "gestopt"

    class Joining(models.TextChoices):
        OPEN = "open", "iedereen uit het netwerk kan meteen meedoen"
        REQUEST = "request", "je vraagt het aan de trekker"

    # A table that stopped before this portal was there never had a circle in it.
    circle = models.OneToOneField(
        Circle, on_delete=models.PROTECT, related_name="table", verbose_name="kring", null=True, blank=True
    )
    name = models.CharField("naam", max_length=200)
    short_name = models.CharField("korte naam", max_length=60)
    slug = models.SlugField(max_length=80, unique=True)
    sort_name = SortKeyField(source="short_name")
    pillars = models.ManyToManyField(Pillar, verbose_name="pijlers", related_name="tables")
    summary = models.TextField("waar de tafel over gaat", max_length=2000, blank=True)
    goal = models.TextField("wat de tafel wil bereiken", max_length=600, blank=True)
    started_on = models.DateField("gestart op", null=True, blank=True)
    joining = models.CharField(
        "hoe iemand kan meedoen", max_length=10, choices=Joining.choices, default=Joining.REQUEST
    )
    state = models.CharField("stand", max_length=10, choices=State.choices, default=State.ACTIVE, editable=False)
    closed_on = models.DateField("gestopt op", null=True, blank=True, editable=False)
    closed_reason = models.TextField("waarom gestopt", max_length=1000, blank=True)

    objects = ThemeTableQuerySet.as_manager()

    class Meta:
        verbose_name = "thematafel"
        verbose_name_plural = "thematafels"
        ordering = ["sort_name"]
        constraints = [
            # The day may be unknown (a table that stopped before this portal was there), the reason not.
            models.CheckConstraint(
                condition=Q(state="active", closed_on=None, closed_reason="")
                | (Q(state="closed") & ~Q(closed_reason="")),
                name="themetables_themetable_closed_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state="active") | Q(circle__isnull=False),
                name="themetables_themetable_active_has_circle",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(started_on=None) | Q(started_on__lte=F("closed_on")),
                name="themetables_themetable_started_before_closed",
            ),
            models.CheckConstraint(
                condition=Q(joining__in=["open", "request"]), name="themetables_themetable_known_joining"
            ),
        ]

    def __str__(self):
        return self.short_name

    def get_absolute_url(self):
        return reverse("themetables:table_detail", args=[self.slug])

    @property
    def is_closed(self):
        return self.state == self.State.CLOSED

    def is_editable_by(self, user):
        """The rule of `editable_by`, for a page that has the table already."""
        return not self.is_closed and (user.is_coordinator or self.circle_id in user.led_circle_ids)

    def is_worked_at_by(self, user):
        """Whoever sits at the table says how it goes, and so does the coordinator."""
        return not self.is_closed and (user.is_coordinator or self.circle_id in user.circle_ids)

    @property
    def pillar_heading(self):
        """The pillars in one breath: "Tijdens en na de zwangerschap"."""
        names = [pillar.name.split(" ", 1) for pillar in self.pillars.all()]
        moments = " en ".join(moment.lower() for moment, _ in names)
        return f"{moments} {names[-1][1]}".capitalize() if names else "Nog geen pijler"
