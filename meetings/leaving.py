"""Who left a circle after they were asked on its behalf is not expected any more, and hears so once."""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import TruncDate
from django.utils import timezone

from meetings.models import Audience, Invitee, Meeting
from members.conflicts import lock
from members.models import Membership


def let_go(now) -> int:
    """Take off whoever left; who is in another circle of the meeting comes for that one. Return how many there were.

    Called before any calendar mail leaves (tasks.py), so that nobody hears of a meeting of a circle they left.
    """
    on = timezone.localdate(now)
    return sum(_let_go(invitee, on, now) for invitee in gone(on, now).order_by("meeting", "pk"))


def gone(on, now):
    """Invitees of what is still to come who were in the circle when they were asked, and are not any more."""
    theirs = Membership.objects.filter(user=OuterRef("user"), circle=OuterRef("circle"))
    left = Exists(theirs.filter(until__lte=on, until__gte=OuterRef("asked_on"))) & ~Exists(theirs.current(on))
    to_come = Q(meeting__ends_at__gt=now) | Q(meeting__day=None)
    invitees = Invitee.objects.invited().annotate(asked_on=TruncDate("asked_at"))
    return invitees.filter(to_come, Q(left) | Q(user__is_active=False), meeting__cancelled_at=None)


def _let_go(invitee, on, now):
    with transaction.atomic():
        meeting = lock(Meeting.objects.select_related("circle"), invitee.meeting_id)
        still = gone(on, now).filter(pk=invitee.pk)
        if circle := _other_circle(meeting, invitee.user_id, on):
            return still.update(circle=circle)
        # Who would come instead comes on their own account: they did not leave.
        Invitee.objects.filter(stands_in_for__in=still).update(stands_in_for=None)
        return still.update(stands_in_for=None, withdrawn_at=now, answer="", answered_at=None, earlier="")


def _other_circle(meeting, user_id, on):
    """Another circle of this meeting in which this person is asked, if there is one."""
    circles = [circle.pk for circle in meeting.circles_on(on)]
    memberships = Membership.objects.current(on).filter(user=user_id, user__is_active=True, circle__in=circles)
    memberships = memberships.exclude(role=Membership.Role.READER)
    if meeting.audience == Audience.LEADERS:
        memberships = memberships.filter(role=Membership.Role.LEADER)
    return memberships.order_by("circle__sort_name").values_list("circle", flat=True).first()
