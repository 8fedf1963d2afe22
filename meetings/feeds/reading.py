"""What a calendar program reads: meetings that somebody may come to now, asked anew at every look."""

import datetime

from django.db.models import Q

from actions.models.points import circle_ids_of
from language import calendars
from meetings import calendar
from meetings.models import Answer, Audience, Feed, Invitee, Meeting
from meetings.models.meetings import asked, of_circles


def meetings_of(feed: Feed, on):
    """From the beginning of last year, so that what was does not drop out day by day; what was called off stays."""
    since = datetime.date(on.year - 1, 1, 1)
    found = Meeting.objects.visible_to(feed.user).dated().filter(day__gte=since).order_by("pk")
    found = found.filter(_may_come(feed.user))
    if feed.circle_id:
        # Who is not in the circle any more reads nothing of it.
        return found.of(feed.circle) if feed.circle_id in feed.user.circle_ids else found.none()
    declined = Invitee.objects.filter(user=feed.user, answer=Answer.NO).values("meeting")
    return found.exclude(pk__in=declined, cancelled_at=None)


def _may_come(user):
    """See also: meetings.views.meetings.is_for. The coordinator may come everywhere, and has an own calendar."""
    everybody = Q(audience=Audience.EVERYBODY) & of_circles(circle_ids_of(user))
    leaders = Q(audience=Audience.LEADERS) & of_circles(user.led_circle_ids)
    return everybody | leaders | asked(user)


def written(feed: Feed, on) -> bytes:
    """Return the calendar, byte for byte the same as long as nothing in it changes."""
    events = [calendar.event(meeting) for meeting in meetings_of(feed, on)]
    return calendars.written(events, product=calendar.PRODUCT, name=str(feed), is_feed=True)
