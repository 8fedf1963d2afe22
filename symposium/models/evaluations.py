"""Whether an edition was evaluated."""

from django.db import models

from symposium.models.editions import Edition


class Evaluation(models.Model):
    """One row an edition at most, and one round at most: nobody is asked twice. Without a row it goes by itself."""

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="evaluation", editable=False)
    # The coordinator does not want it to go by itself.
    held_back_at = models.DateTimeField("tegengehouden op", null=True, editable=False)
    sent_at = models.DateTimeField("verstuurd op", null=True, editable=False)
    # Empty again when somebody threw the round away before it opened; nobody was asked then.
    round = models.OneToOneField(
        "surveys.Round", on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )

    class Meta:
        verbose_name = "evaluatie"
        verbose_name_plural = "evaluaties"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(round=None) | models.Q(sent_at__isnull=False),
                name="symposium_evaluation_round_was_sent",
            ),
        ]

    def __str__(self):
        return f"Evaluatie van {self.edition}"
