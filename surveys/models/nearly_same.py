"""Two rounds without names that nearly the same people answered: their difference would be about a few of them."""

from django.db import models

from members.models import Circle
from surveys.models.rounds import Round


class NearlySame(models.Model):
    """These two may not stand beside each other: as a whole, or only where one circle is seen by itself."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="nearly_same", editable=False)
    other = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="+", editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, null=True, related_name="+", editable=False)

    class Meta:
        verbose_name = "ronden van bijna dezelfde mensen"
        verbose_name_plural = "ronden van bijna dezelfde mensen"
        constraints = [
            models.UniqueConstraint(
                fields=["round", "other", "circle"], nulls_distinct=False, name="surveys_nearlysame_once"
            )
        ]

    def __str__(self):
        return f"{self.round} en {self.other}"
