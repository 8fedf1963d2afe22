"""The words that somebody who reads the results puts to what others wrote."""

from django.db import models

from surveys.models.answers import Answer


class AnswerTag(models.Model):
    """One word put to one text; the same word at many texts tells what people write about.

    Who put it there is not kept: it says something about the text, and nothing about its writer or its reader.
    """

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="tags", editable=False)
    name = models.CharField("trefwoord", max_length=40)

    class Meta:
        verbose_name = "trefwoord bij een antwoord"
        verbose_name_plural = "trefwoorden bij antwoorden"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "name"], name="surveys_answertag_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="surveys_answertag_says_something"),
        ]
        indexes = [models.Index(fields=["name"], name="surveys_answertag_by_name")]

    def __str__(self):
        return self.name
