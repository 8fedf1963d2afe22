"""Two rounds without names that nearly the same people answered do not stand beside each other."""

import itertools
import random
from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from surveys.following import closing
from surveys.giving_back.last_time import last_time
from surveys.models import Invitation, Mode, NearlySame, Round
from surveys.results import nearly_same
from tests.members.factories import CircleFactory, UserFactory
from tests.surveys.factories import InvitationFactory
from tests.surveys.results.build import answer, questionnaire, questions, round_of

LEAST = 5


def shown_differences(mine, theirs, near):
    """Yield on how many people every difference rests that these two rounds show beside each other: of the whole, of
    each circle by itself, and of what is left beside some of them."""
    if None in near:
        return
    yield len(mine.keys() ^ theirs.keys())
    circles = {circle for circle in (*mine.values(), *theirs.values()) if circle is not None} - near
    moved = mine.items() ^ theirs.items()
    of = {circle: sum(1 for _, at in moved if at == circle) for circle in circles}
    yield from of.values()
    for number in range(1, len(circles) + 1):
        for some in itertools.combinations(circles, number):
            yield sum(1 for _, at in moved if at not in some)


def test_no_difference_over_time_rests_on_fewer_than_five():
    """Exhaustive over how many of each of three circles answered once or twice: 0, 1, 4, 5 or 9 of them moved."""
    seen = 0
    for moves in itertools.product((0, 1, 4, 5, 9), repeat=3):
        mine, theirs = {}, {}
        for circle, moved in enumerate(moves, start=1):
            stay = {(f"{circle} blijft {number}", ""): circle for number in range(6)}
            went = [(f"{circle} gaat {number}", "") for number in range(moved)]
            mine |= stay | {who: circle for who in went[::2]}
            theirs |= stay | {who: circle for who in went[1::2]}

        near = nearly_same.too_near(mine, theirs)

        seen += None not in near
        assert not any(0 < size < LEAST for size in shown_differences(mine, theirs, near)), moves
        # And no more is hidden than that.
        assert near or all(moved == 0 or moved >= LEAST for moved in moves)
        assert not near or any(0 < moved < LEAST for moved in moves)
    assert seen


@pytest.mark.parametrize("seed", range(40))
def test_no_difference_of_random_rounds_rests_on_fewer_than_five(seed):
    chance = random.Random(seed)
    people = {(number, ""): chance.choice([1, 2, 3, None]) for number in range(40)}
    often = chance.choice([0.3, 0.9, 0.97])
    mine, theirs = ({who: at for who, at in people.items() if chance.random() < often} for _ in range(2))

    near = nearly_same.too_near(mine, theirs)

    assert not any(0 < size < LEAST for size in shown_differences(mine, theirs, near))


def test_without_what_is_left_a_difference_tells_it():
    """The negative control: hiding only the circle in which one person moved lets the rest tell of that one."""
    mine = {**{(n, ""): 1 for n in range(9)}, **{(n, ""): 2 for n in range(20, 29)}}
    theirs = {**{(n, ""): 1 for n in range(8)}, **{(n, ""): 2 for n in range(15, 24)}}

    assert 1 in set(shown_differences(mine, theirs, {1}))
    assert nearly_same.too_near(mine, theirs) == {1, 2}


@pytest.fixture
def twice(db):
    """Rounds of one questionnaire, each with who answered it; closed by the verb that settles what may be shown."""
    version = questionnaire("scale")
    people = UserFactory.create_batch(12, factor=False)

    def make(*answered, circle=None):
        now, rounds = timezone.now(), []
        for number, some in enumerate(answered):
            one = round_of(version, Mode.ANONYMOUS, days_ago=90 - 10 * number, title=f"Ronde {number}")
            Round.objects.filter(pk=one.pk).update(closes_at=now - timedelta(days=89 - 10 * number))
            for place in some:
                InvitationFactory(round=one, user=people[place], has_answered=True, circle=circle)
                answer(one, {"scale": 3}, circle=circle)
            assert closing.close_round(one.pk, now=now)
            Round.objects.filter(pk=one.pk).update(released_at=now)
            rounds.append(Round.objects.get(pk=one.pk))
        return rounds

    return make


def titles(login, editor, one, circle=None):
    question = questions(one.instrument_version)["scale"]
    path = reverse("surveys:question_results", args=[one.pk, question.pk])
    response = login(editor).get(path, {"kring": circle.pk} if circle else {})
    return [moment.round.title for moment in response.context["trend"].moments], response.text


def test_round_of_nearly_the_same_people_is_left_off_the_line(login, editor, twice):
    """One joined in the second; the third has the people of the first again, five others came in the fourth."""
    first, second, _, fourth = twice(range(6), range(7), range(6), (0, *range(6, 12)))

    found, text = titles(login, editor, second)
    assert found == ["Ronde 1", "Ronde 3"]
    assert "2 rondes staan hier niet bij" in text
    found, text = titles(login, editor, first)
    assert found == ["Ronde 0", "Ronde 2", "Ronde 3"]
    assert "Eén ronde staat hier niet bij: bijna dezelfde mensen" in text
    assert last_time(second, editor).round is None
    assert last_time(fourth, editor).round is not None


def test_without_the_comparison_they_stand_beside_each_other(login, editor, twice):
    first, second = twice(range(6), range(7))
    NearlySame.objects.all().delete()

    assert titles(login, editor, second)[0] == ["Ronde 0", "Ronde 1"]


def test_circle_in_which_one_person_moved_is_not_put_beside_itself(login, editor, twice):
    circle = CircleFactory(name="Klein")
    first, second = twice(range(6), range(7), circle=circle)
    assert list(NearlySame.objects.values_list("circle", flat=True)) == [None]
    NearlySame.objects.update(circle=circle)

    assert titles(login, editor, second)[0] == ["Ronde 0", "Ronde 1"]
    assert titles(login, editor, second, circle)[0] == ["Ronde 1"]
    assert str(NearlySame.objects.get()) == "Ronde 1 en Ronde 0"


def test_rounds_that_closed_before_there_was_a_comparison_are_compared(twice):
    """Run twice it says the same; of whom it is forgotten who answered, nothing stands beside it."""
    migration = import_module("surveys.migrations.0064_nearly_same_of_before")
    first, second, third = twice(range(6), range(7), range(12))
    NearlySame.objects.all().delete()

    for _ in range(2):
        migration.compare(apps, None)

    assert set(NearlySame.objects.values_list("round", "other", "circle")) == {(second.pk, first.pk, None)}
    Invitation.objects.filter(round=third).first().delete()
    migration.compare(apps, None)
    assert NearlySame.objects.count() == 3


def test_round_of_which_it_is_forgotten_who_answered_stands_beside_no_other(twice):
    (early,) = twice(range(6))
    Invitation.objects.first().delete()

    _, late = twice(range(6, 12), range(6))

    assert list(NearlySame.objects.filter(round=late).values_list("other", "circle")) == [(early.pk, None)]


def test_it_holds_after_who_answered_was_forgotten(login, editor, twice):
    _, second = twice(range(6), range(7))
    Invitation.objects.all().delete()

    assert titles(login, editor, second)[0] == ["Ronde 1"]
