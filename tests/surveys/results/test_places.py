"""One question on the map, and in one sentence."""

import datetime

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from coalitions.of_circles import municipalities_of
from surveys.models import Mode
from surveys.results import places
from tests.coalitions.factories import CoalitionFactory, PlaceFactory
from tests.members.factories import CircleFactory, MembershipFactory
from tests.province.factories import MunicipalityFactory
from tests.surveys.results.build import answer, questionnaire, questions, round_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def coalitions():
    found = [CoalitionFactory(name=name) for name in ("Aland", "Bergum", "Cornwerd", "Damwoude")]
    for coalition in found:
        PlaceFactory(coalition=coalition, municipality=MunicipalityFactory(name=coalition.name))
    MunicipalityFactory(name="Zonder")
    return found


def page_of(one_round, kind="scale"):
    return reverse("surveys:question_results", args=[one_round.pk, questions(one_round.instrument_version)[kind].pk])


def test_municipalities_stand_lower_within_or_higher_by_the_alphabet(login, editor, coalitions):
    one_round = round_of(questionnaire("scale"), released=True)
    for coalition, step in zip(coalitions, (1, 3, 3, 5), strict=True):
        answer(one_round, {"scale": step}, circle=coalition.circle)

    response = login(editor).get(page_of(one_round))

    assert [(shape.name, shape.state_label) for shape in response.context["map"]["shapes"]] == [
        ("Aland", "lager dan de middelste helft (1,0)"),
        ("Bergum", "in de middelste helft (3,0)"),
        ("Cornwerd", "in de middelste helft (3,0)"),
        ("Damwoude", "hoger dan de middelste helft (5,0)"),
        ("Zonder", "geen antwoord dat we tonen"),
    ]
    partner = MembershipFactory(circle=coalitions[1].circle).user
    response = login(partner).get(page_of(one_round))
    assertContains(response, "hoger dan de middelste helft")
    assertNotContains(response, "(5,0)")


def test_a_coalition_that_is_too_small_is_not_on_the_map(login, editor, coalitions):
    one_round = round_of(questionnaire("scale"), Mode.ANONYMOUS, closed=True)
    for coalition, size in zip(coalitions, (2, 6, 7, 9), strict=True):
        for _ in range(size):
            answer(one_round, {"scale": 3}, circle=coalition.circle)

    shapes = login(editor).get(page_of(one_round)).context["map"]["shapes"]

    assert [shape.name for shape in shapes if shape.state == places.WITHOUT] == ["Aland", "Bergum", "Zonder"]


def test_there_is_no_map_of_words_or_of_one_coalition(login, editor, coalitions):
    one_round = round_of(questionnaire("scale", "one"))
    answer(one_round, {"scale": 3, "one": 1}, circle=coalitions[0].circle)

    assert login(editor).get(page_of(one_round)).context["map"] is None
    assert login(editor).get(page_of(one_round, "one")).context["map"] is None


def test_a_circle_without_a_coalition_is_nowhere(coalitions):
    on = datetime.date(2026, 11, 22)
    circles = [coalitions[0].circle_id, CircleFactory().pk]

    assert list(municipalities_of(circles, on)) == [coalitions[0].circle_id]
