"""Reminding whoever did not answer: at the moments of the round, at most once per moment.

Who answered between writing and leaving gets no mail: see guarding.py.
"""

from django.core.mail import mailers
from django.db import transaction
from django.db.models import F, Q

from surveys.models import Invitation, Reminder
from surveys.one_by_one import one_by_one
from surveys.sending import emails

BATCH = 100


def remind_due(now) -> int:
    """Queue what is due; return how many mails. After days of standstill everybody still gets one mail, not two."""
    due = running().filter(due_at__lte=now).order_by("-due_at", "pk")
    counts = []
    one_by_one("remind", list(due.values_list("pk", flat=True)), lambda pk: counts.append(remind(pk, now=now)))
    return sum(counts)


def running():
    """Reminders that did not run yet, of rounds that people can answer."""
    return Reminder.objects.filter(done_at=None, round__opened_at__isnull=False, round__closed_at=None)


def remind(pk: int, *, now) -> int:
    total = 0
    while count := remind_batch(pk, now=now):
        total += count
    return total


@transaction.atomic
def remind_batch(pk: int, *, now) -> int:
    """Queue one batch under the lock of the reminder; a second run beside it finds nothing to do."""
    reminder = running().select_for_update(of=("self",), no_key=True, skip_locked=True).filter(pk=pk).first()
    if reminder is None:
        return 0
    batch = list(to_remind(reminder, now).order_by("pk")[:BATCH])
    if not batch:
        reminder.done_at = now
        reminder.save(update_fields=["done_at"])
        return 0
    mailers["default"].send_messages([emails.reminder(one, reminder.pk) for one in batch])
    Invitation.objects.filter(pk__in=[one.pk for one in batch]).update(reminded_at=now, reminders=F("reminders") + 1)
    return len(batch)


def to_remind(reminder: Reminder, now):
    """Who was mailed, did not answer, can still do so, and did not hear of this moment or a later one.

    A sheet with extension has reminders of its own; those of the round are for everybody else.
    """
    own = Q(sheet__extended_until__gt=F("round__closes_at"))
    whose = own & Q(sheet=reminder.sheet_id, sheet__extended_until__gt=now)
    if reminder.sheet_id is None:
        whose = (Q(sheet__extended_until=None) | ~own) & Q(round__closes_at__gt=now)
    return (
        Invitation.objects.waiting()
        .filter(
            whose,
            Q(reminded_at=None) | Q(reminded_at__lt=reminder.due_at),
            round=reminder.round_id,
            invited_at__lt=reminder.due_at,
        )
        .select_related("round__instrument_version__instrument", "user", "circle", "sheet")
    )
