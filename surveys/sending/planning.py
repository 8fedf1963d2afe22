"""When a round reminds: days before it closes, at nine in the morning of Fryslân.

Counted with the clock on the wall and stored as an instant, so that nine o'clock is nine o'clock on both sides of the
night in which the clock moves.
"""

from datetime import datetime, time, timedelta

from django.utils import timezone

from surveys.models import Reminder, Round, Sheet

AT = time(9)
USUAL = (7, 2)
OFFERED = (14, 7, 2, 1)


def moment(closes_at: datetime, days: int) -> datetime:
    """Return nine in the morning, so many days before the day of closing."""
    day = timezone.localdate(closes_at) - timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, AT))


def days_before(round: Round) -> list[int]:
    """Return how many days before closing this round still reminds, the longest first."""
    return days_of(round, round.reminders.filter(sheet=None, done_at=None))


def days_of(round: Round, reminders) -> list[int]:
    last = timezone.localdate(round.closes_at)
    return [(last - timezone.localdate(one)).days for one in reminders.values_list("due_at", flat=True)]


def plan(round: Round, days, *, after: datetime) -> None:
    """Set what is still to come to these days before closing; what would fall before `after` is left out."""
    round.reminders.filter(sheet=None, done_at=None).delete()
    moments = {moment(round.closes_at, one) for one in days}
    taken = set(round.reminders.filter(sheet=None).values_list("due_at", flat=True))
    Reminder.objects.bulk_create(
        Reminder(round=round, due_at=one) for one in sorted(moments - taken) if after < one < round.closes_at
    )


def plan_own(sheet: Sheet, *, after: datetime) -> None:
    """Remind whoever got extension so many days before the day that counts for them, as the round does."""
    sheet.reminders.filter(done_at=None).delete()
    moments = {moment(sheet.closes_at, one) for one in days_of(sheet.round, sheet.round.reminders.filter(sheet=None))}
    taken = set(sheet.reminders.values_list("due_at", flat=True))
    Reminder.objects.bulk_create(
        Reminder(round=sheet.round, sheet=sheet, due_at=one) for one in sorted(moments - taken) if after < one
    )
