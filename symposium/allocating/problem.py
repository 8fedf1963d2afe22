"""What fair places start from and what they are: plain data, no database. And what "fair" means, in numbers."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from random import Random

# What a place is worth to somebody, by the rank of the wish; the last one is for every place they did not ask for.
WORTH = (10, 7, 5, 2)
RANKS = len(WORTH) - 1
# Who ended up outside their wishes last year weighs half as much again; twice as much if that was in several rounds.
WEIGHT, EXTRA, MOST_EXTRA = 200, 100, 2
LOT = 20  # and a lot decides between people who weigh the same: at most a tenth
# Missing the first wish a second time counts for more than the first time.
AGAIN = 2
# One colleague too many of one profession is worth less than anybody's step to a lower wish.
PROFESSION = 200
FEWEST_TOGETHER = 2


@dataclass(frozen=True)
class Session:
    key: int
    slot: int
    capacity: int
    # Places beside those that are given out: on offer to somebody, or of somebody who turned out to speak then.
    held: int = 0

    @property
    def places(self):
        return self.capacity + self.held


@dataclass(frozen=True)
class Person:
    """Somebody who needs a place in every slot but those in `away`."""

    key: int
    wishes: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    municipality: int | None = None
    profession: str = ""
    disappointed: int = 0
    earlier: Mapping[int, int] = field(default_factory=dict)
    away: frozenset[int] = frozenset()
    # The slots in which they come on no waiting list: see queueing.py.
    settled: frozenset[int] = frozenset()

    def rank(self, session):
        """0 for the first wish; None if they did not ask for it."""
        wishes = self.wishes.get(session.slot, ())
        return wishes.index(session.key) if session.key in wishes else None

    def worth(self, session):
        """Who gives fewer wishes gains nothing by it: the next place counts as the wish they did not give."""
        rank = self.rank(session)
        if rank is not None:
            return WORTH[min(rank, RANKS)]
        given = len(self.wishes.get(session.slot, ()))
        return WORTH[min(given, RANKS)] if given else WORTH[-1]

    def misses(self, session):
        """Whether this place is not the first wish of somebody who gave one."""
        return bool(self.wishes.get(session.slot)) and self.rank(session) != 0


@dataclass(frozen=True)
class Problem:
    people: tuple[Person, ...]
    sessions: tuple[Session, ...]
    seed: int = 0

    def __post_init__(self):
        # So that the order in which they were given decides nothing.
        for name in ("people", "sessions"):
            object.__setattr__(self, name, tuple(sorted(getattr(self, name), key=lambda one: one.key)))

    @cached_property
    def slots(self):
        return sorted({session.slot for session in self.sessions})

    @cached_property
    def in_slot(self):
        found = defaultdict(list)
        for session in self.sessions:
            found[session.slot].append(session)
        return dict(found)

    @cached_property
    def of_slot(self):
        """Who needs a place then."""
        return {slot: [person for person in self.people if slot not in person.away] for slot in self.slots}

    @cached_property
    def weight(self):
        """The lot of somebody hangs on the seed and on nobody else, so that a newcomer does not change it."""
        return {
            person.key: WEIGHT
            + EXTRA * min(person.disappointed, MOST_EXTRA)
            + Random(f"{self.seed}:{person.key}").randrange(LOT)
            for person in self.people
        }

    @cached_property
    def wanted(self):
        """How many people have each session as their first wish, also who needs no place (any more)."""
        return Counter(wishes[0] for person in self.people for wishes in person.wishes.values() if wishes)

    def together(self, session, municipality):
        """How many of one municipality may sit together: a fifth, or their share of everybody if that is more."""
        people = self.of_slot[session.slot]
        theirs = sum(person.municipality == municipality for person in people)
        seats = sum(other.capacity for other in self.in_slot[session.slot])
        return max(FEWEST_TOGETHER, session.capacity // 5, -(-theirs * session.capacity // max(seats, 1)))

    def of_profession(self, session):
        return max(FEWEST_TOGETHER, session.capacity * 2 // 5)


def score(problem, places):
    """How fair these places are, to be compared as a tuple: what comes first is never given up for what comes after.

    `places` is {(person, slot): session}. Nobody left out beside a free seat; of what people were told before as
    little as possible changes; no municipality sits together; and then what people asked for.
    """
    sessions = {session.key: session for session in problem.sessions}
    placed = sum(session is not None for session in places.values())
    return placed, -_moved(problem, places), -_crowds(problem, places, sessions), _joy(problem, places, sessions)


def _moved(problem, places):
    return sum(
        places.get((person.key, session.slot)) != session.key
        for person in problem.people
        for session in problem.sessions
        if person.earlier.get(session.slot) == session.key and session.slot not in person.away
    )


def _crowds(problem, places, sessions):
    who = {person.key: person for person in problem.people}
    counts = Counter((session, who[person].municipality) for (person, _slot), session in places.items() if session)
    return sum(
        max(0, number - problem.together(sessions[session], municipality))
        for (session, municipality), number in counts.items()
        if municipality is not None
    )


def _joy(problem, places, sessions):
    total = 0
    professions = Counter()
    for person in problem.people:
        missed = 0
        for slot in problem.slots:
            session = sessions.get(places.get((person.key, slot)))
            if session is not None:
                total += problem.weight[person.key] * person.worth(session)
                professions[session.key, person.profession] += 1
                missed += person.misses(session)
            elif slot not in person.away:
                missed += bool(person.wishes.get(slot))
        total -= problem.weight[person.key] * AGAIN * max(0, missed - 1)
    return total - PROFESSION * sum(
        max(0, number - problem.of_profession(sessions[session]))
        for (session, profession), number in professions.items()
        if profession
    )
