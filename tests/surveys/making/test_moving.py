"""Sections and questions change places; drafts that are no drafts any more refuse."""

import pytest
from django.utils import timezone

from members.refused import Refused
from surveys.making import drafting, moving, versions
from surveys.models import Section
from tests.races import at_once, kinds
from tests.surveys.factories import QuestionFactory, SectionFactory, VersionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(section, draft):
    """Two sections, with a and b, and with c."""
    other = SectionFactory(instrument_version=draft)
    for where, text in ((section, "a"), (section, "b"), (other, "c")):
        QuestionFactory(section=where, text=text)
    return section, other


def texts(*sections):
    return ["".join(question.text for question in section.questions.all()) for section in sections]


def question(section, text):
    return section.questions.get(text=text)


@pytest.mark.parametrize(
    ("text", "up", "then"),
    [
        ("a", False, ["ba", "c"]),
        ("b", True, ["ba", "c"]),
        ("b", False, ["a", "bc"]),
        ("c", True, ["abc", ""]),
        ("a", True, ["ab", "c"]),
        ("c", False, ["ab", "c"]),
    ],
)
def test_question_moves_one_place(two, text, up, then):
    where = two[1] if text == "c" else two[0]

    moving.move_question(question(where, text), up=up)

    assert texts(*two) == then


@pytest.mark.parametrize(("index", "then"), [(0, ["b", "ac"]), (1, ["b", "ca"]), (99, ["b", "ca"])])
def test_question_is_dropped_in_another_section(two, index, then):
    moving.place(question(two[0], "a"), two[1], index)

    assert texts(*two) == then
    assert list(two[1].questions.values_list("position", flat=True)) == [1, 2]


def test_question_is_not_dropped_in_another_questionnaire(two):
    with pytest.raises(Refused, match="andere vragenlijst"):
        moving.place(question(two[0], "a"), SectionFactory(), 0)


@pytest.mark.parametrize(
    ("which", "up", "moved"), [(0, False, True), (1, True, True), (0, True, False), (1, False, False)]
)
def test_section_moves_one_place(two, draft, which, up, moved):
    moving.move_section(two[which], up=up)

    assert (list(draft.sections.all()) == list(two[::-1])) is moved


def test_section_is_taken_out_when_it_is_empty(two):
    with pytest.raises(Refused, match="staan nog vragen"):
        drafting.remove_section(two[1])
    drafting.remove_question(question(two[1], "c"))
    drafting.remove_section(two[1])

    assert list(Section.objects.all()) == [two[0]]


def test_who_moves_in_an_old_window_hears_that_it_is_fixed(two, draft, fix):
    fix(draft)

    for move in (
        lambda: moving.move_question(question(two[0], "a"), up=False),
        lambda: moving.move_section(two[0], up=False),
        lambda: drafting.remove_question(question(two[0], "a")),
    ):
        with pytest.raises(Refused, match="intussen vastgesteld"):
            move()


def test_who_writes_in_what_was_thrown_away_hears_so(section, draft):
    gone = VersionFactory()
    versions.discard(gone.instrument)

    with pytest.raises(Refused, match="weggegooid"):
        drafting.lock(gone)


def drop_together(two):
    """Two people put a question first in the same section."""
    questions = [question(two[0], text) for text in "ab"]
    return at_once(*[lambda one=one: moving.place(one, two[1], 0) for one in questions])


@pytest.mark.django_db(transaction=True)
def test_two_who_move_at_once_keep_every_place_once(two, meeting_point):
    meeting_point(moving, "_others")

    assert drop_together(two) == [None, None]
    assert sorted("".join(texts(*two))) == ["a", "b", "c"]
    for section in two:
        assert list(section.questions.values_list("position", flat=True)) == [*range(1, section.questions.count() + 1)]


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_two_who_move_are_in_each_others_way(two, draft, monkeypatch, meeting_point):
    monkeypatch.setattr(drafting, "lock", lambda version: version)
    meeting_point(moving, "_others")

    assert kinds(drop_together(two)) == ["DatabaseError", "NoneType"]


@pytest.mark.django_db(transaction=True)
def test_two_who_fix_at_once_fix_once(two, draft, editor):
    outcomes = at_once(*[lambda: versions.fix(draft, by=editor, now=timezone.now())] * 2)

    assert kinds(outcomes) == ["Refused", "Version"]
