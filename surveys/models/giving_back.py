"""Giving the results of a round back to who answered."""

from django.db import models

from surveys.models.sheets import Invitation


class Told(models.Model):
    """That somebody was mailed that the results are there: once a person. Without a moment: nothing needs one."""

    invitation = models.OneToOneField(Invitation, on_delete=models.CASCADE, related_name="told", editable=False)

    class Meta:
        verbose_name = "mail over de resultaten"
        verbose_name_plural = "mails over de resultaten"

    def __str__(self):
        return f"{self.invitation} hoorde van de resultaten"
