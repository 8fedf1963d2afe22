"""Reminding people of their action points: a week before the day, on the day, and a week after.

The same mail tells them what somebody else put in their name since the last one.

At most one mail a day for each person, however many points they have. Nothing is counted or planned ahead: every run
asks which of the three days has passed since the owner last heard of a point (`told_on`). So a run may come twice,
late or beside another, and a day that was missed is made up for by the next.
"""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, Value
from django.utils import timezone

from actions import emails
from actions.models import ActionPoint, Reminder
from members.models import Membership

WEEK = timedelta(days=7)
STAGES = (-WEEK, timedelta(0), WEEK)
# After that a reminder of a missed day says nothing new: the next one has come, or the point is long known to be late.
LATE = WEEK
# Hours of the clock in Fryslân: before work begins, and not in the evening when the morning was missed.
MORNING = range(7, 12)


def is_morning(now) -> bool:
    return timezone.localtime(now).hour in MORNING


def due(on: date):
    """The points whose owner has to hear of them on the day `on`, to people who still work in the circle."""
    stages = Q(given_on__gt=on - LATE)
    for stage in STAGES:
        # The day of this stage is due_on + stage. It came after the owner last heard, and is not long ago.
        stages |= Q(due_on__lte=on - stage, due_on__gt=on - stage - LATE, told_on__lt=F("due_on") + Value(stage))
    still_here = Membership.objects.current(on).exclude(role=Membership.Role.READER)
    return ActionPoint.objects.open().filter(
        stages, Exists(still_here.filter(user=OuterRef("owner"), circle=OuterRef("circle"))), owner__is_active=True
    )


def people_to_remind(on: date) -> list[int]:
    """Who has something to hear, and got no mail yet today."""
    had_theirs = Reminder.objects.filter(person=OuterRef("owner"), on=on)
    points = due(on).filter(~Exists(had_theirs)).order_by()
    return sorted(points.values_list("owner_id", flat=True).distinct())


def remind(person_id: int, *, now) -> int:
    """Queue one mail about everything that is due for this person; return about how many points.

    The row of the day is unique, so that a second run waits for the first and then sees that the mail is there. The
    points are locked: what somebody is finishing right now is not reminded of.
    """
    on = timezone.localdate(now)
    with transaction.atomic():
        reminder, is_first = Reminder.objects.get_or_create(person_id=person_id, on=on, defaults={"queued_at": now})
        if not is_first:
            return 0
        points = list(
            due(on)
            .filter(owner=person_id)
            .select_related("circle", "owner", "given_by")
            .select_for_update(of=("self",), no_key=True)
            .order_by("due_on", "pk")
        )
        if not points:
            reminder.delete()
            return 0
        emails.reminder(reminder, points).send()
        ActionPoint.objects.filter(pk__in=[point.pk for point in points]).update(
            told_on=on, given_on=None, given_by=None
        )
    return len(points)
