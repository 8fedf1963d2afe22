"""Until when somebody can say yes to a place that came free: by the clock of Fryslân, never in the night."""

import datetime

from django.utils import timezone

from symposium.models import Edition, Registration, Seat

MORNING, EVENING = datetime.time(8), datetime.time(21)
# Who finds the mail at breakfast still has a moment.
AFTER_THE_NIGHT = datetime.time(10)


def at(edition: Edition, time: datetime.time) -> datetime.datetime:
    """The moment of a time on the day of the edition."""
    return timezone.make_aware(datetime.datetime.combine(edition.held_on, time))


def has_begun(edition: Edition, now: datetime.datetime) -> bool:
    return now >= at(edition, edition.starts_at)


def is_too_late(row: Registration | Seat | None, now: datetime.datetime) -> bool:
    """Whether the time to say yes to what is offered is over."""
    return row is not None and row.offered_until is not None and now >= row.offered_until


def confirm_by(edition: Edition, now: datetime.datetime) -> datetime.datetime | None:
    """Return the moment at which an offer of now lapses; None when the day has begun and no offer makes sense."""
    if has_begun(edition, now):
        return None
    # By the clock on the wall: a day is a day, also when the clock is moved. What comes out is never in the hour that
    # is skipped or comes twice, because that is in the night.
    wall = timezone.make_naive(now) + datetime.timedelta(hours=edition.offer_hours)
    if wall.time() >= EVENING:
        wall = datetime.datetime.combine(wall.date() + datetime.timedelta(days=1), AFTER_THE_NIGHT)
    elif wall.time() < MORNING:
        wall = datetime.datetime.combine(wall.date(), AFTER_THE_NIGHT)
    return min(timezone.make_aware(wall), at(edition, edition.starts_at))
