"""Filling in a sheet: alone, or together with everybody of a circle. The verbs; no page knows more than these.

Every change holds the row of the sheet. So two people who answer at the same moment come after each other, and
somebody who submits, a reminder that is about to leave, an extension and the closing of the round all see one truth.

Who writes says per question what they saw (`seen`, a mark of the value). What only they changed is written; what only
somebody else changed stays; where both changed, nothing is written and both answers are given back: a `Clash`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction

from members.refused import Refused
from surveys.answering import carried, shown, values
from surveys.making.reading import parts_of
from surveys.models import Answer, How, OtherView, Question, Round, Sheet, Step


class Closed(Refused):
    """Nobody writes in this sheet (any more): the round has not begun, or its time is over."""


class AlreadySubmitted(Refused):
    """It was submitted: from here on only `change` changes it."""


class Incomplete(Refused):
    """What must be answered was not; `questions` says which."""

    def __init__(self, questions):
        super().__init__("Niet alle vragen die je moet beantwoorden, zijn beantwoord.")
        self.questions = questions


@dataclass(frozen=True)
class Typed:
    """What somebody sends about one question: the answer, and the mark of what they saw."""

    question: Question
    value: object
    seen: str


@dataclass(frozen=True)
class Clash:
    """Two people answered one question; `theirs` stands there now (None: they took the answer away)."""

    question: Question
    theirs: Answer | None
    mine: object

    @property
    def their_words(self):
        return values.in_words(self.question, self.theirs.value) if self.theirs else ""

    @property
    def my_words(self):
        return values.in_words(self.question, self.mine)


@dataclass
class Outcome:
    # By the number of the question: the mark of what was written, for who writes on from here.
    written: dict[int, str] = field(default_factory=dict)
    clashes: list[Clash] = field(default_factory=list)
    # What somebody else changed while this person did not touch it.
    taken: list[Question] = field(default_factory=list)


def hold(sheet: Sheet, now) -> Sheet:
    """Lock the sheet and return it as it is; its round is read after that, because closing locks sheets as well."""
    held = Sheet.objects.select_for_update(no_key=True).get(pk=sheet.pk)
    held.round = Round.objects.select_related("instrument_version").get(pk=held.round_id)
    if not held.is_open(now):
        raise Closed("Deze vragenlijst is gesloten.")
    return held


@transaction.atomic
def save_answers(sheet: Sheet, typed: Iterable[Typed], *, by, now) -> Outcome:
    """Keep what was answered so far. Raises Closed and AlreadySubmitted; a clash is in the outcome."""
    held = hold(sheet, now)
    if held.submitted_at:
        raise AlreadySubmitted("Deze vragenlijst is al ingestuurd.")
    return write(held, typed, by=by, now=now)


@transaction.atomic
def save_answer(sheet: Sheet, question: Question, value, *, by, now) -> Outcome:
    """Keep one answer, by somebody who sees what stands there now; `value` None takes the answer away."""
    held = hold(sheet, now)
    if held.submitted_at:
        raise AlreadySubmitted("Deze vragenlijst is al ingestuurd.")
    stored = held.answers.filter(question=question).first()
    seen = values.mark_of(stored.value) if stored else ""
    return write(held, [Typed(question, value, seen)], by=by, now=now)


def confirm_carried(sheet: Sheet, question: Question, *, by, now) -> Outcome:
    """Klopt nog: what was answered the round before is the answer of this round as well."""
    before = carried.before(sheet)[question.line]
    return save_answer(sheet, question, before.value, by=by, now=now)


def write(held: Sheet, typed, *, by, now) -> Outcome:
    """For who holds the sheet."""
    outcome = Outcome()
    stored = {answer.question_id: answer for answer in held.answers.select_related("changed_by")}
    before = carried.before(held)
    for one in typed:
        there = stored.get(one.question.pk)
        now_there, mine = (values.mark_of(there.value) if there else ""), values.mark_of(one.value)
        if mine == now_there:
            outcome.written[one.question.pk] = mine
        elif now_there == one.seen:
            keep(held, one, there, before.get(one.question.line), by=by, now=now)
            outcome.written[one.question.pk] = mine
        elif mine == one.seen:
            outcome.taken.append(one.question)
        else:
            outcome.clashes.append(Clash(one.question, there, one.value))
    return outcome


def keep(held, one, there, earlier, *, by, now):
    if one.value is None:
        there.delete()
        return
    answer = there or Answer(sheet=held, question=one.question)
    answer.value = one.value
    answer.how = How.NEW
    if earlier:
        answer.how = How.CONFIRMED if earlier.value == one.value else How.CHANGED
    answer.save_version(by=by, now=now)


def questions_of(version) -> list[Question]:
    """All that is asked, in order, each with the question on which it depends."""
    return [question for section in parts_of(version) for question in section.questions.all()]


def left_open(questions, given: dict) -> list[Question]:
    """Return what must be answered and was not, or not whole; `given` holds values by the number of the question."""
    asked = shown.shown_of(questions, lambda one: values.to_initial(one, given.get(one.pk)))
    return [one for one in asked if one.is_required and not values.is_whole(one, given.get(one.pk))]


@transaction.atomic
def submit(sheet: Sheet, *, by, now, spoke_with="") -> Sheet:
    """This is the answer of the circle, or of this person. Raises Closed and Incomplete.

    Who submits twice, submits once. `spoke_with`: who told it by phone to `by`.
    """
    held = hold(sheet, now)
    if held.submitted_at:
        return held
    settle(held)
    held.submitted_at, held.submitted_by = now, by
    held.save(update_fields=["submitted_at", "submitted_by"])
    kind = Step.Kind.BY_PHONE if spoke_with else Step.Kind.SUBMITTED
    Step.objects.create(sheet=held, kind=kind, spoke_with=spoke_with, by=by, at=now)
    return held


@transaction.atomic
def change(sheet: Sheet, typed, *, by, now) -> Outcome:
    """Change what was submitted, until closing: whole again, or not at all. It stays submitted all the while.

    A clash leaves everything as it was.
    """
    held = hold(sheet, now)
    outcome = write(held, typed, by=by, now=now)
    if outcome.clashes:
        transaction.set_rollback(True)
        return outcome
    settle(held)
    Step.objects.create(sheet=held, kind=Step.Kind.CHANGED, by=by, at=now)
    return outcome


def settle(held):
    """Look whether it is whole, and let go of what turned out not to be asked."""
    questions = questions_of(held.round.instrument_version)
    given = dict(held.answers.values_list("question_id", "value"))
    if missing := left_open(questions, given):
        raise Incomplete(missing)
    asked = shown.shown_of(questions, lambda one: values.to_initial(one, given.get(one.pk)))
    held.answers.exclude(question__in=asked).delete()


@transaction.atomic
def disagree(sheet: Sheet, question: Question, value, *, why, by, now) -> OtherView:
    """Keep how this person would answer, beside the answer that stands there; a second time it takes its place."""
    hold(sheet, now)
    said = {"value": value, "why": why, "at": now}
    return OtherView.objects.update_or_create(sheet=sheet, question=question, by=by, defaults=said)[0]
