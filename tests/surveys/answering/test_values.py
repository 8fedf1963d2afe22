"""An answer from the form to what is kept, back into the form, and to words."""

import pytest
from django.http import QueryDict

from surveys.answering import values
from surveys.answering.forms import SurveyForm
from surveys.making.reading import parts_of
from tests.surveys.factories import QuestionFactory

pytestmark = pytest.mark.django_db


def form_of(draft, question, given):
    data = QueryDict(mutable=True)
    for part, value in given.items():
        data.setlist(f"q{question.pk}{part}", value if isinstance(value, list) else [value])
    form = SurveyForm(data, sections=parts_of(draft))
    assert form.is_valid()
    return form


ANSWERS = [
    ("short", {"": " Ja hoor "}, "Ja hoor", "Ja hoor"),
    ("long", {"": "een\r\ntwee"}, "een\ntwee", "een\ntwee"),
    ("one", {"": "2"}, 2, "twee"),
    ("many", {"": ["3", "1"]}, [1, 3], "een\ndrie"),
    ("scale", {"": "4"}, 4, "grotendeels"),
    ("scale", {"": "0"}, 0, "weet ik niet"),
    ("ten", {"": "0"}, 0, "0"),
    ("ten", {"": "10"}, 10, "10"),
    ("number", {"": "1.250,50"}, "1250.5", "1.250,5 uur"),
    ("number", {"": "0"}, "0", "0 uur"),
    ("number", {"": "100"}, "100", "100 uur"),
    ("yes_no", {"": "1", "_why": "Omdat."}, {"answer": 1, "why": "Omdat."}, "ja\nOmdat."),
    ("yes_no", {"": "0", "_why": ""}, {"answer": 0, "why": ""}, "nee"),
    ("yes_no", {"": "", "_why": "Hangt ervan af"}, {"answer": None, "why": "Hangt ervan af"}, "Hangt ervan af"),
    ("date", {"": "2027-03-28"}, "2027-03-28", "28 maart 2027"),
    ("matrix", {"_1": "5", "_3": "0"}, {"1": 5, "3": 0}, "een: helemaal\ndrie: weet ik niet"),
    ("ranking", {"_1": "2", "_2": "1"}, {"1": 2, "2": 1}, "1. twee\n2. een"),
]


@pytest.mark.parametrize(("kind", "given", "value", "words"), ANSWERS)
def test_answer_is_kept_and_read(draft, section, kind, given, value, words):
    question = QuestionFactory(section=section, kind=kind, unit="uur" if kind == "number" else "")
    form = form_of(draft, question, given)

    found = values.from_cleaned(question, form.cleaned_data)

    assert found == value
    assert values.in_words(question, found) == words


@pytest.mark.parametrize(("kind", "given", "value", "words"), ANSWERS)
def test_answer_comes_back_in_the_form_as_it_was(draft, section, kind, given, value, words):
    question = QuestionFactory(section=section, kind=kind)
    shown = SurveyForm(sections=parts_of(draft), initial=values.to_initial(question, value))
    sent = {field.html_name.removeprefix(f"q{question.pk}"): field.value() or "" for field in shown}

    form = form_of(draft, question, sent)

    assert values.from_cleaned(question, form.cleaned_data) == value


@pytest.mark.parametrize(
    "kind", ["short", "long", "one", "many", "scale", "ten", "number", "yes_no", "date", "matrix", "ranking"]
)
def test_what_was_left_open_is_no_answer(draft, section, kind):
    question = QuestionFactory(section=section, kind=kind)

    assert values.from_cleaned(question, form_of(draft, question, {}).cleaned_data) is None
    assert values.to_initial(question, None) == {}
    assert values.in_words(question, None) == ""
    assert values.is_whole(question, None) is False


@pytest.mark.parametrize(
    ("kind", "value", "is_whole"),
    [
        ("short", "ja", True),
        ("yes_no", {"answer": 0, "why": ""}, True),
        ("yes_no", {"answer": None, "why": "Omdat."}, False),
        ("matrix", {"1": 1, "2": 0, "3": 2}, True),
        ("matrix", {"1": 1, "2": 0}, False),
        ("ranking", {"1": 1, "2": 2}, False),
    ],
)
def test_answer_in_parts_is_whole_with_all_of_them(section, kind, value, is_whole):
    assert values.is_whole(QuestionFactory(section=section, kind=kind), value) is is_whole


def test_same_answer_has_the_same_mark_and_another_does_not():
    assert values.mark_of({"1": 2, "2": 1}) == values.mark_of({"2": 1, "1": 2})
    assert values.mark_of("ja") != values.mark_of("nee")
    assert values.mark_of(None) == ""
    assert values.mark_of(0) != ""
