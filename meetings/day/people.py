"""Who was at a meeting, for rooms that want to ask them something. See also: kansrijkestart/wiring.py."""

from meetings.models import Meeting
from members.models import User


def were_there(meeting_pk: int):
    """Return the people with an account who were at this meeting, as a queryset; of the others we keep no name."""
    return User.objects.filter(meeting_presences__meeting=meeting_pk, is_active=True).order_by("sort_name", "pk")


def meetings_to_ask_about(user, *, now):
    """Return the meetings that are over and of which this person may ask the people who were there something."""
    return Meeting.objects.editable_by(user).past(now).filter(presences__isnull=False).distinct()
