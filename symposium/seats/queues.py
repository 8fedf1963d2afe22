"""A queue: something with so many places, and a row of people who wait. The day is one, and so is every workshop.

Only for whoever holds the lock (locking.py). `taken` counts the places that nobody else can have: those that are
confirmed, and those that are offered to somebody.
"""

from django.db.models import F, Max, QuerySet

from symposium.models import Edition, Registration, RegistrationState, Seat, SeatState, Session

COMING, CONFIRMED = RegistrationState.COMING, SeatState.CONFIRMED
# The two kinds of rows have these words in common.
OFFERED, WAITING = SeatState.OFFERED, SeatState.WAITING
HELD = (COMING, CONFIRMED, OFFERED)


class Queue:
    """`owner` has the places, `rows` are who has or wants one."""

    def __init__(self, owner: Edition | Session, rows: QuerySet):
        self.owner, self.rows = owner, rows

    @property
    def has_room(self):
        return self.owner.capacity is None or self.owner.taken < self.owner.capacity

    def first(self):
        """Return who is next."""
        return self.rows.filter(state=WAITING).order_by("position").first()

    def put(self, row: Registration | Seat, state, *, until=None):
        """Give a row this state. Who stood behind it moves up, and the count of taken places follows."""
        was, stood = (row.state, row.position) if row.pk else (None, None)
        row.position = self._last() + 1 if state == WAITING else None
        row.state, row.offered_until = state, until
        self._count((state in HELD) - (was in HELD))
        row.save()
        self._move_up(stood)

    def remove(self, seat: Seat):
        self._count(-(seat.state in HELD))
        stood = seat.position
        seat.delete()
        self._move_up(stood)

    def _last(self):
        return self.rows.aggregate(last=Max("position"))["last"] or 0

    def _move_up(self, stood):
        if stood is not None:
            self.rows.filter(position__gt=stood).update(position=F("position") - 1)

    def _count(self, change):
        # Counted by the database, where a check refuses one too many, whatever we think to know.
        if change:
            type(self.owner).objects.filter(pk=self.owner.pk).update(taken=F("taken") + change)
            self.owner.taken += change
