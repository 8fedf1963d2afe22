"""The one way in which places change: taking, cancelling, swapping, lapsing, more room, less room, by hand.

    with changing(edition_pk, now=now) as board:
        queue = board.of(session_pk)
        ...

Whoever comes in waits for the lock, and whatever comes free inside is offered to who waits before anybody else comes
in. So a place is never free beside a waiting list, and each promotion has its mail in the same transaction.
"""

from contextlib import contextmanager

from django.db import transaction

from symposium.models import Edition, Registration, Seat, Session
from symposium.seats import deadlines, emails, locking
from symposium.seats.queues import OFFERED, Queue


@contextmanager
def changing(edition_pk: int, *, now):
    with transaction.atomic():
        board = Board(locking.lock(edition_pk), now)
        yield board
        board.pass_on()


class Board:
    """The queues of one edition, as they are under the lock."""

    def __init__(self, edition: Edition, now):
        self.edition, self.now = edition, now
        self.day = Queue(edition, Registration.objects.filter(edition=edition))
        self._queues = {}
        self._touched = set()

    def of(self, session_pk) -> Queue:
        if session_pk not in self._queues:
            session = Session.objects.select_related("slot").get(pk=session_pk, edition=self.edition)
            self._queues[session_pk] = Queue(session, Seat.objects.filter(session=session))
        return self._queues[session_pk]

    def registration(self, pk) -> Registration:
        """Return it as it is now: it was read before we waited."""
        found = Registration.objects.get(pk=pk, edition=self.edition)
        found.edition = self.edition
        return found

    def is_free(self, queue: Queue) -> bool:
        """Whether a newcomer gets a place at once. A waiting list that is not empty means full: what is free there is
        for who waits. Not on the day itself: then a place is for who stands before the door.
        """
        return queue.has_room and (deadlines.has_begun(self.edition, self.now) or queue.first() is None)

    def put(self, queue: Queue, row, state, *, until=None):
        queue.put(row, state, until=until)
        self._touched.add(queue)

    def remove(self, seat: Seat):
        queue = self.of(seat.session_id)
        queue.remove(seat)
        self._touched.add(queue)

    def resize(self, queue: Queue, capacity: int | None):
        queue.owner.capacity = capacity
        queue.owner.save(update_fields=["capacity"])
        self._touched.add(queue)

    def pass_on(self):
        """Offer what is free to who waits, in order; each gets one mail."""
        until = deadlines.confirm_by(self.edition, self.now)
        while self._touched:
            queue = self._touched.pop()
            # On the day itself the door decides: nobody sits at their mail.
            while until and queue.has_room and (row := queue.first()):
                queue.put(row, OFFERED, until=until)
                emails.offered(row, until).send()
