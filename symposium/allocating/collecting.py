"""From rows to a problem: who needs a place in which slot, what they asked for, and what they were told before."""

from collections import Counter, defaultdict

from symposium.allocating import problem
from symposium.models import AllocatedPlace, Edition, Seat, SeatState, Speaking, Wish


def collect(edition: Edition) -> problem.Problem:
    """The seed is the year: nobody can draw again until they like the outcome."""
    sessions = workshops(edition)
    people = edition.registrations.coming().order_by("pk")
    wishes, busy = _wishes(edition), _busy(edition, people)
    seats = Seat.objects.filter(registration__edition=edition).values_list("registration", "slot", "session", "state")
    stands = _Stands(edition, {session.pk for session in sessions}, list(seats), busy)
    disappointed = _disappointed(edition)
    return problem.Problem(
        tuple(
            problem.Person(
                person.pk,
                wishes[person.pk],
                municipality=person.municipality_id,
                profession=person.domain,
                disappointed=max(disappointed[person.email], disappointed[person.user_id]),
                earlier=stands.earlier[person.pk],
                away=frozenset(busy[person.pk] | stands.left[person.pk]),
                settled=frozenset(stands.settled[person.pk]),
            )
            for person in people
        ),
        tuple(
            problem.Session(session.pk, session.slot_id, max(0, session.capacity - held), held)
            for session in sessions
            for held in (stands.held[session.pk],)
        ),
        edition.year,
    )


def workshops(edition: Edition):
    """What there are places for, in the order of the day."""
    return list(
        edition.sessions.workshops()
        .filter(cancelled_at=None)
        .exclude(slot=None)
        .select_related("slot", "room")
        .order_by("slot__starts", "pk")
    )


def _wishes(edition):
    found = defaultdict(lambda: defaultdict(tuple))
    rows = Wish.objects.filter(registration__edition=edition).order_by("rank")
    for person, slot, session in rows.values_list("registration", "slot", "session"):
        found[person][slot] += (session,)
    return found


class _Stands:
    """How it stands already, from their places and what they were told.

    `earlier` is where people have a place; `left` the slots that they need none in: they gave it back themselves, or
    have an offer. Whose workshop was called off needs another place; so does who came after the last time.
    `settled`: see queueing.py. `held` are the places of a session that stay with who has them: what is offered to
    somebody is theirs until they answer, and who turned out to speak then has not given theirs back yet.
    """

    def __init__(self, edition, running, seats, busy):
        self.earlier, self.left, self.settled = defaultdict(dict), defaultdict(set), defaultdict(set)
        self.held = Counter()
        told = AllocatedPlace.objects.filter(registration__edition=edition)
        for person, slot, session in told.values_list("registration", "slot", "session"):
            if session in running:
                self.left[person].add(slot)
            if session is None or session in running:
                self.settled[person].add(slot)
        for person, slot, session, state in seats:
            if state == SeatState.CONFIRMED:
                self.earlier[person][slot] = session
                self.left[person].discard(slot)
                self.held[session] += slot in busy[person]
            else:
                self.settled[person].add(slot)
                self.held[session] += state == SeatState.OFFERED
        for person, slot, _session, state in seats:
            if state == SeatState.OFFERED and slot not in self.earlier[person]:
                self.left[person].add(slot)


def _busy(edition, people):
    """Who speaks in a slot needs no place in it."""
    found = defaultdict(set)
    by_user = {person.user_id: person.pk for person in people if person.user_id}
    by_email = {person.email: person.pk for person in people if person.email}
    rows = Speaking.objects.filter(speaker__edition=edition, session__cancelled_at=None).exclude(slot=None)
    for user, email, slot in rows.values_list("speaker__user", "speaker__email", "slot"):
        person = by_user.get(user) or by_email.get(email)
        if person:
            found[person].add(slot)
    return found


def _disappointed(edition):
    """In how many slots somebody ended up outside their wishes, the last time that places were given out fairly."""
    found = defaultdict(int)
    last = Edition.objects.filter(year__lt=edition.year).exclude(allocated_at=None).order_by("-year").first()
    rows = AllocatedPlace.objects.filter(registration__edition=last, rank=0)
    for email, user in rows.values_list("registration__email", "registration__user") if last else ():
        for key in {email, user} - {"", None}:
            found[key] += 1
    return found
