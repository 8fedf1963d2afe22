"""Fair places, beside trying out every way and beside what must always hold. See also bench/allocation.py."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.allocation import best, first_come, first_share, most_together, synthetic, tiny
from symposium.allocating.problem import Person, Problem, Session, score
from symposium.allocating.solving import NoPlaces, _Model, allocate

A, B, C = Session(1, 1, 2), Session(2, 1, 2), Session(3, 1, 2)


def people(*wishes, **more):
    return tuple(Person(number, {1: wish}, **more) for number, wish in enumerate(wishes, 1))


def places_of(problem):
    return {person: session for (person, _slot), session in allocate(problem).items()}


@pytest.mark.parametrize("seed", range(40))
def test_no_other_way_is_better(seed):
    problem = tiny(seed)

    assert score(problem, allocate(problem)) == best(problem)


@settings(max_examples=25, deadline=None)
@given(st.integers(1000, 10**6))
def test_what_always_holds(seed):
    problem = tiny(seed)

    places = allocate(problem)

    taken = Counter(places.values())
    assert all(taken[session.key] <= session.capacity for session in problem.sessions)
    for slot in problem.slots:
        here = {person: session for (person, where), session in places.items() if where == slot}
        assert set(here) == {person.key for person in problem.people if slot not in person.away}
        assert {session for session in here.values() if session} <= {one.key for one in problem.in_slot[slot]}
        free = sum(session.capacity - taken[session.key] for session in problem.in_slot[slot])
        assert not (free and None in here.values())


@settings(max_examples=10, deadline=None)
@given(st.integers(1000, 10**6), st.randoms(use_true_random=False))
def test_the_same_seed_gives_the_same_places_in_whatever_order_people_come(seed, chance):
    problem = tiny(seed)
    shuffled = list(problem.people)
    chance.shuffle(shuffled)

    assert allocate(replace(problem, people=tuple(shuffled))) == allocate(problem)


def test_the_lot_decides_between_who_weigh_the_same():
    everybody = people(*[(1, 2)] * 4)

    winners = {
        tuple(key for key, session in places_of(Problem(everybody, (A, B), seed)).items() if session == 1)
        for seed in range(12)
    }

    assert len(winners) > 2


@pytest.mark.parametrize("seed", range(5))
def test_who_was_disappointed_last_year_goes_first(seed):
    everybody = (*people(*[(1, 2)] * 3), Person(9, {1: (1, 2)}, disappointed=1))

    assert places_of(Problem(everybody, (A, B), seed))[9] == 1


def test_nobody_gains_by_giving_one_wish_only():
    one, two, three = Session(1, 1, 1), Session(2, 1, 1), Session(3, 1, 1)
    honest = (Person(1, {1: (1, 2, 3)}, disappointed=1), Person(2, {1: (1, 2, 3)}), Person(3, {1: (2, 1, 3)}))
    sly = (honest[0], replace(honest[1], wishes={1: (1,)}), honest[2])

    assert places_of(Problem(honest, (one, two, three)))[1] == places_of(Problem(sly, (one, two, three)))[1] == 1


def test_who_missed_the_first_wish_once_goes_first_the_next_time():
    later = Session(11, 2, 1), Session(12, 2, 9)
    everybody = (Person(1, {1: (1, 2), 2: (11, 12)}), Person(2, {1: (1, 2), 2: (11, 12)}))

    places = allocate(Problem(everybody, (Session(1, 1, 1), Session(2, 1, 9), *later)))

    assert {(places[1, 1], places[1, 2]), (places[2, 1], places[2, 2])} == {(1, 12), (2, 11)}


def test_a_municipality_does_not_fill_a_workshop():
    sessions = (Session(1, 1, 10), Session(2, 1, 10), Session(3, 1, 10))
    everybody = tuple(Person(key, {1: (1,)}, municipality=1 + (key > 5)) for key in range(1, 11))

    taken = Counter(session for key, session in places_of(Problem(everybody, sessions)).items() if key <= 5)

    assert max(taken.values()) == 2


def test_professions_mix_where_it_costs_nobody_a_wish():
    sessions = (Session(1, 1, 5), Session(2, 1, 5))
    everybody = tuple(Person(key, profession="ab"[key > 4]) for key in range(1, 9))

    places = places_of(Problem(everybody, sessions))

    assert max(Counter((session, key > 4) for key, session in places.items()).values()) == 2


def test_a_cancelled_session_moves_only_who_sat_there():
    problem = synthetic(3)
    few = replace(problem, people=problem.people[:60], sessions=problem.sessions[:8])
    before = allocate(few)
    gone = few.sessions[0].key
    told = tuple(
        replace(person, earlier={slot: before[person.key, slot] for slot in few.slots}) for person in few.people
    )

    after = allocate(replace(few, people=told, sessions=few.sessions[1:]))

    moved = {key for key in before if before[key] != after[key]}
    assert moved
    assert moved == {key for key in before if before[key] == gone}


def test_a_smaller_room_moves_no_more_people_than_it_must():
    everybody = tuple(
        Person(key, {1: (1, 2)}, earlier={1: 1 if key <= 4 else 2}, municipality=1) for key in range(1, 6)
    )

    places = places_of(Problem(everybody, (Session(1, 1, 2), Session(2, 1, 9))))

    assert Counter(places.values()) == {1: 2, 2: 3}
    assert places[5] == 2


def test_there_is_nothing_to_give_out():
    assert allocate(Problem((), (A,))) == allocate(Problem(people((1,)), ())) == {}
    assert allocate(Problem(people((1,)), (Session(1, 1, 0),))) == {(1, 1): None}


def test_an_answer_that_is_not_the_best_is_no_answer():
    model = _Model(Problem(people((1,)), (A,)))
    model.solver.setOptionValue("time_limit", 0.0)
    model._row(2.0, 2.0, model.placed())

    with pytest.raises(NoPlaces):
        model.maximise(model.placed())


def test_a_third_of_a_symposium_beats_first_come():
    whole = synthetic(11)
    round_one = replace(
        whole,
        people=tuple(replace(person, wishes={1: person.wishes[1]}) for person in whole.people),
        sessions=whole.sessions[:8],
    )

    places, rush = allocate(round_one), first_come(round_one, rush=3)

    assert first_share(round_one, places) > first_share(round_one, rush) + 0.08
    assert most_together(round_one, places) <= 8 < most_together(round_one, rush)
