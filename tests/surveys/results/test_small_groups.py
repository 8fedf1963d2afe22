"""Rounds without names: no number and no difference rests on fewer than five people, whatever is put beside what."""

import itertools
import random
from collections import Counter

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from surveys.models import Mode
from surveys.results import keeping, small_groups
from surveys.results.keeping import counted, means_of_circles
from tests.members.factories import CircleFactory
from tests.surveys.results.build import answer, questionnaire, questions, round_of

LEAST = 5
VALUES = {
    "scale": lambda chance: chance.randrange(6),
    "one": lambda chance: chance.randrange(1, 4),
    "many": lambda chance: chance.sample([1, 2, 3], chance.randrange(1, 4)),
    "matrix": lambda chance: {line: chance.randrange(6) for line in "123" if chance.random() < 0.8},
    "yes_no": lambda chance: {"answer": chance.choice([0, 1, None]), "why": chance.choice(["", "Omdat"])},
    "long": lambda chance: chance.choice(["Een", "Twee"]),
}


def differences(groups, hidden):
    """Yield how many people every number, and every difference of two of them, rests on."""
    whole = sum(groups.values())
    shown = [circle for circle in groups if circle not in hidden]
    yield from (groups[circle] for circle in shown)
    for number in range(len(shown) + 1):
        for some in itertools.combinations(shown, number):
            yield whole - sum(groups[circle] for circle in some)


SIZES = (0, 1, 4, 5, 6, 9)


@pytest.mark.parametrize("sizes", list(itertools.combinations_with_replacement(SIZES, 4)))
def test_nothing_rests_on_fewer_than_five(sizes):
    groups = dict(enumerate(sizes)) | {None: 0}
    if small_groups.too_few(sum(sizes)):
        return  # then nothing is shown at all

    hidden = small_groups.hidden({circle: (size,) for circle, size in groups.items()})

    assert not any(0 < size < LEAST for size in differences(groups, hidden))
    # And no more is hidden than that: with everybody in a group of five or more, all of them are there.
    assert all(size >= LEAST for size in sizes if size) == (hidden == {None})


def test_without_the_second_group_the_first_can_be_counted_back():
    """The negative control: only leaving out what is small lets the difference tell it."""
    groups = {1: 3, 2: 6, 3: 9}

    assert 3 in differences(groups, {1})
    assert small_groups.hidden({circle: (size,) for circle, size in groups.items()}) == {1, 2}


def test_who_knows_counts_as_well():
    assert small_groups.hidden({1: (9, 4), 2: (9, 9), 3: (8, 8)}) == {1, 3}
    assert small_groups.hidden({1: (9, 0), 2: (9, 9)}) == set()


@pytest.fixture(params=range(12))
def chance(request):
    return random.Random(request.param)


@pytest.mark.django_db
@pytest.mark.parametrize("is_kept", [False, True])
def test_every_page_of_random_rounds_keeps_the_rule(chance, is_kept):
    """Every question, every line of it and every circle, beside each other and over two rounds."""
    version = questionnaire(*VALUES)
    circles = [CircleFactory() for _ in range(4)]
    rounds = [round_of(version, Mode.ANONYMOUS, closed=True, days_ago=ago) for ago in (9, 2)]
    given = {}
    for one_round in rounds:
        for circle in [*circles, None]:
            for _ in range(chance.choice([0, 1, 3, 4, 5, 6, 9])):
                values = {kind: make(chance) for kind, make in VALUES.items() if chance.random() < 0.8}
                answer(one_round, values, circle=circle)
                for key in bases(values):
                    given.setdefault((one_round.pk, *key), Counter())[circle and circle.pk] += 1

    if is_kept:
        keeping.keep_due(timezone.now())
    counts = counted(rounds)
    seen = 0
    for (round_id, kind, item, part), groups in given.items():
        found = counts[round_id, questions(version)[kind].pk]
        if item in found.too_few:
            assert not found.numbers[item]
            assert item not in found.bands
            continue
        seen += 1
        assert not any(0 < size < LEAST for size in differences(groups, found.hidden[item])), (kind, item, part)
    assert seen or not given


def bases(values):
    """Yield what a number of these answers rests on: the answer, and where it counts also that somebody knew."""
    for kind, value in values.items():
        match kind:
            case "matrix":
                for line, step in value.items():
                    yield kind, line, "all"
                    if step:
                        yield kind, line, "known"
            case "yes_no":
                if value["answer"] is not None:
                    yield kind, "", "all"
                if value["why"]:
                    yield kind, "why", "all"
            case _:
                yield kind, "", "all"
                if kind == "scale" and value:
                    yield kind, "", "known"


@pytest.mark.django_db
def test_what_is_hidden_is_on_no_page(login, editor):
    version = questionnaire("scale", "long", "matrix", "ranking", "number")
    one_round = round_of(version, Mode.ANONYMOUS, closed=True)
    small, other, large = (CircleFactory(name=name) for name in ("Klein", "Anders", "Groot"))
    for circle, size, step in ((small, 2, 1), (other, 5, 5), (large, 8, 3)):
        for _ in range(size):
            values = {
                "scale": step,
                "long": f"Uit {circle}",
                "matrix": {"1": step},
                "ranking": {"1": 1},
                "number": str(step),
            }
            answer(one_round, values, circle=circle)
    page = reverse("surveys:round_results", args=[one_round.pk])
    texts = reverse("surveys:question_results", args=[one_round.pk, questions(version)["long"].pk])
    numbers = reverse("surveys:question_results", args=[one_round.pk, questions(version)["scale"].pk])
    room = login(editor)

    for circle in (small, other):
        response = room.get(page, {"kring": circle.pk})
        assertContains(response, f"{circle}: te weinig antwoorden om apart te tonen.")
        assert [one.is_own_hidden for one in response.context["found"].results] == [True] * 2 + [False] * 2 + [True]
        assert all(line.strip is None for one in response.context["found"].results for line in one.lines)
        assertNotContains(room.get(texts, {"kring": circle.pk}), f"Uit {circle}")
        moment = room.get(numbers, {"kring": circle.pk}).context["trend"].moments[0]
        assert (moment.result.answered, moment.own_words) == (15, "")
    response = room.get(page, {"kring": large.pk})
    assert [row.own for row in response.context["found"].results[0].rows] == [0, 0, 8, 0, 0, 0]
    assertContains(room.get(texts, {"kring": large.pk}), "Uit Groot")
    hidden = counted([one_round])[one_round.pk, questions(version)["scale"].pk].hidden[""]
    assert means_of_circles(one_round, questions(version)["scale"], hidden) == {large.pk: 3.0}


@pytest.mark.django_db
@pytest.mark.parametrize(("size", "said"), [(4, True), (5, False)])
def test_four_are_too_few_and_five_are_not(login, editor, size, said):
    version = questionnaire("scale", "long", "matrix", "number")
    one_round = round_of(version, Mode.ANONYMOUS, closed=True)
    for _ in range(size):
        answer(one_round, {"scale": 2, "long": "Een tekst", "matrix": {"1": 2}, "number": "7"})

    response = login(editor).get(reverse("surveys:round_results", args=[one_round.pk]))

    assert ("Te weinig antwoorden" in response.text) is said
    assert ("Een tekst" in response.text) is not said
    # A number that somebody wrote is never there by itself.
    assert [row.label for row in response.context["found"].results[3].rows] == ([] if said else ["7 tot 8 uur"])
    for kind in ("scale", "long", "matrix"):
        path = reverse("surveys:question_results", args=[one_round.pk, questions(version)[kind].pk])
        assert login(editor).get(path).status_code == 200
