"""What has to be looked at again some day: agreements, documents, organisations. See also: members/reviewing.py."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q

# After so many days without an answer we remind the owner, and the circle's leader sees it too.
REMIND_AFTER = timedelta(days=14)


class ReviewableQuerySet(models.QuerySet):
    def to_review(self, on):
        """The review date has come; nobody said since whether it still holds."""
        return self.filter(review_on__lte=on)

    def overdue(self, on):
        """Waiting for so long that others than the owner have to know."""
        return self.filter(review_on__lte=on - REMIND_AFTER)

    def to_ask(self, on):
        """Due, and the owner was not asked about this review date yet."""
        return self.to_review(on).filter(Q(review_asked_on=None) | Q(review_asked_on__lt=F("review_on")))

    def to_remind(self, on):
        """Asked two weeks ago, not answered, not reminded yet."""
        return self.to_review(on).filter(
            Q(review_reminded_on=None) | Q(review_reminded_on__lt=F("review_on")),
            review_asked_on__gte=F("review_on"),
            review_asked_on__lte=on - REMIND_AFTER,
        )


class Reviewable(models.Model):
    """Something with an owner who is asked on a date: does this still hold?

    The stamps count for the review date they come after, so moving that date makes them void by itself.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="wie houdt dit bij",
    )
    review_on = models.DateField("opnieuw nakijken op", null=True, blank=True)
    reviewed_on = models.DateField("nagekeken op", null=True, blank=True, editable=False)
    review_asked_on = models.DateField("gevraagd op", null=True, blank=True, editable=False)
    review_reminded_on = models.DateField("herinnerd op", null=True, blank=True, editable=False)

    objects = ReviewableQuerySet.as_manager()

    class Meta:
        abstract = True

    def is_to_review(self, on):
        return self.review_on is not None and self.review_on <= on
