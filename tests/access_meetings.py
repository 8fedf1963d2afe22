"""The meetings of the access matrix: each function takes the world and returns the arguments of the path."""

import datetime

from django.utils import timezone

from meetings.models import Feed, Poll
from meetings.planning import polling
from tests.meetings.factories import InviteeFactory, MeetingFactory


def undated_meeting(world):
    """One that looks for a day; everybody of the circle was asked, but the coordinator is not in it."""
    poll = Poll.objects.filter(meeting__circle=world.circle, meeting__day=None, opened_at__isnull=False).first()
    if poll:
        return [poll.meeting_id]
    meeting = MeetingFactory(circle=world.circle, day=None, starts=None, ends=None, place="")
    now = timezone.now()
    on = timezone.localdate(now)
    for days in (30, 31):
        day = on + datetime.timedelta(days=days)
        polling.propose(meeting, day=day, starts=datetime.time(9), ends=datetime.time(11))
    polling.ask(meeting, closes_on=on + datetime.timedelta(days=9), by=world.users["leader"], on=on, now=now)
    return [meeting.pk]


def invitee(world):
    """Somebody of the circle who was asked to a meeting that comes."""
    return [InviteeFactory(meeting=MeetingFactory(circle=world.circle)).pk]


def date_option(world):
    (pk,) = undated_meeting(world)
    # The third is there to be taken away.
    day = timezone.localdate() + datetime.timedelta(days=32)
    meeting = Poll.objects.get(meeting=pk).meeting
    return [polling.propose(meeting, day=day, starts=datetime.time(9), ends=datetime.time(11)).pk]


def calendar_link(world):
    """A link of the leader's."""
    now = timezone.now()
    feed, _new = Feed.objects.get_or_create(user=world.users["leader"], circle=None, defaults={"made_at": now})
    return [feed.pk]


def calendar_token(world):
    (pk,) = calendar_link(world)
    return [Feed.objects.get(pk=pk).get_absolute_url().removeprefix("/agenda/").removesuffix(".ics")]
