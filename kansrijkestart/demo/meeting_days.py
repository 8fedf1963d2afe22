"""What the meetings of the demo that are over left: who was there, decisions, an action point, and the minutes."""

import datetime

from django.utils import timezone

from actions import planning
from actions.models import ActionPoint
from kansrijkestart.demo import meeting_now
from kansrijkestart.demo.meeting_texts import LEFT
from kansrijkestart.demo.meetings import leader_of
from meetings.day import attendance
from meetings.minutes import deciding, making
from meetings.models import Decision, Meeting
from members.models import Circle

# Every so manieth coalition misses a meeting, each time another one.
MISSES = 5
SENT = datetime.timedelta(days=6)
APPROVED = datetime.timedelta(days=2)
PLAN_OF = "coalitie-ooststellingwerf"
BY_NAME = datetime.timedelta(days=300)


def add(now):
    """With the verbs of the portal, at the moment each of them would have been used; once."""
    if Decision.objects.exists():
        return
    held = Meeting.objects.filter(circle__kind=Circle.Kind.NETWORK, cancelled_at=None).past(now)
    for number, meeting in enumerate(held.reverse()):
        note_who_came(meeting, number, now)
        if meeting.title in LEFT:
            write_down(meeting, LEFT[meeting.title], now)
    meeting_now.add(now)


def note_who_came(meeting, number, now):
    """By name of this year; of longer ago as a number per coalition."""
    end = meeting.ends_at
    if now - end < BY_NAME:
        people = meeting.invitees.order_by("pk").values_list("user", flat=True)
        there = {pk for index, pk in enumerate(people) if (index + number) % MISSES}
        attendance.tick(meeting, there=there, seen=set(), now=end)
        attendance.count(meeting, organisation="GGD Fryslân", circle=None, number=2, now=end)
        return
    for index, circle in enumerate(meeting.guest_circles.order_by("sort_name", "pk")):
        if (index + number) % MISSES:
            attendance.count(meeting, organisation="Coalitie", circle=circle, number=1 + index % 3, now=end)


def write_down(meeting, left, now):
    leader = leader_of(meeting.circle, now)
    for text in left.decisions:
        decision = Decision(meeting=meeting, item=meeting.items.last(), text=text)
        deciding.decide(decision, by=leader, now=meeting.ends_at)
    if left.point:
        put_on_plan(meeting, left.point, now)
    minutes = making.make(meeting, by=leader, now=meeting.ends_at)
    minutes.text = left.text
    # Sent long ago: a demo does not begin with a full inbox, so it is stamped and not mailed.
    minutes.sent_at = meeting.ends_at + SENT
    minutes.save_version(by=leader, now=minutes.sent_at)
    later = Meeting.objects.filter(circle=meeting.circle, starts_at__gt=meeting.starts_at).earliest("starts_at")
    if later.ends_at < now:
        then = min(later.ends_at + APPROVED, now)
        making.approve(minutes, approved_in=later, remarks="", by=leader, now=then)
    else:
        making.put_on_agenda(minutes, later, by=leader, now=now)


def put_on_plan(meeting, what, now):
    circle = Circle.objects.get(slug=PLAN_OF)
    owner = leader_of(circle, now)
    point = ActionPoint(
        circle=circle,
        what=what,
        owner=owner,
        due_on=timezone.localdate(now) + datetime.timedelta(days=60),
        source_label=f"{meeting}"[:200],
        source_url=meeting.get_absolute_url(),
    )
    planning.add(point, by=owner, now=meeting.ends_at)
