"""What was counted of rounds that are closed."""

from django.db import models

from surveys.models.questions import Question
from surveys.models.rounds import Round


class KeptCount(models.Model):
    """What was counted of one question in one round that closed: after that it never changes.

    Of every question of the round there is a row, or of none: then pages count the answers themselves. When an answer
    or a sheet changes all the same, the database takes the rows of its round away (migration 0062), and the timetable
    counts anew. In a round without names it holds no number that rests on fewer than five people.
    See surveys/results/keeping.py, the only reader and writer.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="kept_counts", editable=False)
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="+", editable=False)
    counts = models.JSONField("tellingen", editable=False)
    # By line of the question and circle; only the map asks for them.
    means = models.JSONField("gemiddelden van kringen", editable=False)
    # The answers with which the texts of all begin, for who reads all.
    first_texts = models.JSONField("eerste teksten", editable=False)

    class Meta:
        verbose_name = "bewaarde telling"
        verbose_name_plural = "bewaarde tellingen"
        constraints = [models.UniqueConstraint(fields=["round", "question"], name="surveys_keptcount_once")]

    def __str__(self):
        return f"{self.round}: {self.question}"
