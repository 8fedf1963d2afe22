import pytest

from symposium.allocating.explaining import Explanations
from symposium.allocating.problem import Person, Problem, Session

TITLES = {1: "Taal", 2: "Rust", 3: "Huisbezoek", 4: "Een titel die zo lang is dat er geen eind aan lijkt te komen"}


def why(people, places, sessions=((1, 1), (2, 2), (3, 2))):
    problem = Problem(tuple(people), tuple(Session(key, 1, capacity) for key, capacity in sessions))
    return Explanations(problem, {(key, 1): place for key, place in places.items()}, TITLES).why(1, 1)


@pytest.mark.parametrize(
    ("wishes", "place", "text"),
    [
        ((1, 2, 3), 1, "Je kreeg je eerste wens."),
        ((), 2, "We hadden voor deze ronde geen wensen van je. Je kreeg een plek die nog vrij was."),
        (
            (1,),
            None,
            "Er waren in deze ronde meer mensen dan plekken. Komt er een plek vrij, dan kun je die nog kiezen.",
        ),
        (
            (1, 2),
            2,
            "Je kreeg je tweede wens. “Taal” was vol: 2 mensen kozen die als eerste, er is 1 plek.",
        ),
        (
            (1, 9, 3),
            3,
            "Je kreeg je derde wens. “Taal” was vol: 2 mensen kozen die als eerste, er is 1 plek. "
            "“Je wens” gaat niet door.",
        ),
        (
            (2,),
            3,
            "Deze workshop stond niet bij je wensen. Bij “Rust” zitten al veel mensen uit jouw gemeente, en we "
            "mengen wie van waar komt.",
        ),
    ],
)
def test_a_place_is_explained(wishes, place, text):
    other = Person(2, {1: (1,)})

    assert why([Person(1, {1: wishes}), other], {1: place, 2: 1}) == text


def test_who_keeps_a_place_hears_that():
    assert why([Person(1, {1: (2,)}, earlier={1: 1})], {1: 1}) == "Je houdt de plek die je al had."


def test_a_wish_that_weighed_more_says_so():
    text = why([Person(1, {1: (1,)}, disappointed=1)], {1: 1})

    assert text == "Je kreeg je eerste wens. Je wens telde zwaarder, omdat je vorig jaar buiten je wensen viel."


def test_full_with_people_of_another_wish():
    text = why([Person(1, {1: (1, 2)}), Person(2, {1: (2, 1)}, earlier={1: 1})], {1: 2, 2: 1})

    assert text == "Je kreeg je tweede wens. “Taal” was vol."


def test_the_first_wish_of_another_round_is_named():
    problem = Problem(
        (Person(1, {1: (1, 2), 2: (3,)}), Person(2, {1: (1, 2)})),
        (Session(1, 1, 1), Session(2, 1, 1), Session(3, 2, 1)),
    )

    text = Explanations(problem, {(1, 1): 2, (2, 1): 1, (1, 2): 3, (2, 2): None}, TITLES).why(1, 1)

    assert text.endswith("er is 1 plek. In een andere ronde kreeg je wel je eerste wens.")


def test_the_longest_explanation_fits_a_seat():
    long = {key: "n" * 150 for key in (1, 2, 3, 4)}
    problem = Problem(
        (Person(1, {1: (1, 2, 3), 2: (5,)}), *(Person(key, {1: (1,)}) for key in range(2, 402))),
        (Session(1, 1, 300), Session(2, 1, 999), Session(3, 1, 999), Session(4, 1, 9), Session(5, 2, 1)),
    )
    places = {(key, 1): 1 for key in range(2, 302)} | {(1, 1): 4, (1, 2): 5}

    assert len(Explanations(problem, places, long).why(1, 1)) <= 500


def test_two_places_are_many():
    people = [Person(1, {1: (1, 2)}), *(Person(key, {1: (1,)}) for key in (2, 3, 4))]

    assert "4 mensen kozen die als eerste, er zijn 2 plekken." in why(
        people, {1: 2, 2: 1, 3: 1, 4: 1}, ((1, 2), (2, 2))
    )
