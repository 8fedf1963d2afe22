"""Links with which a calendar program reads along: somebody's own meetings, or those of one circle."""

import secrets

from django.conf import settings
from django.core import signing
from django.db import models
from django.urls import reverse

from members.models import Circle
from outbox.messages import absolute

# What stands in the database is not the link: a copy of the database reads nobody's calendar.
SIGNER = signing.Signer(salt="meetings.feed", sep=".")


def new_key():
    return secrets.token_hex(16)


class FeedQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A link is one person's, also for the coordinator."""
        return self.filter(user=user.pk)

    def editable_by(self, user):
        return self.visible_to(user)

    def of_token(self, token):
        """Return the feed of a link; None when it is not ours, was replaced or was switched off."""
        try:
            key = SIGNER.unsign(token)
        except signing.BadSignature:
            return None
        return self.filter(key=key, user__is_active=True).select_related("user", "circle").first()


class Feed(models.Model):
    """One link of one person. Without a circle it holds what they are asked to come to themselves."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feeds")
    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    key = models.CharField(max_length=32, unique=True, default=new_key)
    made_at = models.DateTimeField("gemaakt op")

    objects = FeedQuerySet.as_manager()

    class Meta:
        verbose_name = "agendalink"
        verbose_name_plural = "agendalinks"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "circle"], name="meetings_feed_once_per_circle", nulls_distinct=False
            ),
        ]

    def __str__(self):
        return f"Bijeenkomsten van {self.circle}" if self.circle_id else "Mijn bijeenkomsten"

    def get_absolute_url(self):
        return reverse("meetings:calendar_feed", args=[SIGNER.sign(self.key)])

    @property
    def address(self):
        return absolute(self.get_absolute_url())

    @property
    def phone_address(self):
        """A phone opens this one with its calendar."""
        return f"webcal://{self.address.partition('://')[2]}"

    def renew(self, *, now):
        """The old link stops at once."""
        self.key, self.made_at = new_key(), now
        self.save(update_fields=["key", "made_at"])
