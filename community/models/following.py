"""What somebody follows, what they read, and what they did not finish writing."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from community.models.topics import Topic
from members.models import Circle
from province.models import Municipality
from themetables.models import ThemeTable

# What somebody can follow; exactly one of these in each row.
FOLLOWED = ("topic", "table", "municipality", "circle", "person")


def _exactly_one():
    condition = Q()
    for name in FOLLOWED:
        condition |= Q(**{f"{other}__isnull": other != name for other in FOLLOWED})
    return condition


class Follow(models.Model):
    """Somebody wants to hear of what is new in or about something."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="follows")
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, null=True, blank=True, related_name="follows")
    table = models.ForeignKey(ThemeTable, on_delete=models.CASCADE, null=True, blank=True, related_name="follows")
    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, null=True, blank=True, related_name="follows"
    )
    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, null=True, blank=True, related_name="follows")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="followed_by"
    )
    since = models.DateTimeField("sinds")

    class Meta:
        verbose_name = "wat iemand volgt"
        verbose_name_plural = "wat mensen volgen"
        constraints = [
            models.CheckConstraint(condition=_exactly_one(), name="community_follow_exactly_one"),
            models.CheckConstraint(condition=~Q(person=models.F("user")), name="community_follow_not_yourself"),
            *(
                models.UniqueConstraint(
                    fields=[name, "user"],
                    condition=Q(**{f"{name}__isnull": False}),
                    name=f"community_follow_{name}_once",
                )
                for name in FOLLOWED
            ),
        ]

    def __str__(self):
        return f"{self.user} volgt {self.thing}"

    @property
    def thing(self):
        """What is followed."""
        return next(value for name in FOLLOWED if (value := getattr(self, name)) is not None)


class TopicRead(models.Model):
    """How far somebody read a topic; written by a POST alone."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="topics_read")
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="reads")
    number = models.PositiveIntegerField("gelezen tot en met")
    at = models.DateTimeField("wanneer")

    class Meta:
        verbose_name = "leesmerk"
        verbose_name_plural = "leesmerken"
        constraints = [models.UniqueConstraint(fields=["user", "topic"], name="community_topicread_once")]

    def __str__(self):
        return f"{self.user} las tot {self.number}"


class Draft(models.Model):
    """What somebody typed and did not post yet: theirs alone. `place` says where: see topics/drafting.py."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="post_drafts")
    place = models.CharField("plek", max_length=40)
    text = models.TextField("tekst", blank=True)
    # The other fields of the form, as the browser sent them.
    rest = models.JSONField("andere velden", default=dict)
    saved_at = models.DateTimeField("bewaard op")

    class Meta:
        verbose_name = "klad van een bijdrage"
        verbose_name_plural = "kladden van bijdragen"
        constraints = [models.UniqueConstraint(fields=["user", "place"], name="community_draft_one_per_place")]

    def __str__(self):
        return f"Klad van {self.user}"
