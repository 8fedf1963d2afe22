"""Two bottlenecks that look alike, until the coordinator has looked at them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from themetables.models.bottlenecks import Bottleneck


class LikelyDuplicateQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.is_coordinator else self.none()

    def editable_by(self, user):
        return self.visible_to(user)

    def undecided(self):
        """Both still there by themselves, and nobody said that they are two."""
        return self.filter(parted_at=None, newer__merged_into=None, older__merged_into=None)


class LikelyDuplicate(models.Model):
    """Found when the newer one was named or reworded. See also: bottlenecks/duplicates.py."""

    newer = models.ForeignKey(Bottleneck, on_delete=models.CASCADE, related_name="+")
    older = models.ForeignKey(Bottleneck, on_delete=models.CASCADE, related_name="+")
    found_at = models.DateTimeField("gevonden op")
    # "Dit zijn er twee."
    parted_at = models.DateTimeField(null=True, blank=True, editable=False)
    parted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    objects = LikelyDuplicateQuerySet.as_manager()

    class Meta:
        verbose_name = "misschien dubbel"
        verbose_name_plural = "misschien dubbel"
        ordering = ["-found_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["newer", "older"], name="themetables_likelyduplicate_once"),
            models.CheckConstraint(
                condition=Q(newer__gt=F("older")), name="themetables_likelyduplicate_newer_after_older"
            ),
        ]

    def __str__(self):
        return f"{self.newer_id} lijkt op {self.older_id}"

    @property
    def is_undecided(self):
        """See also: LikelyDuplicate.objects.undecided."""
        return not (self.parted_at or self.newer.merged_into_id or self.older.merged_into_id)
