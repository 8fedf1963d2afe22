"""What came of an allocation in numbers, for the coordinator. No names: they are kept with the run."""

from collections import Counter

from symposium.allocating import queueing


def figures(problem, places, titles) -> dict:
    people = {person.key: person for person in problem.people}
    ranks = Counter(rank_of(people[person], slot, session) for (person, slot), session in places.items())
    asked = sum(number for rank, number in ranks.items() if rank is not None)
    return {
        "places": len(places),
        "asked": asked,
        "ranks": [ranks[1], ranks[2], ranks[3]],
        "other": ranks[0],
        "no_wishes": ranks[None],
        "nowhere": sum(session is None for session in places.values()),
        "first_share": round(100 * ranks[1] / asked) if asked else None,
        "waiting": sum(len(row) for row in queueing.rows(problem, places).values()),
        "moved": len(moved(problem, places)),
        "weighed": sum(person.disappointed > 0 for person in problem.people),
        "together": _together(people, places),
        "sessions": _sessions(problem, places, titles),
    }


def rank_of(person, slot, session) -> int | None:
    """The wish somebody got: 1 for the first, 0 for none of them; None if they gave none."""
    wishes = person.wishes.get(slot, ())
    if not wishes:
        return None
    return wishes.index(session) + 1 if session in wishes else 0


def moved(problem, places) -> set[int]:
    """Who had a place and now has another one."""
    return {
        person.key
        for person in problem.people
        for slot, session in person.earlier.items()
        if places.get((person.key, slot), session) != session
    }


def _together(people, places):
    """The most people of one municipality in one workshop."""
    counts = Counter(
        (session, people[person].municipality)
        for (person, _slot), session in places.items()
        if session is not None and people[person].municipality is not None
    )
    return max(counts.values(), default=0)


def _sessions(problem, places, titles):
    taken = Counter(places.values())
    return [
        {
            "title": titles[session.key],
            "slot": session.slot,
            "capacity": session.places,
            "taken": taken[session.key] + session.held,
            "wanted": problem.wanted[session.key],
        }
        for slot in problem.slots
        for session in problem.in_slot[slot]
    ]
