from django.db import models

from meetings.models.meetings import Meeting


class AgendaTold(models.Model):
    """The agenda as people know it: from the invitation, and from the last mail about what changed since."""

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="agenda_told")
    # By the number of the item; see mailing/news.py for what is kept.
    items = models.JSONField(default=dict)
    told_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "gemelde agenda"
        verbose_name_plural = "gemelde agenda's"

    def __str__(self):
        return f"Agenda van {self.meeting}"
