"""Minutes from the first note to the library: made, sent, approved. Each verb locks the row and looks again."""

import re

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from actions.models import ActionPoint
from language import pdf
from meetings import agenda, calling
from meetings.minutes import emails, paper
from meetings.models import AgendaItem, Meeting, Minutes
from members.conflicts import lock
from members.models import User
from members.refused import Refused

APPROVING = "Verslag van {day} vaststellen"
APPROVING_MINUTES = 5
WELCOME = re.compile(r"\W*(welkom|opening|voorstelrond|kennismak|inloop)", re.IGNORECASE)


@transaction.atomic
def make(meeting: Meeting, *, by: User, now) -> Minutes:
    """Begin the minutes with what was noted at each item; return them when somebody else began already."""
    calling.locked(meeting)
    if meeting.day > timezone.localdate(now):
        raise Refused("Deze bijeenkomst is nog niet geweest. Op de dag zelf maak je het verslag.")
    found = Minutes.objects.filter(meeting=meeting).first()
    if found:
        return found
    minutes = Minutes(meeting=meeting, text=noted(meeting))
    minutes.save_version(by=by, now=now)
    return minutes


def noted(meeting: Meeting) -> str:
    items = meeting.items.exclude(notes="")
    return "\n\n".join(f"**{item.title}**\n\n{item.notes.strip()}" for item in items)


def points_of(meeting: Meeting):
    """The action points that grew out of this meeting."""
    points = ActionPoint.objects.filter(source_url__startswith=meeting.get_absolute_url(), dropped_at=None)
    return points.select_related("circle", "owner").order_by("due_on", "pk")


@transaction.atomic
def send(minutes: Minutes, *, by: User, now) -> Minutes:
    """Tell everybody who was asked or who was there, once; the next meeting gets to approve them."""
    minutes = _locked(minutes)
    if minutes.sent_at:
        raise Refused("Dit verslag is al verstuurd.")
    minutes.sent_at = now
    minutes.save_version(by=by, now=now)
    decisions = list(minutes.meeting.decisions.order_by("number"))
    there = set(minutes.meeting.presences.values_list("user", flat=True))
    invited = minutes.meeting.invitees.invited().values("user")
    people = User.objects.filter(pk__in=invited) | User.objects.filter(pk__in=there)
    for person in people.filter(is_active=True).order_by("pk"):
        emails.minutes(minutes, person, was_there=person.pk in there, decisions=decisions).send()
    if coming := next_meeting(minutes.meeting, now):
        put_on_agenda(minutes, coming, by=by, now=now)
    return minutes


def next_meeting(meeting: Meeting, now) -> Meeting | None:
    later = Meeting.objects.filter(circle=meeting.circle_id, cancelled_at=None, starts_at__gt=meeting.starts_at)
    return later.coming(now).first()


@transaction.atomic
def put_on_agenda(minutes: Minutes, meeting: Meeting, *, by: User, now) -> None:
    """As the first item, or after the welcome; once, whoever asks."""
    calling.locked(meeting)
    url = minutes.get_absolute_url()
    if meeting.items.filter(source_url=url).exists():
        return
    title = APPROVING.format(day=date_format(minutes.meeting.day, "j F Y"))
    item = AgendaItem(meeting=meeting, title=title, minutes=APPROVING_MINUTES)
    item.source_label, item.source_url = f"{minutes}"[:200], url
    first = meeting.items.first()
    item = agenda.add(item, by=by, now=now)
    agenda.place(item, 1 if first and WELCOME.match(first.title) else 0)


@transaction.atomic
def approve(minutes: Minutes, *, approved_in: Meeting | None, remarks: str, by: User, now) -> Minutes:
    """Final from here on: the database refuses changes, and the library has it as a document of the circle."""
    minutes = _locked(minutes)
    if minutes.sent_at is None:
        raise Refused("Verstuur het verslag eerst, zodat iedereen het kan lezen.")
    minutes.approved_at, minutes.approved_in, minutes.remarks = now, approved_in, remarks
    points = points_of(minutes.meeting)
    minutes.agreed = paper.agreed(points)
    try:
        minutes.document = paper.to_library(minutes, points, by=by, now=now)
    except pdf.TooMuch:
        raise Refused("Het verslag is te lang voor een pdf. Maak het korter.") from None
    minutes.save_version(by=by, now=now)
    _take_off_agendas(minutes, now)
    return minutes


def _take_off_agendas(minutes, now):
    """A meeting that still comes need not approve what is approved."""
    items = AgendaItem.objects.filter(source_url=minutes.get_absolute_url(), notes="", meeting__starts_at__gt=now)
    for item in items.select_related("meeting").order_by("meeting"):
        agenda.remove(item)


def _locked(minutes):
    calling.locked(minutes.meeting)
    found = lock(Minutes.objects.select_related("meeting__circle"), minutes.pk)
    if found.is_approved:
        raise Refused("Dit verslag is al vastgesteld.")
    return found
