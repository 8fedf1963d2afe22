"""One mail a week before the day to who comes, and one three days before the wishes close to who gave none.

The outbox keeps that it went: its key is unique, and stays longer than we ask. So there is no second one, whoever runs
at the same time, and a run that was missed is made up for the next morning.
"""

from datetime import timedelta

from django.db.models import F, Prefetch
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from outbox.models import Email
from symposium.allocating import wishing
from symposium.models import Edition, Registration, Seat, SeatState
from symposium.registering import emails

BEFORE_THE_DAY, BEFORE_WISHES_CLOSE = timedelta(days=7), timedelta(days=3)


def remind_due(now) -> int:
    """Mail everybody who is due; return how many."""
    waiting = {emails.reminder_key(person): (emails.reminder, person) for person in _of_the_day(now)}
    waiting |= {emails.wishes_key(person): (emails.wishes_close, person) for person in _of_wishes(now)}
    for key in Email.objects.filter(dedupe_key__in=waiting).values_list("dedupe_key", flat=True):
        del waiting[key]
    return sum(mail(person).send() for mail, person in waiting.values())


def _of_the_day(now):
    """Who said they come before that week began: who came since then just had a mail with the same."""
    on = timezone.localdate(now)
    soon = Edition.objects.exclude(published_at=None).filter(held_on__gt=on, held_on__lte=on + BEFORE_THE_DAY)
    seats = Seat.objects.filter(state=SeatState.CONFIRMED, session__cancelled_at=None)
    seats = seats.select_related("session__room", "slot").order_by("slot__starts")
    return (
        _people(soon)
        .annotate(came_on=TruncDate(Coalesce("confirmed_at", "created_at")))
        .filter(came_on__lt=F("edition__held_on") - BEFORE_THE_DAY)
        .prefetch_related(Prefetch("seats", queryset=seats, to_attr="places"))
    )


def _of_wishes(now):
    close = Edition.objects.filter(wishes_until__gt=now, wishes_until__lte=now + BEFORE_WISHES_CLOSE)
    open_ones = [edition for edition in close if wishing.stage_of(edition, now) == wishing.Stage.OPEN]
    return (
        _people(open_ones)
        .annotate(came_at=Coalesce("confirmed_at", "created_at"))
        .filter(wishes=None, came_at__lt=F("edition__wishes_until") - BEFORE_WISHES_CLOSE)
    )


def _people(editions):
    coming = Registration.objects.coming().filter(edition__in=editions).exclude(email="")
    return coming.select_related("edition", "user").order_by("pk")
