"""Fair places by an exact solver: the best `score` there is, the same one for the same seed."""

from collections import defaultdict

from symposium.allocating.problem import AGAIN, PROFESSION

TIME_LIMIT = 120  # seconds; far above what 300 people need


class NoPlaces(Exception):
    """The solver did not come to an answer; nothing was changed."""


def allocate(problem):
    """{(person, slot): session or None} for everybody who needs a place.

    One model, solved once for each thing that comes first: what was reached stays a condition of the next one. Each
    one apart has small whole numbers, so that rounding never decides.
    """
    if not problem.sessions or not problem.people:
        return {}
    model = _Model(problem)
    for goal in (model.placed(), model.stayed(), model.crowds(), model.joy()):
        model.maximise(goal)
    return model.places()


class _Model:
    def __init__(self, problem):
        # Only where it is needed: numpy and the solver are 30 MB that no web process has use for.
        import highspy

        self.problem = problem
        self.infinity = highspy.kHighsInf
        self.optimal = highspy.HighsModelStatus.kOptimal
        self.solver = solver = highspy.Highs()
        for option, value in {
            "output_flag": False,
            "threads": 1,  # one thread takes the same way every time
            "random_seed": 1,
            "mip_rel_gap": 0.0,
            "mip_abs_gap": 0.5,  # every goal is a whole number
            "time_limit": float(TIME_LIMIT),
        }.items():
            solver.setOptionValue(option, value)
        self.rows = []  # of the numbers below, what may not be given up any more
        self.seat = {
            (person.key, session.key): self._column(integer=highspy.HighsVarType.kInteger)
            for slot in problem.slots
            for person in problem.of_slot[slot]
            for session in problem.in_slot[slot]
        }
        self._one_each()
        self._capacity()

    def _column(self, *, upper=1.0, integer=None):
        self.solver.addVar(0.0, upper)
        column = self.solver.getNumCol() - 1
        if integer is not None:
            self.solver.changeColIntegrality(column, integer)
        return column

    def _row(self, lower, upper, terms):
        columns, values = list(terms), [float(value) for value in terms.values()]
        self.solver.addRow(lower, upper, len(columns), columns, values)

    def _one_each(self):
        for slot in self.problem.slots:
            for person in self.problem.of_slot[slot]:
                seats = {self.seat[person.key, session.key]: 1 for session in self.problem.in_slot[slot]}
                self._row(0.0, 1.0, seats)

    def _capacity(self):
        for session in self.problem.sessions:
            seats = {self.seat[person.key, session.key]: 1 for person in self.problem.of_slot[session.slot]}
            self._row(0.0, float(session.capacity), seats)

    def _surplus(self, columns, allowed):
        """A number that is at least how many of these seats are taken above what is allowed."""
        over = self._column(upper=self.infinity)
        self._row(-self.infinity, float(allowed), {**dict.fromkeys(columns, 1), over: -1})
        return over

    def maximise(self, goal):
        """Reach the most of it, and hold on to that."""
        if not goal:
            return
        columns = list(range(self.solver.getNumCol()))
        self.solver.changeColsCost(len(columns), columns, [-float(goal.get(column, 0)) for column in columns])
        self.solver.run()
        if self.solver.getModelStatus() != self.optimal:
            raise NoPlaces(self.solver.modelStatusToString(self.solver.getModelStatus()))
        self.values = self.solver.getSolution().col_value
        reached = round(sum(value * self.values[column] for column, value in goal.items()))
        self._row(reached - 0.5, self.infinity, goal)

    def placed(self):
        return dict.fromkeys(self.seat.values(), 1)

    def stayed(self):
        people = {person.key: person for person in self.problem.people}
        slots = {session.key: session.slot for session in self.problem.sessions}
        return {
            column: 1
            for (person, session), column in self.seat.items()
            if people[person].earlier.get(slots[session]) == session
        }

    def crowds(self):
        """One municipality together, above what is allowed."""
        return self._surpluses(lambda person: person.municipality, self.problem.together)

    def _surpluses(self, kind, allowed):
        found = {}
        for session in self.problem.sessions:
            groups = defaultdict(list)
            for person in self.problem.of_slot[session.slot]:
                if kind(person):
                    groups[kind(person)].append(self.seat[person.key, session.key])
            for name, columns in sorted(groups.items()):
                limit = allowed(session, name)
                if len(columns) > limit:
                    found[self._surplus(columns, limit)] = -1
        return found

    def joy(self):
        problem = self.problem
        goal = {
            column: value * PROFESSION
            for column, value in self._surpluses(
                lambda person: person.profession, lambda session, _name: problem.of_profession(session)
            ).items()
        }
        for person in problem.people:
            weight, missed = problem.weight[person.key], {}
            asked = [slot for slot in problem.slots if person.wishes.get(slot) and slot not in person.away]
            for slot in problem.slots:
                for session in problem.in_slot[slot] if slot not in person.away else ():
                    column = self.seat[person.key, session.key]
                    goal[column] = weight * person.worth(session)
                    if slot in asked and person.rank(session) == 0:
                        missed[column] = -1
            if len(asked) > 1:
                # Missed = asked - first wishes got; what is above one counts once more.
                over = self._column(upper=self.infinity)
                self._row(-self.infinity, float(1 - len(asked)), {**missed, over: -1})
                goal[over] = -weight * AGAIN
        return goal

    def places(self):
        found = {(person.key, slot): None for slot in self.problem.slots for person in self.problem.of_slot[slot]}
        slots = {session.key: session.slot for session in self.problem.sessions}
        for (person, session), column in self.seat.items():
            if self.values[column] > 0.5:
                found[person, slots[session]] = session
        return found
