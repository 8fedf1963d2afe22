"""What readers bring before the moderators, and what those did."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from community.models.posts import Post
from community.models.topics import Topic


class ReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The moderators of the topic, but for who wrote the post: nobody judges their own, or reads who reported it.

        Only the coordinator sees what was reported of her own words, without the name: there may be nobody else.
        """
        if user.is_coordinator:
            return self
        return self.filter(post__topic__circle__in=user.led_circle_ids).exclude(post__author=user)

    editable_by = visible_to

    def open(self):
        return self.filter(handled_at=None)


class Report(models.Model):
    """Somebody thinks that a post should not be here."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="reports")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = models.TextField("wat is er aan de hand", max_length=1000)
    at = models.DateTimeField("gemeld op")
    handled_at = models.DateTimeField("afgehandeld op", null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = "melding"
        verbose_name_plural = "meldingen"
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["post", "by"], condition=Q(handled_at=None), name="community_report_one_open_per_person"
            ),
        ]

    def __str__(self):
        return f"Melding over {self.post}"


class ModerationQuerySet(models.QuerySet):
    def visible_to(self, user):
        if user.is_coordinator:
            return self
        return self.filter(topic__circle__in=user.led_circle_ids)


class Moderation(models.Model):
    """One thing a moderator did. Rows are only added."""

    class Kind(models.TextChoices):
        HIDDEN = "hidden", "verborgen"
        UNHIDDEN = "unhidden", "weer getoond"
        WITHDRAWN = "withdrawn", "ingetrokken"
        RESTORED = "restored", "teruggezet"
        LEFT = "left", "laten staan"

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="moderations")
    number = models.PositiveIntegerField("bijdrage")
    kind = models.CharField("wat er gebeurde", max_length=10, choices=Kind.choices)
    reason = models.CharField("waarom", max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField("wanneer")

    objects = ModerationQuerySet.as_manager()

    class Meta:
        verbose_name = "stap van een moderator"
        verbose_name_plural = "stappen van moderatoren"
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"Bijdrage {self.number} {self.get_kind_display()}"
