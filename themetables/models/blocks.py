"""Building blocks (bouwstenen): what a table delivers, and every version of it that was published."""

from django.conf import settings
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from coalitions.models import CoalitionMunicipality
from language.sorting import SortKeyField
from members.models import Reviewable, ReviewableQuerySet, Versioned
from members.models.text import single_line
from themetables.models.bottlenecks import Bottleneck, working_circle_ids
from themetables.models.tables import ThemeTable

# What a version keeps word for word, in the order in which people read it.
KEPT = ("title", "summary", "for_whom", "first_step", "second_step", "third_step", "common_text")


class BlockState(models.TextChoices):
    CONCEPT = "concept", "concept"
    TESTED = "tested", "getest"
    ADOPTED = "adopted", "vastgesteld"
    REPLACED = "replaced", "vervangen"


class BuildingBlockQuerySet(ReviewableQuerySet):
    def visible_to(self, user):
        """Members read all of them; everybody reads what was established, and what took its place later."""
        return self if user.is_member else self.filter(adopted_at__isnull=False)

    def editable_by(self, user):
        """The people of the table write together; what was replaced is history. See also: blocks/rights.py."""
        alive = self.exclude(state=BlockState.REPLACED)
        return alive if user.is_coordinator else alive.filter(table__circle__in=working_circle_ids(user))

    def with_reach(self, on):
        """Adds `reach`: in how many municipalities it is used, as the coalitions are on the day `on`."""
        using = (
            CoalitionMunicipality.objects.current(on)
            .filter(coalition__adoptions__block=OuterRef("pk"), coalition__adoptions__state__in=["in_use", "adapted"])
            .order_by()
            .values("coalition__adoptions__block")
            .annotate(number=Count("pk"))
        )
        return self.annotate(reach=Coalesce(Subquery(using.values("number")), 0))

    def published(self):
        """What coalitions can start with: there is a version of it."""
        return self.filter(latest__gt=0)

    def current(self):
        return self.exclude(state=BlockState.REPLACED)


class BuildingBlock(Versioned, Reviewable):
    """The text as the table works on it; `latest` is the number of the version that others read.

    See also: BlockVersion, blocks/publishing.py.
    """

    class Kind(models.TextChoices):
        GUIDE = "guide", "handreiking"
        PATH = "path", "zorgpad"
        TRAINING = "training", "scholing"
        FORMAT = "format", "werkblad of format"
        OTHER = "other", "anders"

    table = models.ForeignKey(
        ThemeTable, on_delete=models.PROTECT, related_name="blocks", verbose_name="thematafel", editable=False
    )
    slug = models.SlugField(max_length=80, unique=True, editable=False)
    kind = models.CharField("soort", max_length=10, choices=Kind.choices)
    title = models.CharField("titel", max_length=120, validators=[single_line])
    sort_title = SortKeyField(source="title")
    summary = models.CharField("in het kort", max_length=300, validators=[single_line])
    solves = models.ManyToManyField(
        Bottleneck, related_name="blocks", verbose_name="welke knelpunten dit oplost", blank=True
    )
    for_whom = models.TextField("voor wie", max_length=1000)
    first_step = models.TextField("stap 1", max_length=600)
    second_step = models.TextField("stap 2", max_length=600)
    third_step = models.TextField("stap 3", max_length=600)
    common_text = models.TextField("gezamenlijke tekst", max_length=12_000)
    documents = models.ManyToManyField(
        "library.Document", related_name="blocks", verbose_name="documenten", blank=True, editable=False
    )
    state = models.CharField(
        "stand", max_length=10, choices=BlockState.choices, default=BlockState.CONCEPT, editable=False
    )
    tested_at_whom = models.CharField(
        "getest bij", max_length=200, blank=True, validators=[single_line], editable=False
    )
    adopted_at = models.DateTimeField("vastgesteld op", null=True, blank=True, editable=False)
    replaced_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaces", editable=False
    )
    latest = models.PositiveIntegerField("nieuwste versie", default=0, editable=False)

    objects = BuildingBlockQuerySet.as_manager()

    class Meta:
        verbose_name = "bouwsteen"
        verbose_name_plural = "bouwstenen"
        ordering = ["sort_title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=BlockState.values), name="themetables_buildingblock_known_state"
            ),
            models.CheckConstraint(
                condition=~Q(state=BlockState.TESTED) | ~Q(tested_at_whom=""),
                name="themetables_buildingblock_tested_somewhere",
            ),
            # What everybody may read has a version to read.
            models.CheckConstraint(
                condition=Q(state=BlockState.ADOPTED, adopted_at__isnull=False)
                | Q(state=BlockState.REPLACED)
                | Q(state__in=[BlockState.CONCEPT, BlockState.TESTED], adopted_at=None),
                name="themetables_buildingblock_adopted_with_moment",
            ),
            models.CheckConstraint(
                condition=Q(adopted_at=None) | Q(latest__gt=0), name="themetables_buildingblock_adopted_has_version"
            ),
            models.CheckConstraint(
                condition=Q(state=BlockState.REPLACED, replaced_by__isnull=False)
                | ~Q(state=BlockState.REPLACED) & Q(replaced_by=None),
                name="themetables_buildingblock_replaced_by_another",
            ),
            models.CheckConstraint(
                condition=Q(replaced_by=None) | ~Q(replaced_by=F("pk")),
                name="themetables_buildingblock_not_replaced_by_itself",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("themetables:block_detail", args=[self.slug])

    @property
    def is_replaced(self):
        return self.state == BlockState.REPLACED

    @property
    def steps(self):
        return [self.first_step, self.second_step, self.third_step]

    def differs_from(self, version):
        """Whether the table changed the text since this version."""
        return any(getattr(self, name) != getattr(version, name) for name in KEPT)


class BlockVersionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Members read every version; a visitor reads the newest on the page of the block, and no other."""
        return self if user.is_member else self.none()


class BlockVersion(models.Model):
    """A building block as it was published once. Never changed: the database refuses it (migration)."""

    block = models.ForeignKey(BuildingBlock, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField("versie")
    title = models.CharField("titel", max_length=120)
    summary = models.CharField("in het kort", max_length=300)
    for_whom = models.TextField("voor wie")
    first_step = models.TextField("stap 1")
    second_step = models.TextField("stap 2")
    third_step = models.TextField("stap 3")
    common_text = models.TextField("gezamenlijke tekst")
    what_changed = models.CharField("wat is er veranderd", max_length=300)
    published_at = models.DateTimeField("gepubliceerd op")
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="door"
    )

    objects = BlockVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "versie van een bouwsteen"
        verbose_name_plural = "versies van bouwstenen"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["block", "number"], name="themetables_blockversion_number"),
            models.CheckConstraint(condition=Q(number__gt=0), name="themetables_blockversion_from_one"),
        ]

    def __str__(self):
        return f"{self.title}, versie {self.number}"

    @property
    def heading(self):
        """What stands above its column where two versions are beside each other."""
        return f"Versie {self.number}, {date_format(localtime(self.published_at), 'j F Y')}"

    @property
    def steps(self):
        return [self.first_step, self.second_step, self.third_step]


class BlockChange(models.Model):
    """How a building block came to stand as it does: one row per step, with the moment and who took it."""

    block = models.ForeignKey(BuildingBlock, on_delete=models.CASCADE, related_name="steps_taken")
    state = models.CharField("stand", max_length=10, choices=BlockState.choices)
    sentence = models.CharField("wat er gebeurde", max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField("op")

    class Meta:
        verbose_name = "stap van een bouwsteen"
        verbose_name_plural = "stappen van bouwstenen"
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.block}: {self.sentence}"
