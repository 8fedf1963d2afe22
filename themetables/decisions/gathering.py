"""The meeting where the network decides, in people's calendars: called in one click, and seen from both sides."""

import datetime

from django.db import transaction

from meetings import calling
from meetings.models import Audience, Meeting
from members.access import Visibility
from members.conflicts import lock
from members.models import Circle, User
from members.refused import Refused
from themetables.models import DecisionMeeting

# Who calls it, looks at the times before anybody is invited.
USUAL = {"starts": datetime.time(9, 30), "ends": datetime.time(12, 30)}


@transaction.atomic
def call(meeting: DecisionMeeting, *, by: User, on, now) -> Meeting:
    """Put it ready for who leads a coalition; the one that is there when somebody did so before."""
    meeting = lock(DecisionMeeting.objects.select_related("gathering"), meeting.pk)
    if meeting.gathering:
        return meeting.gathering
    if meeting.held_on < on:
        raise Refused("Deze bijeenkomst is al geweest.")
    fresh = Meeting(
        circle=Circle.objects.get(kind=Circle.Kind.NETWORK),
        title=meeting.title,
        day=meeting.held_on,
        place=meeting.place,
        about=f"We besluiten over de plannen van de thematafels voor {meeting.year}.",
        audience=Audience.LEADERS,
        visibility=Visibility.NETWORK,
        **USUAL,
    )
    coalitions = Circle.objects.existing(on).filter(kind=Circle.Kind.COALITION)
    meeting.gathering = calling.call(fresh, coalitions, by=by, now=now)
    meeting.save(update_fields=["gathering"])
    return meeting.gathering


def of_gathering(gathering: Meeting, user) -> tuple[str, str] | None:
    """What the page of a meeting says of it. See also: meetings/beside.py."""
    found = DecisionMeeting.objects.visible_to(user).filter(gathering=gathering).first()
    return found and ("Hier besluiten we over de plannen van de thematafels", found.get_absolute_url())
