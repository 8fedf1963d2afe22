"""Who missed their first wish waits for it, before whoever comes later: in which order, and who does not.

Without this a newcomer who never gave a wish would be the first to wait for a workshop that others missed.

* In the order in which the allocation itself weighs (problem.py): first who has no place in that round, then whom the
  place would help most. So who was disappointed last year, and who missed more than one first wish, goes before; a lot
  that hangs on the year decides the rest. The same wishes give the same row.
* Only of a workshop that is full. What is free is for whoever takes it, so nobody waits beside a free place.
* Once: when people are told what they got. Who is in `Person.settled` was told before, or waits already. So giving
  out places again puts nobody back who left the waiting list or swapped their first wish away, and who comes on the
  list then stands behind all who waited. Only whose own workshop was called off starts anew.
* They keep the place they have, as everybody who waits does (seats/choosing.py), and leave the list with one button.
"""

from collections import Counter, defaultdict
from random import Random

from symposium.allocating.problem import AGAIN


def rows(problem, places) -> dict[int, list[int]]:
    """{session: [person, ...]}, who is first first."""
    sessions = {session.key: session for session in problem.sessions}
    taken = Counter(places.values())
    found = defaultdict(list)
    for person in problem.people:
        for slot in person.wishes:
            wanted = best(person, slot, sessions)
            is_open = (person.key, slot) in places and slot not in person.settled
            if is_open and wanted and wanted.key != places[person.key, slot] and taken[wanted.key] >= wanted.capacity:
                found[wanted.key].append((*_turn(problem, places, person, wanted, sessions), person.key))
    return {key: [person for *_, person in sorted(row)] for key, row in sorted(found.items())}


def best(person, slot, sessions):
    """The first of their wishes that goes on; when places are first given out that is the first wish."""
    return next((sessions[wish] for wish in person.wishes[slot] if wish in sessions), None)


def _turn(problem, places, person, wanted, sessions):
    """What to sort a row by: the lowest is first."""
    got = sessions.get(places[person.key, wanted.slot])
    missed = sum(
        wishes[0] != places[person.key, slot]
        for slot, wishes in person.wishes.items()
        if wishes and (person.key, slot) in places
    )
    better = person.worth(wanted) - (person.worth(got) if got else 0) + AGAIN * (missed > 1)
    return got is not None, -problem.weight[person.key] * better, Random(f"{problem.seed}:rij:{person.key}").random()
