"""The sections of a questionnaire and what is asked in them."""

import uuid

from django.db import models
from django.db.models import Deferrable, Q

from members.models.versioned import Versioned
from surveys.models.instruments import Version


class Kind(models.TextChoices):
    SHORT = "short", "Korte tekst"
    LONG = "long", "Lange tekst"
    ONE = "one", "Eén keuze"
    MANY = "many", "Meer keuzes"
    SCALE = "scale", "Vijf stappen"
    TEN = "ten", "Cijfer van 0 tot 10"
    NUMBER = "number", "Aantal"
    YES_NO = "yes_no", "Ja of nee, met toelichting"
    DATE = "date", "Datum"
    MATRIX = "matrix", "Stellingen onder elkaar"
    RANKING = "ranking", "Op volgorde zetten"


WITH_OPTIONS = (Kind.ONE, Kind.MANY, Kind.MATRIX, Kind.RANKING)
WITH_SCALE = (Kind.SCALE, Kind.MATRIX)


class Scale(models.TextChoices):
    """The words of the five steps; "weet ik niet" always stands beside them."""

    EXTENT = "extent", "helemaal niet, nauwelijks, deels, grotendeels, helemaal"
    AGREE = "agree", "helemaal oneens, oneens, niet oneens of eens, eens, helemaal eens"
    OFTEN = "often", "nooit, zelden, soms, vaak, altijd"
    CONTENT = "content", "heel ontevreden, ontevreden, gaat wel, tevreden, heel tevreden"

    @property
    def steps(self):
        """The words, from 1 to 5."""
        return list(enumerate(self.label.split(", "), start=1))


class When(models.TextChoices):
    """How an answer to an earlier question decides whether this one is shown."""

    IS = "is", "is"
    AT_LEAST = "at_least", "is minstens"
    AT_MOST = "at_most", "is hoogstens"


class PartQuerySet(models.QuerySet):
    """For what belongs to a version: sections and questions."""

    of_version = ""

    def visible_to(self, user):
        return self.filter(**{f"{self.of_version}__in": Version.objects.visible_to(user)})

    def editable_by(self, user):
        return self.filter(**{f"{self.of_version}__in": Version.objects.editable_by(user)})


class SectionQuerySet(PartQuerySet):
    of_version = "instrument_version"


class QuestionQuerySet(PartQuerySet):
    of_version = "section__instrument_version"


class Section(Versioned):
    # Not `version`: that is the how-manieth time this row was saved (Versioned).
    instrument_version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="sections", editable=False)
    position = models.PositiveSmallIntegerField("volgorde", editable=False)
    title = models.CharField("titel", max_length=120)
    intro = models.TextField("inleiding", max_length=1500, blank=True)

    objects = SectionQuerySet.as_manager()

    class Meta:
        verbose_name = "onderdeel van een vragenlijst"
        verbose_name_plural = "onderdelen van vragenlijsten"
        ordering = ["instrument_version", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["instrument_version", "position"],
                name="surveys_section_position",
                deferrable=Deferrable.DEFERRED,
            )
        ]

    def __str__(self):
        return self.title


class Question(Versioned):
    """One question. Its `line` is that of its answers through the years: a question that changed begins another."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="questions", editable=False)
    position = models.PositiveSmallIntegerField("volgorde", editable=False)
    line = models.UUIDField("lijn", default=uuid.uuid4, editable=False)
    # The question of the version before from which this one was copied.
    origin = models.ForeignKey("self", on_delete=models.PROTECT, null=True, editable=False, related_name="+")
    kind = models.CharField("soort", max_length=10, choices=Kind.choices, editable=False)
    text = models.CharField("vraag", max_length=300)
    help_text = models.TextField("uitleg bij de vraag", max_length=1000, blank=True)
    options = models.TextField("antwoorden", max_length=4000, blank=True)
    scale = models.CharField("woorden bij de vijf stappen", max_length=10, choices=Scale.choices, blank=True)
    unit = models.CharField("wat tel je?", max_length=30, blank=True)
    is_required = models.BooleanField("deze vraag moet beantwoord worden", default=False)
    depends_on = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="dependents"
    )
    shown_when = models.CharField(max_length=10, choices=When.choices, blank=True, editable=False)
    shown_value = models.SmallIntegerField(null=True, blank=True, editable=False)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = "vraag"
        verbose_name_plural = "vragen"
        ordering = ["section__position", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["section", "position"], name="surveys_question_position", deferrable=Deferrable.DEFERRED
            ),
            models.CheckConstraint(
                condition=(Q(options="") ^ Q(kind__in=WITH_OPTIONS)), name="surveys_question_options_of_its_kind"
            ),
            models.CheckConstraint(
                condition=(Q(scale="") ^ Q(kind__in=WITH_SCALE)), name="surveys_question_scale_of_its_kind"
            ),
            models.CheckConstraint(
                condition=Q(unit="") | Q(kind=Kind.NUMBER), name="surveys_question_unit_of_its_kind"
            ),
            models.CheckConstraint(
                condition=Q(depends_on=None, shown_when="", shown_value=None)
                | (Q(depends_on__isnull=False, shown_value__isnull=False) & ~Q(shown_when="")),
                name="surveys_question_condition_whole",
            ),
        ]

    def __str__(self):
        return self.text

    @property
    def lines(self):
        """The answers or statements, numbered from 1: the numbers stay, because the version does."""
        return list(enumerate(self.options.splitlines(), start=1))

    @property
    def steps(self):
        return Scale(self.scale).steps if self.scale else []
