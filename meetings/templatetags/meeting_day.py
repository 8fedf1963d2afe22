from django import template
from django.utils import timezone

from meetings.day import attendance
from meetings.models import Minutes

register = template.Library()


@register.inclusion_tag("meetings/day/on_the_day.html")
def on_the_day(meeting, *, user, may_edit, is_mine):
    """What the page of a meeting shows from its day on; before it nothing, and it asks nothing either."""
    now = timezone.now()
    today = timezone.localdate(now)
    if meeting.day is None or meeting.day > today or meeting.is_cancelled:
        return {"is_today": False, "may_edit": False, "is_mine": False, "decisions": [], "minutes": None}
    there = attendance.of(meeting) if is_mine else None
    return {
        "meeting": meeting,
        "is_today": meeting.day == today,
        "may_edit": may_edit,
        "is_mine": is_mine,
        "there": there,
        "missed": there and meeting.is_over(now) and _missed(meeting, user, there),
        "decisions": meeting.decisions.order_by("number"),
        "minutes": Minutes.objects.visible_to(user).filter(meeting=meeting).first(),
    }


def _missed(meeting, user, there):
    """Whether somebody was asked and was not there, on a day of which it was kept who was."""
    if not there.total or any(one.user_id == user.pk for one in there.people):
        return False
    return meeting.invitees.invited().filter(user=user.pk).exists()
