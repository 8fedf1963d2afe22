"""The digest: what waits for somebody, in one mail a day (or a week, or never) per category.

Nothing is planned ahead. Every run asks whose digest may leave, so that one may come twice, late or beside another.
"""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from members import emails
from members.models import Notice, User
from outbox.models import Category, Preference

# Hours of the clock in Fryslân: before work begins, and not in the evening when the morning was missed.
MORNING = range(7, 12)


def is_morning(now) -> bool:
    return timezone.localtime(now).hour in MORNING


def due(now):
    on = timezone.localdate(now)
    return Notice.objects.due(now, today=start(on), monday=start(on - timedelta(days=on.weekday())))


def start(day):
    return timezone.make_aware(datetime.combine(day, time.min))


def digests_due(now) -> list[tuple[int, str]]:
    """Return (person, category) of every digest that may leave."""
    return sorted(due(now).order_by().values_list("user_id", "category").distinct())


def mail(user_id: int, category: str, *, now) -> int:
    """Queue one person's digest; return how many notices it holds. Safe to call twice, late, or beside itself."""
    with transaction.atomic():
        # Who comes second finds the row taken, or finds that today's digest left.
        person = User.objects.select_for_update(skip_locked=True, no_key=True).filter(pk=user_id).first()
        first = due(now).filter(user=person, category=category).order_by().first() if person else None
        if first is None:
            return 0
        # One look: what somebody tells in the meantime is for the next digest.
        waiting = set(Notice.objects.waiting(now).filter(user=person, category=category).values_list("pk", flat=True))
        here = Notice.objects.filter(pk__in=waiting)
        if first.frequency == Preference.Frequency.NEVER:
            here.delete()
            return 0
        notices = list(here.still_for_them(timezone.localdate(now)))
        here.exclude(pk__in=[notice.pk for notice in notices]).delete()
        if notices:
            here.update(mailed_at=now)
            emails.digest(person, Category(category), notices).send()
    return len(notices)
