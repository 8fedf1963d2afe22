"""Filling in, together: what is kept, what clashes, what is submitted."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from surveys.answering import carried, filling, values
from surveys.answering.filling import AlreadySubmitted, Closed, Incomplete, Typed
from surveys.models import Answer, How, OtherView, Round, Sheet, Step, When
from tests.races import at_once, kinds
from tests.surveys.factories import AnswerFactory, SheetFactory

pytestmark = pytest.mark.django_db


def answers(sheet):
    return dict(sheet.answers.values_list("question_id", "value"))


def test_answer_is_kept_with_who_gave_it_and_when(joint, now):
    sheet, (question,), lead, partner = joint("short")

    outcome = filling.save_answer(sheet, question, "Elke maand", by=partner, now=now)

    answer = Answer.objects.get()
    assert (answer.value, answer.how, answer.changed_by, answer.changed_at) == ("Elke maand", How.NEW, partner, now)
    assert outcome.written == {question.pk: values.mark_of("Elke maand")}


def test_answer_that_is_taken_away_leaves_no_row(joint, now):
    sheet, (question,), lead, partner = joint("short")
    filling.save_answer(sheet, question, "Elke maand", by=partner, now=now)

    filling.save_answer(sheet, question, None, by=lead, now=now)

    assert answers(sheet) == {}


def test_same_answer_again_writes_nothing(joint, now):
    sheet, (question,), lead, partner = joint("short")
    filling.save_answer(sheet, question, "Ja", by=partner, now=now)

    filling.save_answer(sheet, question, "Ja", by=lead, now=now)

    assert Answer.objects.get().changed_by == partner


def stale(sheet, question, mine, *, seen, by, now):
    return filling.save_answers(sheet, [Typed(question, mine, values.mark_of(seen))], by=by, now=now)


def test_stale_tab_gets_both_answers_and_changes_nothing(joint, now):
    sheet, (question,), lead, partner = joint("short")
    filling.save_answer(sheet, question, "Elke maand", by=partner, now=now)

    outcome = stale(sheet, question, "Elke week", seen=None, by=lead, now=now)

    (clash,) = outcome.clashes
    assert (clash.their_words, clash.my_words, clash.theirs.changed_by) == ("Elke maand", "Elke week", partner)
    assert answers(sheet) == {question.pk: "Elke maand"}
    assert outcome.written == {}


def test_stale_tab_clashes_with_an_answer_that_was_taken_away(joint, now):
    sheet, (question,), lead, partner = joint("short")

    outcome = stale(sheet, question, "Elke week", seen="Elke maand", by=lead, now=now)

    assert [(clash.theirs, clash.their_words) for clash in outcome.clashes] == [(None, "")]


def test_stale_tab_that_was_not_touched_keeps_what_the_other_wrote(joint, now):
    sheet, (question, other), lead, partner = joint("short", "short")
    filling.save_answer(sheet, question, "Elke maand", by=partner, now=now)

    outcome = filling.save_answers(sheet, [Typed(question, None, ""), Typed(other, "Van mij", "")], by=lead, now=now)

    assert answers(sheet) == {question.pk: "Elke maand", other.pk: "Van mij"}
    assert outcome.taken == [question]


def test_who_saw_the_other_answer_may_change_it(joint, now):
    sheet, (question,), lead, partner = joint("short")
    filling.save_answer(sheet, question, "Elke maand", by=partner, now=now)

    stale(sheet, question, "Elke week", seen="Elke maand", by=lead, now=now)

    answer = Answer.objects.get()
    assert (answer.value, answer.changed_by, answer.version) == ("Elke week", lead, 2)


def two_tabs(sheet, question, lead, partner, now):
    return at_once(
        *(
            lambda by=by, text=text: stale(sheet, question, text, seen="Begin", by=by, now=now)
            for by, text in ((lead, "Van de leider"), (partner, "Van de partner"))
        )
    )


@pytest.mark.django_db(transaction=True)
def test_two_who_write_at_once_clash_once(joint, now, meeting_point):
    sheet, (question,), lead, partner = joint("short")
    filling.save_answer(sheet, question, "Begin", by=lead, now=now)
    meeting_point(carried, "before")

    outcomes = two_tabs(sheet, question, lead, partner, now)

    assert sorted(len(outcome.clashes) for outcome in outcomes) == [0, 1]


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_one_of_two_loses_the_answer(joint, now, meeting_point, monkeypatch):
    sheet, (question,), lead, partner = joint("short")
    filling.save_answer(sheet, question, "Begin", by=lead, now=now)
    monkeypatch.setattr(filling, "hold", lambda sheet, now: Sheet.objects.select_related("round").get(pk=sheet.pk))
    meeting_point(carried, "before")

    outcomes = two_tabs(sheet, question, lead, partner, now)

    assert [len(outcome.clashes) for outcome in outcomes] == [0, 0]
    assert Answer.objects.count() == 1


def test_carried_answer_that_still_holds_is_confirmed(joint, earlier, now):
    sheet, (question,), lead, partner = joint("scale")
    AnswerFactory(sheet=earlier(sheet), question=question, value=4)

    filling.confirm_carried(sheet, question, by=partner, now=now)

    assert list(sheet.answers.values_list("value", "how", "changed_by")) == [(4, How.CONFIRMED, partner.pk)]


def test_carried_answer_that_changed_says_so(joint, earlier, now):
    sheet, (question,), lead, partner = joint("scale")
    AnswerFactory(sheet=earlier(sheet), question=question, value=4)

    filling.save_answer(sheet, question, 5, by=partner, now=now)

    assert sheet.answers.get().how == How.CHANGED


def test_carried_answer_that_nobody_looked_at_is_no_answer(joint, earlier, now):
    sheet, (question, other), lead, partner = joint("scale", "short")
    AnswerFactory(sheet=earlier(sheet), question=question, value=4)

    filling.save_answer(sheet, other, "Ja", by=partner, now=now)
    filling.submit(sheet, by=lead, now=now)

    assert answers(sheet) == {other.pk: "Ja"}


def test_latest_submitted_answer_of_the_same_circle_is_carried(joint, earlier, now):
    sheet, (question,), lead, partner = joint("scale")
    for days, value in ((400, 1), (100, 2), (200, 3)):
        AnswerFactory(sheet=earlier(sheet, days), question=question, value=value)
    unsent = earlier(sheet, 50)
    unsent.submitted_at = None
    unsent.save()
    AnswerFactory(sheet=unsent, question=question, value=5)
    AnswerFactory(sheet=SheetFactory(round=sheet.round, submitted_at=now), question=question, value=5)

    assert {line: answer.value for line, answer in carried.before(sheet).items()} == {question.line: 2}


@pytest.mark.parametrize("who", ["user", "address"])
def test_own_answer_is_carried_to_a_person(asking, earlier, now, who, member):
    one, (question,) = asking("scale", mode="each")
    whose = {"user": member} if who == "user" else {"user": None, "address": "iemand@voorbeeld.invalid"}
    sheet, other = SheetFactory(round=one, **whose), SheetFactory(round=one)
    AnswerFactory(sheet=earlier(sheet), question=question, value=2)

    assert [answer.value for answer in carried.before(sheet).values()] == [2]
    assert carried.before(other) == {}


def test_nobody_is_carried_nothing_of_whose_name_was_forgotten(asking, earlier):
    one, (question,) = asking("scale", mode="each")
    sheet = SheetFactory(round=one, user=None)
    AnswerFactory(sheet=earlier(sheet), question=question, value=2)

    assert carried.before(sheet) == {}


def test_submitting_says_who_and_when(joint, now):
    sheet, (question,), lead, partner = joint("short", required=[0])
    filling.save_answer(sheet, question, "Ja", by=partner, now=now)

    filling.submit(sheet, by=lead, now=now)
    filling.submit(sheet, by=partner, now=now + timedelta(hours=1))

    sheet.refresh_from_db()
    assert (sheet.submitted_at, sheet.submitted_by) == (now, lead)
    assert list(Step.objects.values_list("kind", "by", "at")) == [("submitted", lead.pk, now)]


def test_submitting_asks_for_what_must_be_answered(joint, now):
    sheet, (first, second, third), lead, _ = joint("short", "matrix", "short", required=[0, 1])
    filling.save_answer(sheet, second, {"1": 2}, by=lead, now=now)

    with pytest.raises(Incomplete) as missing:
        filling.submit(sheet, by=lead, now=now)

    assert missing.value.questions == [first, second]
    assert Sheet.objects.get().submitted_at is None


def test_question_that_was_not_asked_leaves_no_answer(joint, now):
    sheet, (decider, question), lead, _ = joint("yes_no", "short", required=[1], condition=(1, 0, When.IS, 1))
    filling.save_answer(sheet, decider, {"answer": 0, "why": ""}, by=lead, now=now)
    filling.save_answer(sheet, question, "Toch iets", by=lead, now=now)

    filling.submit(sheet, by=lead, now=now)

    assert answers(sheet) == {decider.pk: {"answer": 0, "why": ""}}


def test_after_submitting_only_a_change_changes_it(joint, now):
    sheet, (question,), lead, partner = joint("short")
    filling.save_answer(sheet, question, "Ja", by=lead, now=now)
    filling.submit(sheet, by=lead, now=now)

    with pytest.raises(AlreadySubmitted):
        filling.save_answer(sheet, question, "Nee", by=partner, now=now)
    with pytest.raises(AlreadySubmitted):
        stale(sheet, question, "Nee", seen="Ja", by=partner, now=now)
    filling.change(sheet, [Typed(question, "Soms", values.mark_of("Ja"))], by=lead, now=now)

    sheet.refresh_from_db()
    assert answers(sheet) == {question.pk: "Soms"}
    assert sheet.submitted_at == now
    assert list(Step.objects.values_list("kind", flat=True)) == ["submitted", "changed"]


def test_change_that_leaves_a_gap_changes_nothing(joint, now):
    sheet, (question, other), lead, _ = joint("short", "short", required=[0])
    filling.save_answer(sheet, question, "Ja", by=lead, now=now)
    filling.submit(sheet, by=lead, now=now)

    with pytest.raises(Incomplete):
        filling.change(sheet, [Typed(question, None, values.mark_of("Ja")), Typed(other, "x", "")], by=lead, now=now)

    assert answers(sheet) == {question.pk: "Ja"}


def test_change_that_clashes_changes_nothing(joint, now):
    sheet, (question, other), lead, _ = joint("short", "short")
    filling.save_answer(sheet, question, "Ja", by=lead, now=now)
    filling.submit(sheet, by=lead, now=now)

    outcome = filling.change(sheet, [Typed(other, "x", ""), Typed(question, "Nee", "iets anders")], by=lead, now=now)

    assert [clash.question for clash in outcome.clashes] == [question]
    assert answers(sheet) == {question.pk: "Ja"}
    assert [step.kind for step in Step.objects.all()] == ["submitted"]


@pytest.mark.parametrize("field", [{"closed_at": timezone.now()}, {"opens_at": timezone.now() + timedelta(days=1)}])
def test_nobody_writes_in_what_is_not_open(joint, now, field):
    sheet, (question,), lead, _ = joint("short")
    if "opens_at" in field:
        field = field | {"closes_at": now + timedelta(days=9)}
    Round.objects.update(**field)

    with pytest.raises(Closed):
        filling.save_answer(sheet, question, "Ja", by=lead, now=now)
    with pytest.raises(Closed):
        filling.submit(sheet, by=lead, now=now)


def test_extension_counts(joint, now):
    sheet, (question,), lead, _ = joint("short")
    late = sheet.round.closes_at + timedelta(days=2)
    with pytest.raises(Closed):
        filling.save_answer(sheet, question, "Ja", by=lead, now=late)
    Sheet.objects.update(extended_until=late + timedelta(days=1))

    filling.save_answer(sheet, question, "Ja", by=lead, now=late)

    assert answers(sheet) == {question.pk: "Ja"}


@pytest.mark.django_db(transaction=True)
def test_who_waited_for_the_closing_finds_it_closed(joint, now):
    """Closing locks the sheets and then the round changes; what the waiting answer read before that is old."""
    sheet, (question,), lead, _ = joint("short")

    def close():
        with transaction.atomic():
            Round.objects.select_for_update(no_key=True).get(pk=sheet.round_id)
            list(Sheet.objects.select_for_update(no_key=True).filter(round=sheet.round_id).order_by("pk"))
            Round.objects.filter(pk=sheet.round_id).update(closed_at=now)

    outcomes = at_once(close, lambda: filling.save_answer(sheet, question, "Ja", by=lead, now=now))

    assert [o for o in outcomes if isinstance(o, Exception) and not isinstance(o, Closed)] == []
    assert Round.objects.get(pk=sheet.round_id).closed_at == now
    assert (kinds(outcomes), Answer.objects.count()) in ((["Closed", "NoneType"], 0), (["NoneType", "Outcome"], 1))


def test_both_views_are_kept(joint, now):
    sheet, (question,), lead, partner = joint("scale")
    filling.save_answer(sheet, question, 4, by=lead, now=now)

    filling.disagree(sheet, question, 1, why="Bij ons niet.", by=partner, now=now)
    filling.disagree(sheet, question, 2, why="Bij ons nauwelijks.", by=partner, now=now)

    assert answers(sheet) == {question.pk: 4}
    assert list(OtherView.objects.values_list("value", "why", "by")) == [(2, "Bij ons nauwelijks.", partner.pk)]


def test_answer_by_phone_says_who_told_it(joint, now, coordinator):
    sheet, (question,), lead, _ = joint("short")
    filling.save_answer(sheet, question, "Ja", by=coordinator, now=now)

    filling.submit(sheet, by=coordinator, now=now, spoke_with="Anna de Vries")

    assert list(Step.objects.values_list("kind", "spoke_with", "by")) == [
        ("by_phone", "Anna de Vries", coordinator.pk)
    ]
