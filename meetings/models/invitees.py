"""Who was asked to come to a meeting, what they answered, and what their calendar was told."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from meetings.models.meetings import Meeting
from members.models import Circle

PAUSE = timedelta(minutes=10)
NEAR = timedelta(days=1)


class Answer(models.TextChoices):
    YES = "yes", "Ik kom"
    MAYBE = "maybe", "Misschien"
    NO = "no", "Ik kom niet"


class InviteeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who sees the meeting; its page shows names only to who may come."""
        return self.filter(meeting__in=Meeting.objects.visible_to(user))

    def editable_by(self, user):
        return self.filter(meeting__in=Meeting.objects.editable_by(user))

    def invited(self):
        """Who is asked now; a substitute who is not needed any more is not."""
        return self.filter(withdrawn_at=None)

    def answered(self):
        return self.exclude(answer="")

    def ask(self, meeting, user, circle_id, *, now, **more):
        """Put one person on the list, as if nobody ever asked them. Under the lock of the meeting."""
        again = {"circle_id": circle_id, "asked_at": now, "withdrawn_at": None, "earlier": ""}
        again |= {"told_sequence": None, "told_off_at": None, "polled_at": None, "poll_reminded_at": None}
        return self.update_or_create(meeting=meeting, user=user, defaults=again | more)[0]

    def to_tell(self, now):
        """Who does not know yet: an invitation, a change, or that they need not come.

        Who was only asked which day suits has nothing in a calendar, but keeps days free until they hear. A change
        waits a little, unless the meeting is near: what is put right in that time nobody needs to hear.
        """
        goes_on = Q(withdrawn_at=None, meeting__cancelled_at=None)
        settled = Q(meeting__rescheduled_at__lte=now - PAUSE) | Q(meeting__starts_at__lte=now + NEAR)
        news = Q(told_sequence=None) | Q(settled, told_sequence__lt=F("meeting__sequence"))
        off = Q(told_off_at=None) & (Q(told_sequence__isnull=False) | Q(polled_at__isnull=False))
        coming = Q(meeting__ends_at__gt=now)
        return self.filter((goes_on & news & coming) | (~goes_on & off & (coming | Q(meeting__day=None))))


class Invitee(models.Model):
    """One person's invitation. No row before somebody pressed the button that invites."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="invitees")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="meeting_invitations")
    # On behalf of which circle: so the page knows which ones nobody comes from.
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="+")
    # Who cannot come and asked this person to come instead.
    stands_in_for = models.OneToOneField(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="substitute"
    )
    answer = models.CharField("antwoord", max_length=5, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField("beantwoord op", null=True, blank=True)
    # What they said for the moment of before: the meeting was moved, and they did not answer again.
    earlier = models.CharField("eerder antwoord", max_length=5, choices=Answer.choices, blank=True)
    earlier_when = models.CharField(max_length=100, blank=True)
    asked_at = models.DateTimeField("uitgenodigd op")
    withdrawn_at = models.DateTimeField("niet meer nodig sinds", null=True, blank=True)
    # The SEQUENCE of the last calendar mail, and when they were told that it does not go on for them.
    told_sequence = models.PositiveIntegerField(null=True, blank=True)
    told_off_at = models.DateTimeField(null=True, blank=True)
    # The SEQUENCE of the mail that really went: what was put back in time raised the other one only.
    sent_sequence = models.PositiveIntegerField(null=True, blank=True)
    # When and where that mail said it was: the next one says what it was and what it is.
    told_when = models.CharField(max_length=100, blank=True)
    told_where = models.CharField(max_length=200, blank=True)
    told_link = models.CharField(max_length=500, blank=True)
    # When they were asked to say which days they can come, and once more (meetings/planning/).
    polled_at = models.DateTimeField(null=True, blank=True)
    poll_reminded_at = models.DateTimeField(null=True, blank=True)
    # For which day they were reminded of the meeting: a new day is a new reminder.
    reminded_for = models.DateField(null=True, blank=True)

    objects = InviteeQuerySet.as_manager()

    class Meta:
        verbose_name = "genodigde"
        verbose_name_plural = "genodigden"
        ordering = ["user__sort_name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "user"], name="meetings_invitee_once_per_meeting"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="meetings_invitee_answered_at_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(stands_in_for=None),
                name="meetings_invitee_withdrawn_stands_in_for_nobody",
            ),
        ]

    def __str__(self):
        return str(self.user)

    @property
    def sent(self):
        """Who was asked to come instead, or None."""
        return getattr(self, "substitute", None)
