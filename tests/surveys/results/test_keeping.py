"""Counts of a round that closed are kept, say the same as counting does, and are never older than the answers."""

import random

import pytest
from django.db import DatabaseError, IntegrityError, OperationalError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from surveys import retention
from surveys.models import Answer, KeptCount, Mode, Question, Round, Sheet
from surveys.results import keeping
from surveys.results.collecting import collected
from surveys.results.keeping import counted, means_of_circles
from surveys.tasks import run_rounds
from tests.members.factories import CircleFactory, MembershipFactory
from tests.races import at_once, kinds
from tests.surveys.factories import RoundFactory, VersionFactory
from tests.surveys.results.build import KINDS, VALUES, answer, questionnaire, questions, round_of

CHANCES = {
    "short": lambda chance: chance.choice(["Kort", "Lang"]),
    "long": lambda chance: chance.choice(["Aa", "Bee", "Cee", "Dee"]),
    "one": lambda chance: chance.randrange(1, 4),
    "many": lambda chance: chance.sample([1, 2, 3], chance.randrange(1, 4)),
    "scale": lambda chance: chance.randrange(6),
    "ten": lambda chance: chance.randrange(11),
    "number": lambda chance: chance.choice(["3", "12.5", "0.25"]),
    "yes_no": lambda chance: {"answer": chance.choice([0, 1, None]), "why": chance.choice(["", "Omdat"])},
    "date": lambda chance: chance.choice(["2026-11-22", "2025-01-02"]),
    "matrix": lambda chance: {line: chance.randrange(6) for line in "123" if chance.random() < 0.8},
    "ranking": lambda chance: dict(zip("123", chance.sample([1, 2, 3], 3), strict=True)),
}


@pytest.fixture
def version(db):
    return questionnaire()


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("mode", Mode.values)
def test_kept_counts_say_what_counting_says(version, editor, mode, seed):
    chance = random.Random(seed)
    circles = [CircleFactory() for _ in range(4)]
    rounds = [round_of(version, mode, closed=True, days_ago=ago) for ago in (9, 2)]
    for one_round in rounds:
        for circle in circles if mode == Mode.JOINT else [*circles, None]:
            for _ in range(1 if mode == Mode.JOINT else chance.choice([0, 1, 3, 5, 8])):
                values = {kind: make(chance) for kind, make in CHANCES.items() if chance.random() < 0.8}
                answer(one_round, values, circle=circle)
    asked = questions(version)
    before = everything(rounds, circles, asked, editor)

    keeping.keep_due(timezone.now())

    assert KeptCount.objects.count() == 2 * len(KINDS)
    assert everything(rounds, circles, asked, editor) == before
    assert counted(rounds)[rounds[0].pk, asked["scale"].pk].first_texts is not None


def everything(rounds, circles, asked, reader):
    """Return all that pages ask: every question with every circle beside it, one by itself, the map and the texts."""
    found = {}
    for circle in (None, *circles):
        counts = counted(rounds, circle=circle)
        of_scale = counted(rounds, questions=[asked["scale"]], circle=circle)
        for one_round in rounds:
            found |= {(circle, one_round, kind): said(counts[one_round.pk, one.pk]) for kind, one in asked.items()}
            assert said(of_scale[one_round.pk, asked["scale"].pk]) == found[circle, one_round, "scale"]
    for one_round in rounds:
        results = collected(one_round, reader, most_texts=3).results
        found["texts", one_round] = [[answer.words for answer in result.first_texts] for result in results]
        for kind in ("scale", "number"):
            hidden = counts[one_round.pk, asked[kind].pk].hidden.get("", ())
            found["means", one_round, kind] = means_of_circles(one_round, asked[kind], hidden)
    return found


def said(counts):
    numbers, own = ({item: codes for item, codes in one.items() if codes} for one in (counts.numbers, counts.own))
    return numbers, own, counts.bands, counts.hidden, counts.too_few


def test_kept_count_says_of_what_it_is():
    assert str(KeptCount(round=Round(title="Coalitiescan"), question=Question(text="Hoe gaat het?"))) == (
        "Coalitiescan: Hoe gaat het?"
    )


@pytest.mark.parametrize("size", [4, 5])
def test_nothing_about_four_people_is_kept(version, size):
    one_round = round_of(version, Mode.ANONYMOUS, closed=True)
    for _ in range(size):
        answer(one_round, circle=CircleFactory())

    keeping.keep_due(timezone.now())

    for one in KeptCount.objects.all():
        assert bool(one.counts["numbers"]) is (size == 5), one.question.kind
        assert one.counts["bands"] == one.means == []


def test_texts_of_four_people_are_not_pointed_at(version, editor):
    one_round = round_of(version, Mode.ANONYMOUS, closed=True)
    for _ in range(4):
        answer(one_round)

    keeping.keep_due(timezone.now())

    assert all(result.first_texts == [] for result in collected(one_round, editor).results)
    assert [one.first_texts for one in KeptCount.objects.all()] == [[]] * len(KINDS)


def test_timetable_keeps_what_closed_and_nothing_else(version):
    running, empty = round_of(version), RoundFactory(instrument_version=VersionFactory(frozen_at=timezone.now()))
    closed = round_of(version, closed=True)
    answer(running)
    answer(closed)

    run_rounds()
    run_rounds()

    assert set(KeptCount.objects.values_list("round", flat=True)) == {closed.pk}
    assert KeptCount.objects.count() == len(KINDS)
    assert empty.closed_at is None


CHANGES = {
    "another answer": lambda sheet: Answer.objects.filter(sheet=sheet, question__kind="one").update(value=2),
    "an answer less": lambda sheet: Answer.objects.filter(sheet=sheet, question__kind="one").delete(),
    "a sheet more": lambda sheet: answer(sheet.round),
    "a sheet less": lambda sheet: sheet.delete(),
    "not submitted": lambda sheet: Sheet.objects.filter(pk=sheet.pk).update(submitted_at=None),
    "of another circle": lambda sheet: Sheet.objects.filter(pk=sheet.pk).update(circle=CircleFactory()),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_kept_counts_go_when_answers_change(version, change):
    one_round, other = round_of(version, closed=True), round_of(version, closed=True, days_ago=5)
    sheet = answer(one_round)
    answer(one_round)
    answer(other)
    keeping.keep_due(timezone.now())

    change(sheet)

    assert set(KeptCount.objects.values_list("round", flat=True)) == {other.pk}
    fresh = counted([one_round], circle=sheet.circle)
    keeping.keep_due(timezone.now())
    assert KeptCount.objects.filter(round=one_round).count() == len(KINDS)
    again = counted([one_round], circle=sheet.circle)
    assert {key: said(counts) for key, counts in again.items()} == {
        key: said(fresh[key]) if key in fresh else ({}, {}, {}, {}, set()) for key in again
    }


def test_forgetting_names_leaves_the_counts(version, member):
    one_round = round_of(version, Mode.EACH, closed=True, days_ago=800)
    sheet = answer(one_round, user=member)
    Answer.objects.filter(sheet=sheet).update(changed_by=member)
    keeping.keep_due(timezone.now())

    retention.purge(timezone.now())

    sheet.refresh_from_db()
    assert sheet.user is None
    assert KeptCount.objects.count() == len(KINDS)


def test_what_is_drawn_for_one_circle_is_not_shown_to_another(login, version):
    one_round = round_of(version, released=True)
    ours, theirs = (CircleFactory(name=name) for name in ("Onze kring", "Andere kring"))
    answer(one_round, VALUES | {"one": 1}, circle=ours)
    answer(one_round, VALUES | {"one": 2}, circle=theirs)
    keeping.keep_due(timezone.now())
    page = reverse("surveys:round_results", args=[one_round.pk])

    for circle, label in ((ours, "een"), (theirs, "twee"), (ours, "een")):
        client = login(MembershipFactory(circle=circle).user)
        response = client.get(page)
        row = next(line for line in response.text.split("<tr>") if "dit antwoord" in line)
        assert f'<th scope="row">{label}</th>' in row


@pytest.fixture
def closed(version):
    one_round = round_of(version, closed=True)
    answer(one_round)
    answer(one_round)
    return one_round


@pytest.mark.django_db(transaction=True)
def test_two_that_keep_at_once_keep_once(closed, meeting_point):
    meeting_point(keeping, "hold")

    outcomes = at_once(*[lambda: keeping.keep_missing(closed.pk)] * 2)

    assert sorted(outcomes) == [False, True]
    assert KeptCount.objects.count() == len(KINDS)


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_both_want_to_keep_it(closed, meeting_point, monkeypatch):
    monkeypatch.setattr(keeping, "hold", lambda pk: keeping._not_kept().filter(pk=pk).first())
    meeting_point(keeping, "hold")

    outcomes = at_once(*[lambda: keeping.keep_missing(closed.pk)] * 2)

    assert kinds(outcomes) == ["DatabaseError", "bool"]
    assert any(isinstance(one, IntegrityError) for one in outcomes)


@pytest.mark.django_db(transaction=True)
def test_who_changes_an_answer_waits_for_who_counts_and_the_other_way_round(closed):
    """Otherwise the counts of before could be kept after the change."""
    change = Answer.objects.filter(question__kind="one")

    with transaction.atomic():
        assert keeping.keep_missing(closed.pk)
        (outcome,) = at_once(impatient(lambda: change.update(value=3)))
    assert isinstance(outcome, OperationalError)
    KeptCount.objects.all().delete()

    with transaction.atomic():
        change.update(value=3)
        (outcome,) = at_once(impatient(lambda: keeping.keep_missing(closed.pk)))
    assert isinstance(outcome, DatabaseError)
    assert keeping.keep_missing(closed.pk)


def impatient(call):
    """Do not wait for a lock."""

    def run():
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '100ms'")
            return call()

    return run
