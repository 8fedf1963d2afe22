"""When the wishes are in the coordinator hears it: on the start page, and first of all in the "regie"."""

import datetime

import pytest
import time_machine

from symposium.allocating.waiting import places_to_give
from symposium.models import Edition, Mode
from symposium.programme import standing
from tests.symposium.allocating.conftest import NOW
from tests.symposium.factories import EditionFactory

pytestmark = pytest.mark.django_db
BEFORE = NOW - datetime.timedelta(days=3)
AFTER = datetime.datetime(2027, 2, 11, 12, tzinfo=datetime.UTC)


def said(user, when):
    with time_machine.travel(when, tick=False):
        return list(places_to_give(user, when.date()))


def task(when):
    tasks = standing.tasks(Edition.objects.get(), when)
    first = standing.first_of(tasks)
    return [(one.label, one.said, one == first) for one in tasks if "erdeel" in one.label]


@pytest.mark.parametrize(
    ("people", "words"), [(0, "niemand gaf wensen op"), (1, "1 mens gaf wensen op"), (2, "2 mensen gaven wensen op")]
)
def test_wishes_that_are_in_wait_for_the_coordinator_alone(coordinator, member, fair, wish, people, words):
    _edition, (language, rest) = fair
    for _ in range(people):
        wish(language, rest)

    assert said(coordinator, BEFORE) == said(member, NOW) == said(coordinator, AFTER) == []
    sentence = f"De wensen voor Symposium 2027 zijn binnen: verdeel de plekken ({words})."
    assert said(coordinator, NOW) == [(sentence, "/symposium/2027/verdeling/")]
    Edition.objects.update(allocated_at=NOW)
    assert said(coordinator, NOW) == []


def test_the_regie_names_it_first_until_it_is_done(fair, wish):
    _edition, (language, _rest) = fair
    wish(language)

    until = "1 mens gaf wensen op, het kan nog tot 19 januari 2027, 13.00 uur"
    assert task(BEFORE) == [("Verdeel de plekken", until, False)]
    assert task(NOW) == [("De wensen zijn binnen: verdeel de plekken", "1 mens gaf wensen op", True)]
    assert task(AFTER) == []
    Edition.objects.update(allocated_at=NOW)
    assert task(NOW) == [("Verdeel de plekken", "verdeeld op 20 januari 2027, 13.00 uur", False)]
    Edition.objects.update(mode=Mode.FIRST_COME)
    assert task(NOW) == []


def test_the_page_says_that_its_time_has_not_come(client, login, coordinator, fair):
    with time_machine.travel(BEFORE, tick=False):
        assert "komt nog" in login(coordinator).get("/symposium/2027/regie/").text


@pytest.mark.parametrize(
    ("opens", "closes", "words"),
    [
        (None, None, "nog geen moment gekozen"),
        (AFTER, None, "gaat open op 11 februari 2027, 13.00 uur"),
        (BEFORE, None, "open tot het symposium begint"),
        (BEFORE, AFTER, "open tot 11 februari 2027, 13.00 uur"),
        (BEFORE, NOW, "gesloten"),
    ],
)
def test_how_it_stands_with_registering(opens, closes, words):
    edition = EditionFactory(registration_opens_at=opens, registration_closes_at=closes)

    assert standing.said_of_registering(edition, NOW) == words
    assert opens is None or standing.said_of_registering(edition, AFTER) == "gesloten"
