"""A year of meetings: four of the whole province, one of a theme table and a few of a coalition."""

import datetime

from django.utils import timezone

from kansrijkestart.demo.meeting_texts import MEETINGS
from meetings import agenda, calling, inviting
from meetings.models import AgendaItem, Meeting
from members.models import Circle, Membership

ANSWERS = ("yes", "yes", "no", "yes", "", "maybe", "yes")
PREPARED = datetime.timedelta(days=40)
HELD_ON = 3  # a Thursday
SOONEST = datetime.timedelta(hours=2)


def add(now):
    """Make them with the verbs of the portal, on Thursdays around today; once."""
    if Meeting.objects.exists():
        return
    for said in MEETINGS:
        call(said, now)


def call(said, now):
    circle = Circle.objects.get(slug=said.circle)
    leader = leader_of(circle, now)
    day = thursday(timezone.localdate(now) + datetime.timedelta(days=said.days))
    then = min(at_noon(day) - PREPARED, now - SOONEST)
    meeting = Meeting(
        circle=circle,
        title=said.title,
        day=day,
        starts=datetime.time.fromisoformat(said.starts),
        ends=datetime.time.fromisoformat(said.ends),
        place=said.place,
        online_url=said.online_url,
        about=said.about,
        audience=said.audience,
        visibility=said.visibility,
    )
    guests = Circle.objects.filter(kind=Circle.Kind.COALITION) if said.with_coalitions else []
    meeting = calling.call(meeting, guests, by=leader, now=then)
    for title, minutes, text in said.agenda:
        who = None if title == "Pauze" else leader
        item = AgendaItem(meeting=meeting, title=title, minutes=minutes, text=text, presenter=who)
        agenda.add(item, by=leader, now=then)
    if said.is_asked:
        on = timezone.localdate(then)
        inviting.invite(meeting, on=on, now=then)
        let_answer(meeting, then)
    if said.called_off:
        calling.cancel(meeting, reason=said.called_off, by=leader, now=then + datetime.timedelta(days=9))
    return meeting


def let_answer(meeting, asked):
    """Most people answered within a week; in a fixed order, so that every demo is the same. Who called it comes."""
    for number, invitee in enumerate(meeting.invitees.order_by("pk")):
        said = "yes" if invitee.user_id == meeting.created_by_id else ANSWERS[number % len(ANSWERS)]
        if said:
            inviting.answer(
                invitee, said, now=min(asked + datetime.timedelta(days=number % 7, hours=1), asked + PREPARED)
            )


def thursday(day):
    """The Thursday of that week."""
    return day + datetime.timedelta(days=HELD_ON - day.weekday())


def at_noon(day):
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))


def leader_of(circle, now):
    current = circle.memberships.current(timezone.localdate(now))
    return current.filter(role=Membership.Role.LEADER).earliest("pk").user
