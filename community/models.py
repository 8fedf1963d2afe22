"""What the network tells each other. For now: announcements, written by the coordinator."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from members.access import CircleOwnedQuerySet, Visibility
from members.models import Circle


class TopicQuerySet(CircleOwnedQuerySet):
    def visible_to(self, user):
        """A withdrawn announcement is gone for everybody but the coordinator."""
        seen = super().visible_to(user)
        return seen if user.is_coordinator else seen.filter(withdrawn_at=None)

    def editable_by(self, user):
        """Announcements are the coordinator's word, also in a circle that somebody else leads."""
        return self if user.is_coordinator else self.none()

    def announcements(self):
        return self.filter(kind=Topic.Kind.ANNOUNCEMENT)

    def to_be_mailed(self):
        return self.filter(mail_requested_at__isnull=False, mailed_at=None, withdrawn_at=None)


class Topic(models.Model):
    """Something a circle reads about. `mail_requested_at` promises that it is mailed, `mailed_at` says it was."""

    class Kind(models.TextChoices):
        ANNOUNCEMENT = "announcement", "mededeling"

    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="topics", verbose_name="kring")
    visibility = models.CharField("wie leest dit", max_length=10, choices=Visibility.choices)
    kind = models.CharField("soort", max_length=15, choices=Kind.choices, default=Kind.ANNOUNCEMENT)
    title = models.CharField("titel", max_length=120)
    text = models.TextField("tekst", max_length=10_000)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="topics", verbose_name="schrijver"
    )
    published_at = models.DateTimeField("geplaatst op")
    edited_at = models.DateTimeField("gewijzigd op", null=True, blank=True)
    withdrawn_at = models.DateTimeField("ingetrokken op", null=True, blank=True)
    mail_requested_at = models.DateTimeField("mail gevraagd op", null=True, blank=True, editable=False)
    mailed_at = models.DateTimeField("gemaild op", null=True, blank=True, editable=False)

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = "onderwerp"
        verbose_name_plural = "onderwerpen"
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(mailed_at=None) | Q(mail_requested_at__isnull=False),
                name="community_topic_mailed_after_request",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("community:announcement_detail", args=[self.pk])

    @property
    def audience(self):
        """Who reads this, in words."""
        return str(self.circle) if self.visibility == Visibility.CIRCLE else self.get_visibility_display()
