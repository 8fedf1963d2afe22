"""What is there already on a day that somebody proposes: other meetings of these people, and what other rooms know."""

from collections.abc import Callable, Iterable

from meetings.models import DateOption, Meeting
from meetings.models.meetings import of_circles
from members.models import User

# Takes days and a reader, gives (day, what is there). Connected in kansrijkestart/wiring.py.
Days = Callable[[list, User], Iterable[tuple]]
_days: list[Days] = []


def register(*more: Days) -> None:
    _days.extend(more)


def on(meeting: Meeting, options: list[DateOption], user: User) -> dict:
    """Return {day: what is there}, of the days of these proposals."""
    days = [option.day for option in options]
    circles = [circle.pk for circle in meeting.circles]
    others = Meeting.objects.visible_to(user).filter(of_circles(circles), day__in=days, cancelled_at=None)
    found = {}
    for one in others.exclude(pk=meeting.pk).order_by("starts_at", "pk"):
        found.setdefault(one.day, []).append(str(one))
    for ask in _days:
        for day, label in ask(days, user):
            found.setdefault(day, []).append(label)
    return found
