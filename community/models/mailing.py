"""What somebody was mailed of what others said, and how often they want to be."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from community.models.posts import Post
from members.models import Circle
from outbox.models import Preference


class PostMail(models.Model):
    """This post stood in a mail to this person, so it stands in no other. See also: digests/."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="mails")
    at = models.DateTimeField("gemaild op", db_index=True)  # the nightly purge asks

    class Meta:
        verbose_name = "gemailde bijdrage"
        verbose_name_plural = "gemailde bijdragen"
        constraints = [models.UniqueConstraint(fields=["user", "post"], name="community_postmail_once")]

    def __str__(self):
        return f"{self.user}: {self.post}"


class CircleFrequency(models.Model):
    """How often somebody wants mail of what is said in one circle. Without a row: as often as of all circles."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="circle_frequencies")
    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    frequency = models.CharField("hoe vaak", max_length=10, choices=Preference.Frequency.choices)

    class Meta:
        verbose_name = "mail per kring"
        verbose_name_plural = "mail per kring"
        constraints = [
            models.UniqueConstraint(fields=["user", "circle"], name="community_circlefrequency_once"),
            models.CheckConstraint(
                condition=Q(frequency__in=["daily", "weekly", "never"]), name="community_circlefrequency_of_a_digest"
            ),
        ]

    def __str__(self):
        return f"{self.user}, {self.circle}: {self.get_frequency_display().lower()}"
