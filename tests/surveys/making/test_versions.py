"""Fixing, going on in a next version, copying; and which questions can be compared through the years."""

import pytest
from django.utils import timezone

from members.refused import Refused
from surveys.making import conditions, estimating, versions
from surveys.making.reading import parts_of
from surveys.models import Question, Version, When
from tests.surveys.factories import QuestionFactory, SectionFactory, VersionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(section):
    return QuestionFactory(section=section, kind="one", text="Wie doet mee?")


def next_of(draft, fix, editor):
    fix(draft)
    return versions.begin_next(draft.instrument, by=editor, now=timezone.now())


def test_nothing_to_ask_is_not_fixed(draft, fix):
    with pytest.raises(Refused, match="Er staat nog geen vraag in"):
        fix(draft)
    SectionFactory(instrument_version=draft, title="Leeg")
    with pytest.raises(Refused, match="In “Leeg” staat nog geen vraag"):
        fix(draft)


def test_next_version_has_everything_and_goes_on(asked, section, draft, fix, editor):
    hanging = QuestionFactory(section=section, text="Waarom?")
    conditions.decide(hanging, asked, When.IS, 2, by=None, now=timezone.now())

    following = next_of(draft, fix, editor)

    first, second = Question.objects.filter(section__instrument_version=following)
    assert (following.number, str(following)) == (2, "Coalitiescan, versie 2")
    assert (first.line, first.origin, first.options) == (asked.line, asked, asked.options)
    assert (second.depends_on, second.shown_when, second.shown_value) == (first, "is", 2)
    assert versions.begin_next(draft.instrument, by=editor, now=timezone.now()) == following


def test_copy_begins_lines_of_its_own(asked, draft, editor):
    copy = versions.copy(draft, "Scan voor tafels", by=editor, now=timezone.now())

    question = Question.objects.get(section__instrument_version=copy)
    assert (copy.instrument.title, copy.instrument.copied_from, copy.instrument.owner) == (
        *("Scan voor tafels", draft.instrument),
        editor,
    )
    assert (question.text, question.origin) == (asked.text, None)
    assert question.line != asked.line


@pytest.mark.parametrize(
    ("change", "is_same", "goes_on"),
    [
        ({}, False, True),
        ({"help_text": "Denk aan iedereen."}, False, True),
        ({"text": "Wie doen er mee?"}, True, True),
        ({"text": "Wie doen er niet mee?"}, False, False),
        ({"options": "een\ntwee"}, True, False),
    ],
)
def test_line_goes_on_as_long_as_the_question_does(asked, draft, fix, editor, change, is_same, goes_on):
    next_of(draft, fix, editor)
    question = Question.objects.get(origin=asked)
    for name, value in change.items():
        setattr(question, name, value)

    line = versions.line_of(question, is_same=is_same)

    assert (line == asked.line) is goes_on
    question.line = line
    assert versions.line_of(question, is_same=is_same) == line, "saving it again is no other question"


def test_line_comes_back_with_the_old_words(asked, draft, fix, editor):
    next_of(draft, fix, editor)
    question = Question.objects.get(origin=asked)
    words, question.text = question.text, "Iets anders?"
    question.line = versions.line_of(question, is_same=False)

    assert question.line != asked.line
    question.text = words
    assert versions.line_of(question, is_same=False) == asked.line


def test_what_was_fixed_is_not_thrown_away(asked, draft, fix, editor):
    following = next_of(draft, fix, editor)

    with pytest.raises(Refused, match="Berg haar op"):
        versions.discard(draft.instrument)
    fix(following)
    with pytest.raises(Refused, match="Berg haar op"):
        versions.discard(draft.instrument)
    other = VersionFactory()
    versions.discard(other.instrument)
    assert set(Version.objects.all()) == {draft, following}


def test_minutes_grow_with_what_is_asked(draft, section):
    assert estimating.minutes(parts_of(VersionFactory())) == 0
    QuestionFactory(section=section, kind="ten", text="Welk cijfer?")
    assert estimating.minutes(parts_of(draft)) == 1
    # Ten statements of 40 words: two minutes of reading and one of choosing, and the seconds of before.
    QuestionFactory(section=section, kind="matrix", options="\n".join(f"{n} " + "woord " * 39 for n in range(10)))
    assert estimating.minutes(parts_of(draft)) == 4


def test_parts_are_read_in_two_queries(draft, section, django_assert_num_queries):
    for _ in range(3):
        QuestionFactory(section=section, kind="yes_no")
    other = QuestionFactory(section=SectionFactory(instrument_version=draft))
    conditions.decide(other, section.questions.first(), When.IS, 1, by=None, now=timezone.now())

    with django_assert_num_queries(2):  # sections; questions with what they depend on
        for part in parts_of(draft):
            [str(question.depends_on) for question in part.questions.all()]
