"""Why somebody has the place they have: one sentence per person and slot, to be read as it stands."""

from collections import Counter

RANKS = ("eerste", "tweede", "derde")
SHORT = 45  # of a title: three of them and the rest fit in what a seat keeps of it (Seat.reason)


class Explanations:
    """`titles` gives what each session is called; the rest follows from the problem and the places."""

    def __init__(self, problem, places, titles):
        self.problem, self.places, self.titles = problem, places, titles
        self.people = {person.key: person for person in problem.people}
        self.sessions = {session.key: session for session in problem.sessions}
        self.taken = Counter(session for session in places.values() if session is not None)

    def why(self, key, slot):
        person, session = self.people[key], self.sessions.get(self.places[key, slot])
        wishes = person.wishes.get(slot, ())
        if session is None:
            return "Er waren in deze ronde meer mensen dan plekken. Komt er een plek vrij, dan kun je die nog kiezen."
        was = person.earlier.get(slot)
        if was == session.key:
            return "Je houdt de plek die je al had."
        if not wishes:
            # Nothing about why not: who came after the wishes closed never could.
            return "We hadden voor deze ronde geen wensen van je. Je kreeg een plek die nog vrij was."
        rank = person.rank(session)
        if rank == 0:
            return "Je kreeg je eerste wens." + self._went_first(person)
        got = "Deze workshop stond niet bij je wensen" if rank is None else f"Je kreeg je {RANKS[rank]} wens"
        return f"{got}. {self._because(person, wishes[:rank])}{self._elsewhere(person, slot)}"

    def why_waiting(self, key, session):
        """Of who is on the waiting list of it; to be read also when they have the place at last."""
        person = self.people[key]
        return f"Dit was je {RANKS[person.rank(self.sessions[session])]} wens."

    def _because(self, person, missed):
        """Why each wish above it was not possible. A place that is free and allowed would have been given."""
        first, *others = missed
        return " ".join([self._full_reason(person, first), *(self._short_reason(person, one) for one in others)])

    def _full_reason(self, person, wanted):
        session = self.sessions.get(wanted)
        if session and session.places < self.problem.wanted[wanted] and self._is_full(session):
            people, places = self.problem.wanted[wanted], session.places
            return f"{self.title(wanted)} was vol: {people} mensen kozen die als eerste, er {are(places)}."
        return self._short_reason(person, wanted)

    def _short_reason(self, person, wanted):
        session = self.sessions.get(wanted)
        if session is None:
            return f"{self.title(wanted)} gaat niet door."
        if self._is_full(session):
            return f"{self.title(wanted)} was vol."
        return f"Bij {self.title(wanted)} zitten al veel mensen uit jouw gemeente, en we mengen wie van waar komt."

    def _is_full(self, session):
        return self.taken[session.key] >= session.capacity

    def _elsewhere(self, person, slot):
        got = any(
            self.places.get((person.key, other)) == wishes[0]
            for other, wishes in person.wishes.items()
            if wishes and other != slot and other not in person.away
        )
        return " In een andere ronde kreeg je wel je eerste wens." if got else ""

    def _went_first(self, person):
        return " Je wens telde zwaarder, omdat je vorig jaar buiten je wensen viel." if person.disappointed else ""

    def title(self, key):
        title = self.titles.get(key, "Je wens")
        return f"“{title}”" if len(title) <= SHORT else f"“{title[: SHORT - 1].rstrip()}…”"


def are(places):
    return "is 1 plek" if places == 1 else f"zijn {places} plekken"
