"""Which coalitions were at the last meetings of the province: whom to call, and without a list of who comes most."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from meetings.models import Meeting, Presence, WalkIns
from members.models import Circle

MOST = 8
THERE, NOT_THERE, NOT_ASKED = "was er", "was er niet", "niet uitgenodigd"
# Once is a holiday; from the second time in a row on somebody calls.
LONG = 2


@dataclass(frozen=True)
class Row:
    circle: Circle
    cells: list[tuple[Meeting, str]]  # the newest first

    @property
    def asked(self):
        return [(meeting, word) for meeting, word in self.cells if word != NOT_ASKED]

    @property
    def count(self):
        """In words: "6 van de 7"; empty when they were never asked."""
        return _of_all([word for _, word in self.asked])

    @property
    def missed(self):
        """How many times in a row they were not there, until now."""
        words = [word for _, word in self.asked]
        return words.index(THERE) if THERE in words else len(words)

    @property
    def last(self):
        """The last meeting at which they were, of these."""
        return next((meeting for meeting, word in self.asked if word == THERE), None)


@dataclass(frozen=True)
class OverTime:
    meetings: list[Meeting]  # the newest first
    rows: list[Row]

    @property
    def counts(self):
        """Of each meeting how many coalitions were there, of those that were asked."""
        words = zip(*([word for _, word in row.cells] for row in self.rows), strict=True)
        found = (_of_all([word for word in column if word != NOT_ASKED]) for column in words)
        return list(zip(self.meetings, found, strict=True))

    @property
    def long_missed(self):
        """Whom to call first: who is missed longest."""
        return sorted((row for row in self.rows if row.missed >= LONG), key=lambda row: -row.missed)


def _of_all(words):
    return f"{words.count(THERE)} van de {len(words)}" if words else ""


def of_province(user, *, on, now) -> OverTime:
    meetings = list(
        Meeting.objects.visible_to(user)
        .past(now)
        .filter(circle__kind=Circle.Kind.NETWORK, cancelled_at=None)
        .filter(_was_noted(Presence) | _was_noted(WalkIns))
        .prefetch_related("guest_circles")[:MOST]
    )
    came = set()
    for model in (Presence, WalkIns):
        came |= set(model.objects.filter(meeting__in=meetings).values_list("meeting", "circle"))
    circles = Circle.objects.existing(on).filter(kind=Circle.Kind.COALITION).order_by("sort_name", "pk")
    rows = [Row(circle, [(meeting, _word(meeting, circle, came)) for meeting in meetings]) for circle in circles]
    return OverTime(meetings, rows if meetings else [])


def _was_noted(model):
    return Exists(model.objects.filter(meeting=OuterRef("pk")))


def _word(meeting, circle, came):
    if (meeting.pk, circle.pk) in came:
        return THERE
    return NOT_THERE if circle in meeting.guest_circles.all() else NOT_ASKED
