"""Who recognises a bottleneck, and who says that it is not so with them."""

from django.conf import settings
from django.db import models

from coalitions.models import Coalition
from themetables.models.bottlenecks import Bottleneck


class RecognitionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.is_member else self.none()

    def editable_by(self, user):
        """Who leads the coalition, and the coordinator."""
        going_on = self.filter(coalition__carried_over_at=None, bottleneck__merged_into=None)
        return going_on if user.is_coordinator else going_on.filter(coalition__circle__in=user.led_circle_ids)


class Recognition(models.Model):
    """One coalition recognises one bottleneck, with how it looks there. One per coalition, whoever clicks."""

    bottleneck = models.ForeignKey(Bottleneck, on_delete=models.CASCADE, related_name="recognitions")
    coalition = models.ForeignKey(
        Coalition, on_delete=models.CASCADE, related_name="recognitions", verbose_name="coalitie"
    )
    how_here = models.TextField("hoe is dat bij jullie", max_length=1000, blank=True)
    recognised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )
    recognised_at = models.DateTimeField("herkend op", editable=False)
    # When this came along with a bottleneck that became part of this one.
    came_from = models.ForeignKey(
        Bottleneck, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )

    objects = RecognitionQuerySet.as_manager()

    class Meta:
        verbose_name = "herkenning"
        verbose_name_plural = "herkenningen"
        ordering = ["recognised_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["bottleneck", "coalition"], name="themetables_recognition_once_per_coalition"
            ),
        ]

    def __str__(self):
        return f"{self.coalition_id} herkent {self.bottleneck_id}"


class Dismissal(models.Model):
    """A coalition said "herkennen we niet": only that it need not be asked again; the coalition alone sees it."""

    bottleneck = models.ForeignKey(Bottleneck, on_delete=models.CASCADE, related_name="dismissals")
    coalition = models.ForeignKey(Coalition, on_delete=models.CASCADE, related_name="dismissals")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField("wanneer")

    class Meta:
        verbose_name = "niet herkend"
        verbose_name_plural = "niet herkend"
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["bottleneck", "coalition"], name="themetables_dismissal_once_per_coalition"
            ),
        ]

    def __str__(self):
        return f"{self.coalition_id} herkent {self.bottleneck_id} niet"
