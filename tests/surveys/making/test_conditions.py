"""Toon als: which answers decide, and that nothing goes round in a circle."""

import pytest
from django.utils import timezone

from members.refused import Refused
from surveys.making import conditions, drafting, moving
from surveys.models import Question, When
from tests.surveys.factories import QuestionFactory, SectionFactory

pytestmark = pytest.mark.django_db


def decide(question, decider, when=When.IS, value=1):
    conditions.decide(question, decider, when, value, by=None, now=timezone.now())
    question.refresh_from_db()


@pytest.mark.parametrize(
    ("kind", "first", "last", "count"),
    [
        ("one", ("is", 1, "“een”"), ("is", 3, "“drie”"), 3),
        ("many", ("is", 1, "“een”"), ("is", 3, "“drie”"), 3),
        ("yes_no", ("is", 1, "“ja”"), ("is", 0, "“nee”"), 2),
        ("scale", ("at_most", 1, "“helemaal niet” of lager"), ("at_least", 5, "“helemaal” of hoger"), 8),
        ("ten", ("at_most", 0, "0 of lager"), ("at_least", 10, "10 of hoger"), 20),
    ],
)
def test_answers_that_decide(section, kind, first, last, count):
    answers = conditions.answers(QuestionFactory(section=section, kind=kind))

    assert (answers[0], answers[-1], len(answers)) == (first, last, count)


@pytest.mark.parametrize("kind", ["short", "long", "number", "date", "matrix", "ranking"])
def test_other_answers_decide_nothing(section, kind):
    assert conditions.answers(QuestionFactory(section=section, kind=kind)) == []


def test_only_an_earlier_question_decides(section, draft):
    first = QuestionFactory(section=section, kind="yes_no")
    QuestionFactory(section=section, kind="long")
    asked = QuestionFactory(section=SectionFactory(instrument_version=draft), kind="yes_no")
    QuestionFactory(section=asked.section, kind="yes_no")

    assert conditions.deciders(asked) == [first]
    assert conditions.deciders(first) == []


def test_condition_in_words_and_back_to_always(section):
    decider = QuestionFactory(section=section, kind="yes_no")
    question = QuestionFactory(section=section)

    assert conditions.in_words(question) == ""
    decide(question, decider, value=0)
    assert conditions.in_words(question) == "“nee”"
    decide(question, None, "", None)
    assert (question.depends_on, question.version) == (None, 3)


def test_question_never_comes_before_what_decides_it(section, draft):
    decider = QuestionFactory(section=section, kind="yes_no", text="Lukt het?")
    question = QuestionFactory(section=section, text="Waarom niet?")
    decide(question, decider)
    other = SectionFactory(instrument_version=draft)
    QuestionFactory(section=other)

    for move in (
        lambda: moving.move_question(question, up=True),
        lambda: moving.move_question(decider, up=False),
        lambda: moving.place(decider, other, 0),
    ):
        with pytest.raises(Refused, match="“Waarom niet\\?” wordt getoond door het antwoord op “Lukt het\\?”"):
            move()
    assert list(section.questions.all()) == [decider, question]


def test_sections_keep_that_order_too(section, draft):
    decider = QuestionFactory(section=section, kind="yes_no")
    later = QuestionFactory(section=SectionFactory(instrument_version=draft))
    decide(later, decider)

    with pytest.raises(Refused):
        moving.move_section(section, up=False)


def test_question_that_decides_is_not_taken_out(section):
    decider = QuestionFactory(section=section, kind="yes_no")
    question = QuestionFactory(section=section, text="Waarom niet?")
    decide(question, decider)

    with pytest.raises(Refused, match="“Waarom niet\\?”"):
        drafting.remove_question(decider)
    drafting.remove_question(question)
    drafting.remove_question(decider)
    assert not Question.objects.exists()
