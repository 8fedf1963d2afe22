"""Which coalitions were at the last meetings of the province: in words, and without counting who comes most."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from meetings.models import Meeting, Presence, WalkIns
from members.models import Circle

MOST = 8
THERE, NOT_THERE, NOT_ASKED = "was er", "was er niet", "niet uitgenodigd"


@dataclass(frozen=True)
class OverTime:
    meetings: list[Meeting]  # the newest first
    rows: list[tuple[Circle, list[tuple[Meeting, str]]]]


def of_province(user, *, on, now) -> OverTime:
    meetings = list(
        Meeting.objects.visible_to(user)
        .past(now)
        .filter(circle__kind=Circle.Kind.NETWORK, cancelled_at=None)
        .filter(_was_noted(Presence) | _was_noted(WalkIns))
        .prefetch_related("guest_circles")[:MOST]
    )
    came = set()
    for model in (Presence, WalkIns):
        came |= set(model.objects.filter(meeting__in=meetings).values_list("meeting", "circle"))
    circles = Circle.objects.existing(on).filter(kind=Circle.Kind.COALITION).order_by("sort_name", "pk")
    rows = [(circle, [(meeting, _word(meeting, circle, came)) for meeting in meetings]) for circle in circles]
    return OverTime(meetings, rows if meetings else [])


def _was_noted(model):
    return Exists(model.objects.filter(meeting=OuterRef("pk")))


def _word(meeting, circle, came):
    if (meeting.pk, circle.pk) in came:
        return THERE
    return NOT_THERE if circle in meeting.guest_circles.all() else NOT_ASKED
