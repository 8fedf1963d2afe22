"""What was answered."""

from django.db import models
from django.db.models import Q

from members.models.versioned import Versioned
from surveys.models.questions import Question
from surveys.models.sheets import Sheet


class How(models.TextChoices):
    """How an answer came, beside that of the round before. What nobody looked at yet is no answer: it has no row."""

    NEW = "new", "nieuw"
    CONFIRMED = "confirmed", "klopt nog"
    CHANGED = "changed", "aangepast"


class AnswerQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(sheet__in=Sheet.objects.visible_to(user))

    def editable_by(self, user):
        return self.filter(sheet__in=Sheet.objects.editable_by(user))

    def submitted(self):
        return self.filter(sheet__in=Sheet.objects.submitted())


class Answer(Versioned):
    """The answer to one question on one sheet. A question that was not answered has no row.

    `value` by kind: text (short, long); a code (one, scale, ten: `0` of a scale is "weet ik niet"); a list of codes
    (many); the number written out, as text with a point (number); `{"answer": 1 or 0, "why": text}` (yes_no); the date
    in ISO 8601 (date); by the code of the line, as text, a step (matrix) or a place (ranking).
    See surveys/answering/values.py, the only reader and writer of it.
    """

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="answers", editable=False)
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers", editable=False)
    value = models.JSONField("antwoord")
    how = models.CharField(max_length=10, choices=How.choices, default=How.NEW, editable=False)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = "antwoord"
        verbose_name_plural = "antwoorden"
        constraints = [
            models.UniqueConstraint(fields=["sheet", "question"], name="surveys_answer_one_a_question"),
            models.CheckConstraint(condition=~Q(value=models.JSONNull()), name="surveys_answer_says_something"),
        ]

    def __str__(self):
        return f"{self.sheet}: {self.question}"
