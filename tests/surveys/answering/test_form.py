"""The questionnaire as a form: what each kind takes, and that what was not asked is not answered."""

import pytest
from django.http import QueryDict
from django.utils import timezone

from surveys.answering.forms import SurveyForm
from surveys.making import conditions
from surveys.making.reading import parts_of
from surveys.models import When
from tests.surveys.factories import QuestionFactory

pytestmark = pytest.mark.django_db


def filled(draft, answers):
    data = QueryDict(mutable=True)
    for name, value in answers.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return SurveyForm(data, sections=parts_of(draft))


def one_answer(draft, question, given):
    """Return what was understood of an answer, and what was wrong, by the part of the name after the number."""
    form = filled(draft, {f"q{question.pk}{part}": value for part, value in given.items()})
    form.is_valid()
    prefix = f"q{question.pk}"
    understood = {name.removeprefix(prefix): value for name, value in form.cleaned_data.items()}
    return understood, {name.removeprefix(prefix): list(faults) for name, faults in form.errors.items()}


@pytest.mark.parametrize(
    ("kind", "given", "understood"),
    [
        ("short", {"": " Ja hoor "}, {"": "Ja hoor"}),
        ("long", {"": "een\r\ntwee"}, {"": "een\r\ntwee"}),
        ("one", {"": "2"}, {"": "2"}),
        ("many", {"": ["1", "3"]}, {"": ["1", "3"]}),
        ("scale", {"": "0"}, {"": "0"}),
        ("ten", {"": "10"}, {"": "10"}),
        ("number", {"": "1.250,5"}, {"": "1250.5"}),
        ("number", {"": "2.5"}, {"": "2.5"}),
        ("yes_no", {"": "1", "_why": "Omdat."}, {"": "1", "_why": "Omdat."}),
        ("date", {"": "2027-03-28"}, {"": "2027-03-28"}),
        ("date", {"": "3-4-2027"}, {"": "2027-04-03"}),
        ("date", {"": " 3/04/2027 "}, {"": "2027-04-03"}),
        ("date", {"": "03.04.2027"}, {"": "2027-04-03"}),
        ("date", {"": "3 april 2027"}, {"": "2027-04-03"}),
        ("date", {"": "3 Mrt. 2027"}, {"": "2027-03-03"}),
        ("date", {"": "31 dec 2027"}, {"": "2027-12-31"}),
        ("matrix", {"_1": "5", "_2": "0"}, {"_1": "5", "_2": "0", "_3": ""}),
        ("ranking", {"_1": "2", "_2": "1", "_3": "3"}, {"_1": "2", "_2": "1", "_3": "3"}),
    ],
)
def test_each_kind_takes_its_answer(draft, section, kind, given, understood):
    found, faults = one_answer(draft, QuestionFactory(section=section, kind=kind), given)

    assert {part: value if isinstance(value, list) else str(value) for part, value in found.items()} == understood
    assert faults == {}


@pytest.mark.parametrize(
    ("kind", "given", "fault"),
    [
        ("one", {"": "9"}, "9 is geen keuze"),
        ("number", {"": "ongeveer tien"}, "Schrijf alleen een getal, bijvoorbeeld 12 of 2,5."),
        ("date", {"": "volgende week"}, "Schrijf een dag, een maand en een jaar"),
        ("date", {"": "31 februari 2027"}, "Schrijf een dag, een maand en een jaar"),
        ("date", {"": "3 tja 2027"}, "Schrijf een dag, een maand en een jaar"),
        ("date", {"": "3 april"}, "Schrijf een dag, een maand en een jaar"),
        ("long", {"": "x" * 10_001}, "10001"),
        ("ranking", {"_1": "1", "_2": "1"}, "Geef elke plek maar één keer."),
    ],
)
def test_what_cannot_be_is_said_at_the_field(draft, section, kind, given, fault):
    _, faults = one_answer(draft, QuestionFactory(section=section, kind=kind), given)

    (sentences,) = faults.values()
    assert fault in sentences[0] or kind == "one"


@pytest.mark.parametrize(
    ("kind", "left_open"),
    [
        ("short", [""]),
        ("many", [""]),
        ("yes_no", [""]),
        ("matrix", ["_1", "_2", "_3"]),
        ("ranking", ["_1", "_2", "_3"]),
    ],
)
def test_what_must_be_answered_is_asked_for(draft, section, kind, left_open):
    _, faults = one_answer(draft, QuestionFactory(section=section, kind=kind, is_required=True), {})

    assert faults == {part: ["Deze vraag moet beantwoord worden."] for part in left_open}


def hang(question, decider, when, value):
    conditions.decide(question, decider, when, value, by=None, now=timezone.now())


@pytest.mark.parametrize(
    ("kind", "when", "value", "given", "is_shown"),
    [
        ("yes_no", When.IS, 0, "0", True),
        ("yes_no", When.IS, 0, "1", False),
        ("yes_no", When.IS, 0, "", False),
        ("many", When.IS, 2, ["1", "2"], True),
        ("many", When.IS, 2, ["1"], False),
        ("scale", When.AT_MOST, 2, "2", True),
        ("scale", When.AT_MOST, 2, "3", False),
        ("scale", When.AT_MOST, 2, "0", False),  # weet ik niet
        ("scale", When.AT_LEAST, 4, "5", True),
        ("ten", When.AT_MOST, 5, "0", True),
        ("ten", When.AT_LEAST, 8, "7", False),
    ],
)
def test_required_question_counts_only_when_it_is_shown(draft, section, kind, when, value, given, is_shown):
    decider = QuestionFactory(section=section, kind=kind)
    question = QuestionFactory(section=section, is_required=True)
    hang(question, decider, when, value)
    decided = {f"q{decider.pk}": given}

    assert filled(draft, decided).is_valid() is not is_shown
    form = filled(draft, decided | {f"q{question.pk}": "x" * 10})
    assert form.is_valid()
    assert (f"q{question.pk}" in form.cleaned_data) is is_shown


def test_what_hangs_on_a_hidden_question_is_hidden_too(draft, section):
    first = QuestionFactory(section=section, kind="yes_no")
    second = QuestionFactory(section=section, kind="yes_no")
    third = QuestionFactory(section=section, is_required=True)
    hang(second, first, When.IS, 1)
    hang(third, second, When.IS, 1)

    form = filled(draft, {f"q{first.pk}": "0", f"q{second.pk}": "1"})

    assert form.is_valid()
    assert f"q{third.pk}" not in form.cleaned_data


def test_fault_in_a_hidden_question_is_no_fault(draft, section):
    first = QuestionFactory(section=section, kind="yes_no")
    second = QuestionFactory(section=section, kind="number")
    hang(second, first, When.IS, 1)

    assert filled(draft, {f"q{first.pk}": "0", f"q{second.pk}": "tien"}).is_valid()


def test_text_about_a_family_is_warned_about(draft, section):
    question = QuestionFactory(section=section, kind="long")

    _, faults = one_answer(draft, question, {"": "De moeder van Daan Jansen is zwanger en woont in Joure."})

    assert "gezin" in faults[""][0]


def test_questions_are_numbered_through(draft, section):
    QuestionFactory(section=section, kind="matrix")
    QuestionFactory(section=section, kind="number", unit="uur", text="Hoeveel?")

    ((_, (first, second)),) = SurveyForm(sections=parts_of(draft)).asked

    assert (first.number, second.number, len(first.fields), first.is_group, second.is_group) == (1, 2, 3, True, False)
    assert second.fields[0].label == "Hoeveel? (uur)"
