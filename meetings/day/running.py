"""The agenda while the meeting goes on: which item has its turn, and how that compares with the plan."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from meetings import calling
from meetings.models import AgendaItem, Meeting, Turn
from meetings.moments import ZONE
from members.refused import Refused

# So much beside the plan is on time: nobody chairs to the second.
ON_TIME = 2
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Line:
    """One item with the time it was planned and the time it gets."""

    item: AgendaItem
    planned: datetime
    begins: datetime  # when it began, or will as things go now
    state: str  # done, now, next, later or skipped

    @property
    def shift(self):
        """Minutes later (or, below zero, earlier) than planned; 0 when that is on time."""
        minutes = round((self.begins - self.planned) / MINUTE)
        return minutes if abs(minutes) > ON_TIME else 0


@dataclass(frozen=True)
class Running:
    lines: list[Line]
    turn: Turn | None  # which item is on now
    has_begun: bool
    ends: datetime  # when the meeting ends as things go now
    late: int  # minutes later (below zero: earlier) than planned, at the end
    minutes_left: int | None  # of the item that is on now; below zero when it takes longer than planned

    @property
    def now(self):
        return self.turn and self.turn.item

    @property
    def next(self):
        return next((line.item for line in self.lines if line.state == "next"), None)

    @property
    def is_done(self):
        return self.has_begun and self.turn is None

    @property
    def seen(self):
        """What the button of the chair carries, so that of two who press at once one moves the agenda."""
        return self.turn.pk if self.turn else 0

    @property
    def clock_words(self):
        if abs(self.late) <= ON_TIME:
            return "We liggen op schema."
        minutes = "1 minuut" if abs(self.late) == 1 else f"{abs(self.late)} minuten"
        return f"We lopen {minutes} {'uit' if self.late > 0 else 'voor'}."

    @property
    def left_words(self):
        left = self.minutes_left
        if left < 0:
            return f"{-left} {'minuut' if left == -1 else 'minuten'} over de tijd."
        return f"Nog {left} {'minuut' if left == 1 else 'minuten'}."


def of(meeting: Meeting, *, now) -> Running:
    items = list(meeting.items.select_related("presenter"))
    turns = list(meeting.turns.all())
    turn = next((one for one in turns if one.ended_at is None), None)
    begun = {one.item_id: one.begun_at for one in reversed(turns)}
    by_pk = {item.pk: item for item in items}
    if turn:
        turn.item = by_pk[turn.item_id]
    reached = by_pk[turns[-1].item_id].position if turns else 0
    lines, left = [], None
    planned, moment = meeting.starts_at, max(now, meeting.starts_at)
    for item in items:
        state = _state(item, turn, begun, reached, lines)
        if state == "now":
            stop = turn.begun_at + item.minutes * MINUTE
            left = int((stop - now) // MINUTE)
            moment = max(stop, now)
            begins = turn.begun_at
        elif state in ("done", "skipped"):
            begins = begun.get(item.pk, planned)
        else:
            begins = moment
            moment += item.minutes * MINUTE
        lines.append(Line(item, planned.astimezone(ZONE), begins.astimezone(ZONE), state))
        planned += item.minutes * MINUTE
    if turn is None and turns:
        moment = turns[-1].ended_at
    return Running(
        lines=lines,
        turn=turn,
        has_begun=bool(turns),
        ends=moment.astimezone(ZONE),
        late=round((moment - planned) / MINUTE),
        minutes_left=left,
    )


def _state(item, turn, begun, reached, lines):
    if turn and item.pk == turn.item_id:
        return "now"
    if item.position <= reached:
        return "done" if item.pk in begun else "skipped"
    if (turn is None and begun) or any(line.state == "next" for line in lines):
        return "later"
    return "next"


@transaction.atomic
def turn_to(meeting: Meeting, item: AgendaItem | None, *, seen: int, now) -> Turn | None:
    """Give an item its turn; without one the meeting is over. `seen`: whose turn it was on the page of the chair."""
    calling.locked(meeting)
    current = open_turn(meeting)
    if (current.pk if current else 0) != seen:
        raise Refused("Iemand anders ging al verder. Hieronder zie je welk punt nu aan de beurt is.")
    if current:
        current.ended_at = max(now, current.begun_at)
        current.save(update_fields=["ended_at"])
    return Turn.objects.create(meeting=meeting, item=item, begun_at=now) if item else None


def open_turn(meeting):
    return meeting.turns.filter(ended_at=None).first()
