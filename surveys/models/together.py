"""What belongs to filling in a sheet together: who looks at which question, what was said, who sees it otherwise."""

from django.conf import settings
from django.db import models

from surveys.models.questions import Question
from surveys.models.sheets import Sheet


class SheetPartQuerySet(models.QuerySet):
    """Who sees the sheet sees what was said about it."""

    def visible_to(self, user):
        return self.filter(sheet__in=Sheet.objects.visible_to(user))

    def editable_by(self, user):
        return self.filter(sheet__in=Sheet.objects.editable_by(user))


class SheetPart(models.Model):
    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="%(class)ss", editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    at = models.DateTimeField("wanneer", editable=False)

    objects = SheetPartQuerySet.as_manager()

    class Meta:
        abstract = True


class Assignment(SheetPart):
    """Somebody of the circle is asked to answer one question; everybody else still can."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+", editable=False)
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="survey_assignments", verbose_name="wie"
    )

    class Meta:
        verbose_name = "vraag die iemand op zich neemt"
        verbose_name_plural = "vragen die iemand op zich neemt"
        constraints = [models.UniqueConstraint(fields=["sheet", "question"], name="surveys_assignment_one_a_question")]

    def __str__(self):
        return f"{self.question}: {self.to}"


class Remark(SheetPart):
    """What somebody says to the others about one question; it is no answer."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+", editable=False)
    text = models.TextField("opmerking", max_length=1000)

    class Meta:
        verbose_name = "opmerking bij een vraag"
        verbose_name_plural = "opmerkingen bij vragen"
        ordering = ["at", "pk"]

    def __str__(self):
        return self.text


class OtherView(SheetPart):
    """How one person would answer instead ("wij zijn het niet eens"); it stays beside the answer."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="other_views", editable=False)
    value = models.JSONField("antwoord")
    why = models.TextField("waarom", max_length=1000, blank=True)

    class Meta:
        verbose_name = "andere kijk op een vraag"
        verbose_name_plural = "andere kijken op vragen"
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "question", "by"], name="surveys_otherview_one_a_person"),
        ]

    def __str__(self):
        return f"{self.question}: {self.by}"


class Step(SheetPart):
    """What was done with a sheet as a whole. A step is never changed."""

    class Kind(models.TextChoices):
        SUBMITTED = "submitted", "ingestuurd"
        CHANGED = "changed", "gewijzigd na het insturen"
        EXTENDED = "extended", "uitstel gegeven"
        BY_PHONE = "by_phone", "ingevuld namens iemand, aan de telefoon"

    kind = models.CharField("wat", max_length=10, choices=Kind.choices, editable=False)
    # Of an answer by phone: who told it.
    spoke_with = models.CharField("met wie je sprak", max_length=100, blank=True)

    class Meta:
        verbose_name = "stap van een ingevulde lijst"
        verbose_name_plural = "stappen van ingevulde lijsten"
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(spoke_with="") | models.Q(kind="by_phone"), name="surveys_step_spoke_by_phone"
            )
        ]

    def __str__(self):
        return f"{self.sheet}: {self.get_kind_display()}"
