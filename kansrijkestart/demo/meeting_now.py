"""What goes on at the moment of the demo: a day is being looked for, and a coalition sits together right now."""

import datetime

from django.utils import timezone

from actions import planning
from actions.models import ActionPoint
from kansrijkestart.demo.meeting_texts import COALITION, NETWORK, POLL, TODAY
from kansrijkestart.demo.meetings import leader_of
from library import attaching
from library.models import Document
from meetings import agenda, calling, inviting
from meetings.day import attendance, running
from meetings.minutes import deciding
from meetings.models import AgendaItem, Decision, Feed, Meeting
from meetings.planning import polling
from members.models import Circle

DAY = datetime.timedelta(days=1)
ASKED = 5 * DAY
ANSWERED = datetime.timedelta(hours=3)
# In minutes. It began so long ago that the third item is on, and there is something to look at; on no
# night it meets in the hour that the clock is moved.
BEGUN, QUARTER, LASTS = 45, 15, 120
EARLIEST, LATEST = 3 * 60, 21 * 60


def add(now):
    look_for_a_day(now)
    meet(now)


def look_for_a_day(now):
    """Of the whole province: most people answered, the coordinator did not."""
    then = now - ASKED
    on = timezone.localdate(then)
    circle = Circle.objects.get(slug=NETWORK["circle"])
    by = leader_of(circle, now)
    meeting = Meeting(circle=circle, **POLL["about"])
    coalitions = Circle.objects.existing(on).filter(kind=Circle.Kind.COALITION)
    meeting = calling.call(meeting, coalitions, by=by, now=then)
    times = {"starts": datetime.time(9, 30), "ends": datetime.time(12, 30)}
    options = [polling.propose(meeting, day=working_day(on, days), **times) for days in POLL["days"]]
    polling.ask(meeting, closes_on=timezone.localdate(now) + 6 * DAY, by=by, on=on, now=then)
    # A demo does not begin with a full inbox: stamped and not mailed.
    meeting.invitees.update(polled_at=then)
    people = meeting.invitees.exclude(user=by).select_related("user").order_by("pk")
    for number, (invitee, said) in enumerate(zip(people, POLL["answers"], strict=False)):
        words = {option.pk: SAID[sign] for option, sign in zip(options, said, strict=True)}
        polling.answer(meeting, invitee.user, words, on=on, now=then + number * ANSWERED)


SAID = {"j": "yes", "m": "maybe", "n": "no"}


def working_day(on, days):
    """A Tuesday or a Thursday in the week that is so many days ahead."""
    day = on + days * DAY
    return day + (1 + days % 2 * 2 - day.weekday()) * DAY


def meet(now):
    """The coalition of the demo, today: two items are done, the third is on, half of the people are ticked."""
    circle = Circle.objects.get(slug=COALITION)
    by = leader_of(circle, now)
    meeting = called(circle, by, now)
    start = meeting.starts_at
    items = list(meeting.items.all())
    paper = Document.objects.current().filter(circle=circle).order_by("pk").first()
    attaching.attach(paper, attaching.Target(items[1]))
    seen = 0
    for item, minutes in zip(items, TODAY["begun"], strict=False):
        seen = running.turn_to(meeting, item, seen=seen, now=start + datetime.timedelta(minutes=minutes)).pk
    there = set(meeting.invitees.order_by("pk").values_list("user", flat=True)[::2])
    attendance.tick(meeting, there=there, seen=set(), now=start)
    attendance.count(meeting, organisation="Huisartsenpraktijk De Proef", circle=circle, number=1, now=start)
    for item, text in zip(items, TODAY["notes"], strict=False):
        item.notes = text
        item.save_version(by=by, now=now)
    deciding.decide(Decision(meeting=meeting, item=items[1], text=TODAY["decision"]), by=by, now=now)
    point = ActionPoint(circle=circle, what=TODAY["point"], owner=by, due_on=timezone.localdate(now) + 30 * DAY)
    point.source_label, point.source_url = f"{meeting}", items[1].get_absolute_url()
    planning.add(point, by=by, now=now)
    Feed.objects.get_or_create(user=by, circle=None, defaults={"made_at": now})


def called(circle, by, now):
    local = timezone.localtime(now)
    minute = (local.hour * 60 + local.minute - BEGUN) // QUARTER * QUARTER
    minute = min(max(minute, EARLIEST), LATEST)
    midnight = datetime.datetime.combine(local.date(), datetime.time())
    starts, ends = (midnight + datetime.timedelta(minutes=minute + more) for more in (0, LASTS))
    then = now - 21 * DAY
    fresh = Meeting(circle=circle, day=local.date(), starts=starts.time(), ends=ends.time(), **TODAY["about"])
    meeting = calling.call(fresh, [], by=by, now=then)
    for title, minutes, text in TODAY["agenda"]:
        agenda.add(AgendaItem(meeting=meeting, title=title, minutes=minutes, text=text, presenter=by), by=by, now=then)
    inviting.invite(meeting, on=timezone.localdate(then), now=then)
    meeting.invitees.update(told_sequence=0)
    for invitee in meeting.invitees.order_by("pk"):
        inviting.answer(invitee, "yes", now=then + DAY)
    meeting.refresh_from_db()
    return meeting
