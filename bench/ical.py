"""Calendars of every kind are read back by two libraries: is what they read what we wrote?

500 calendars by chance (clock changes, every character, long lines) are read by icalendar and by ical, which know
nothing of each other. The control writes the same texts without making them fit for a calendar. Then meetings are
called, changed and called off with the verbs of the portal, to hold feed, mail and download beside each other.
"""

import datetime
import random

from bench import figure
from bench._house import own_database

CALENDARS, MEETINGS, CHANGES = 500, 40, 6
# Nights that the clock is moved, and days around them.
NIGHTS = [datetime.datetime(2027, *day, 20, tzinfo=datetime.UTC) for day in ((3, 27), (10, 30))]
SPECIAL = "\\;,:\"'\n\r\t\x00\x07\x0b\x0c\x1c\x85\u2028\u2029\ufeff\u200b\u202eé😀👩‍👩‍👧ẞ中"


def run():
    with own_database():
        print_figures()


def print_figures():
    chance = random.Random(20270328)
    wrong, events = differences(chance, fit=True)
    bare, _events = differences(random.Random(20270328), fit=False)
    figure(
        "ical.read_back",
        wrong,
        unit="calendars that differ",
        goal="0",
        ok=wrong == 0 and bare > 0,
        baseline=f"{CALENDARS} calendars with {events} events, two libraries; written as typed: {bare} differ",
    )
    uids, same, sequences, moves = lived(chance)
    for name, value, unit in (
        ("uid", uids, "meetings whose UID differs in feed, mail and download"),
        ("identical", same, "unchanged feeds that are not byte for byte the same"),
        ("sequence", sequences, "changes after which SEQUENCE rose wrongly, or did not"),
    ):
        lived_on = f"{MEETINGS} meetings, {moves} changes"
        figure(f"ical.{name}", value, unit=unit, goal="0", ok=value == 0, baseline=lived_on)


def differences(chance, *, fit):
    """Return how many calendars do not come back from both libraries as they were written, and the events."""
    from ical.calendar_stream import IcsCalendarStream
    from icalendar import Calendar

    from language import calendars

    wrong = total = 0
    for number in range(CALENDARS):
        said = [one_event(chance, f"proef-{number}-{place}@bench.invalid") for place in range(chance.randint(1, 12))]
        total += len(said)
        body = calendars.written([written(one, fit=fit) for one in said], product="Bench", is_feed=True)
        expected = [as_written(one) for one in said]
        try:
            first = [read_first(event) for event in Calendar.from_ical(body).walk("VEVENT")]
            second = [read_second(event) for event in IcsCalendarStream.calendar_from_ics(body.decode()).events]
        except Exception:  # a calendar that cannot be read is one that differs, whatever the library says
            wrong += 1
            continue
        wrong += not (first == second == expected and all(len(row) <= 75 for row in body.split(b"\r\n")))
    return wrong, total


def one_event(chance, uid):
    starts = chance.choice(NIGHTS) + datetime.timedelta(minutes=5 * chance.randint(-300, 300))
    return {
        "uid": uid,
        "stamp": datetime.datetime(2026, 11, 23, tzinfo=datetime.UTC),
        "sequence": chance.randint(0, 9),
        "starts": starts,
        "ends": starts + datetime.timedelta(minutes=5 * chance.randint(1, 60)),
        "title": text(chance, 200),
        "place": text(chance, 400),
        "text": text(chance, 3000),
    }


def text(chance, longest):
    """Letters, signs and everything between, of every plane."""
    signs = []
    for _ in range(chance.randint(0, longest)):
        sign = chance.choice(SPECIAL) if chance.random() < 0.2 else chr(chance.randint(32, 0x2FFFF))
        signs.append("x" if 0xD800 <= ord(sign) <= 0xDFFF else sign)
    return "".join(signs)


def written(said, *, fit):
    from language import calendars

    event = calendars.event(**said)
    if not fit:
        for name, what in (("SUMMARY", "title"), ("LOCATION", "place"), ("DESCRIPTION", "text")):
            event.pop(name, None)
            event.add(name.lower(), said[what])
    return event


def as_written(said):
    from language import calendars

    texts = (calendars.line(said["title"]), calendars.line(said["place"]), calendars.lines(said["text"]))
    return (said["uid"], said["sequence"], *texts, clock(said["starts"]), clock(said["ends"]))


def read_first(event):
    texts = (str(event.get(name, "")) for name in ("SUMMARY", "LOCATION", "DESCRIPTION"))
    return (str(event["UID"]), event["SEQUENCE"], *texts, clock(event["DTSTART"].dt), clock(event["DTEND"].dt))


def read_second(event):
    texts = (event.summary or "", event.location or "", event.description or "")
    return (event.uid, event.sequence, *texts, clock(event.dtstart), clock(event.dtend))


def clock(moment):
    """By the clock: a calendar has no word for the second time of an hour that comes twice."""
    from meetings.moments import ZONE

    return moment.astimezone(ZONE).replace(fold=0, tzinfo=None)


def lived(chance):
    """Live a while with meetings; return how often UID, bytes and SEQUENCE were not as promised, and the changes."""
    from django.utils import timezone

    from meetings import calling
    from meetings.models import Feed, Invitee, Meeting
    from members.models import Circle, Membership, User

    now = timezone.now()
    circle = Circle.objects.create(name="Coalitie Bench", slug="coalitie-bench", kind=Circle.Kind.COALITION)
    user = User.objects.create_user("bench@demo.invalid", name="Bench")
    Membership.objects.create(circle=circle, user=user, role=Membership.Role.LEADER, since=timezone.localdate(now))
    feed = Feed.objects.create(user=user, made_at=now)
    uids = same = sequences = moves = 0
    for number in range(MEETINGS):
        day = timezone.localdate(now) + datetime.timedelta(days=30 + number)
        fresh = Meeting(circle=circle, title=f"Overleg {number}", day=day, place="Hier")
        fresh.starts, fresh.ends = datetime.time(9), datetime.time(11)
        meeting = calling.call(fresh, [], by=user, now=now)
        Invitee.objects.create(meeting=meeting, user=user, circle=circle, asked_at=now)
        for turn in range(CHANGES):
            meeting = Meeting.objects.get(pk=meeting.pk)
            before, name = meeting.sequence, chance.choice(("title", "about", "place", "starts"))
            value = datetime.time(8, turn) if name == "starts" else f"Anders {turn}"
            setattr(meeting, name, value)
            calling.change(meeting, [name], by=user, now=now + datetime.timedelta(hours=turn))
            sequences += (meeting.sequence - before) != (name in ("place", "starts"))
            moves += 1
        uids += len(uids_of(meeting, feed)) != 1
        same += not is_same(feed, timezone.localdate(now))
    return uids, same, sequences, moves


def uids_of(meeting, feed):
    from django.utils import timezone
    from icalendar import Calendar

    from meetings import calendar
    from meetings.feeds import reading

    bodies = (calendar.as_file(meeting), calendar.request(meeting.invitees.get()))
    found = {str(Calendar.from_ical(body).walk("VEVENT")[0]["UID"]) for body in bodies}
    in_feed = Calendar.from_ical(reading.written(feed, timezone.localdate())).walk("VEVENT")
    here = meeting.get_absolute_url()
    return found | {str(event["UID"]) for event in in_feed if str(event["URL"]).endswith(here)}


def is_same(feed, on):
    from meetings.feeds import reading

    return reading.written(feed, on) == reading.written(feed, on)
