"""Keeping an agenda: adding, ordering and taking away. Every verb locks the meeting, so that places stay unique."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Prefetch

from library.models import Document
from meetings import calling
from meetings.models import AgendaItem, Answer, Meeting
from meetings.moments import ZONE
from members.access import Visibility
from members.models import User


@dataclass(frozen=True)
class Paper:
    document: Document
    is_narrow: bool  # not everybody of the circles that are asked can read it


@dataclass(frozen=True)
class Slot:
    """An item of an agenda with the time by the clock; without one as long as the meeting has no day."""

    item: AgendaItem
    begins: datetime | None
    ends: datetime | None
    papers: list[Paper]


@dataclass(frozen=True)
class Agenda:
    slots: list[Slot]
    minutes: int  # of all items together
    room: int | None  # how many minutes the meeting takes; None as long as it has no day

    @property
    def too_long(self):
        """How many minutes the items take more than the meeting; 0 when they fit."""
        return 0 if self.room is None else max(self.minutes - self.room, 0)


def of(meeting: Meeting, *, user: User) -> Agenda:
    """The agenda with its clock, and of the papers those that this person may read."""
    documents = Document.objects.current().visible_to(user).select_related("circle").order_by("title", "pk")
    papers = Prefetch("documents", documents, "papers")
    items = list(meeting.items.select_related("presenter").prefetch_related(papers))
    minutes = sum(item.minutes for item in items)
    if meeting.day is None:
        return Agenda([Slot(item, None, None, _papers(item, meeting)) for item in items], minutes, None)
    slots, begins = [], meeting.starts_at
    for item in items:
        ends = begins + timedelta(minutes=item.minutes)
        slots.append(Slot(item, begins.astimezone(ZONE), ends.astimezone(ZONE), _papers(item, meeting)))
        begins = ends
    room = meeting.ends_at - meeting.starts_at
    return Agenda(slots, minutes, int(room.total_seconds() // 60))


def _papers(item, meeting):
    circles = {circle.pk for circle in meeting.circles}
    return [Paper(one, one.visibility == Visibility.CIRCLE and circles != {one.circle_id}) for one in item.papers]


@dataclass
class Absent:
    """Who tells about something, and is not expected: was never asked, or was and does not come."""

    person: User
    was_asked: bool
    items: list[AgendaItem]


def without_presenter(meeting: Meeting) -> list[Absent]:
    """In the order of the agenda. Of a meeting to which nobody was asked yet everybody would be: do not ask it."""
    asked = meeting.invitees.filter(user=OuterRef("presenter"))
    items = meeting.items.filter(presenter__isnull=False).annotate(was_asked=Exists(asked))
    items = items.exclude(Exists(asked.filter(withdrawn_at=None).exclude(answer=Answer.NO)))
    found = {}
    for item in items.select_related("presenter"):
        found.setdefault(item.presenter_id, Absent(item.presenter, item.was_asked, [])).items.append(item)
    return list(found.values())


@transaction.atomic
def add(item: AgendaItem, *, by: User, now) -> AgendaItem:
    """Put it at the end; return the one that is there when a second click adds it again."""
    calling.locked(item.meeting)
    last = last_of(item.meeting)
    if last and (last.title, last.changed_by_id) == (item.title, by.pk) and now - last.changed_at < calling.DOUBLE:
        return last
    item.position = last.position + 1 if last else 1
    item.save_version(by=by, now=now)
    return item


def last_of(meeting):
    return meeting.items.last()


@transaction.atomic
def move(item: AgendaItem, *, up: bool) -> None:
    """Change places with the neighbour; nothing happens at the end."""
    items = _locked(item)
    _put(items, item, max(items.index(item) + (-1 if up else 1), 0))


@transaction.atomic
def place(item: AgendaItem, index: int) -> None:
    """Put it before what is number `index` among the others, from 0."""
    _put(_locked(item), item, index)


@transaction.atomic
def remove(item: AgendaItem) -> None:
    calling.locked(item.meeting)
    if AgendaItem.objects.filter(pk=item.pk).exclude(notes="").exists():
        raise calling.Refused("Bij dit punt staan notities. Haal die eerst weg als het punt echt weg moet.")
    item.delete()


def _locked(item):
    """The agenda as it is now, with this item in it, under the lock of its meeting."""
    calling.locked(item.meeting)
    items = list(item.meeting.items.all())
    if item not in items:
        raise calling.Refused("Iemand anders heeft dit agendapunt intussen weggehaald.")
    return items


def _put(items, item, index):
    items = [one for one in items if one.pk != item.pk]
    items.insert(index, item)
    for position, one in enumerate(items, start=1):
        one.position = position
    AgendaItem.objects.bulk_update(items, ["position"])
