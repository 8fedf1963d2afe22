"""Two days before a meeting, at nine by the clock of Fryslân, who did not say no is reminded. Once for each day.

"Two days before at nine" is reckoned on the calendar and not in hours: there are days of 23 and of 25.
"""

from django.db import transaction
from django.db.models import DateTimeField, F, Func, Q
from django.utils import timezone

from meetings import emails
from meetings.models import Answer, Invitee

# Later than this nobody is mailed: a missed morning is made up the same day, and not at night.
HOURS = range(9, 20)


class RemindAt(Func):
    """The moment of the reminder, from the day of the meeting."""

    template = "timezone('Europe/Amsterdam', %(expressions)s - 2 + time '09:00')"
    output_field = DateTimeField()


def due(now):
    """Who is to be reminded now. Who was only just asked, or told of another day, knows."""
    if timezone.localtime(now).hour not in HOURS:
        return Invitee.objects.none()
    return (
        Invitee.objects.invited()
        .annotate(remind_at=RemindAt("meeting__day"))
        .filter(
            Q(reminded_for=None) | ~Q(reminded_for=F("meeting__day")),
            meeting__cancelled_at=None,
            meeting__starts_at__gt=now,
            meeting__rescheduled_at__lt=F("remind_at"),
            asked_at__lt=F("remind_at"),
            remind_at__lte=now,
        )
        .exclude(answer=Answer.NO)
    )


def remind(invitee_id: int, *, now) -> bool:
    with transaction.atomic():
        invitee = (
            due(now)
            .select_related("meeting__circle", "user")
            .select_for_update(of=("self",), no_key=True, skip_locked=True)
            .filter(pk=invitee_id)
            .first()
        )
        if invitee is None:
            return False
        emails.reminder(invitee).send()
        invitee.reminded_for = invitee.meeting.day
        invitee.save(update_fields=["reminded_for"])
    return True
