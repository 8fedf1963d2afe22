"""What is fixed stays: proved with SQL of our own, past every form and verb."""

import pytest
from django.db import IntegrityError, connection, transaction

from surveys.models import Question
from tests.surveys.factories import QuestionFactory, SectionFactory, VersionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def fixed(section, draft, fix):
    QuestionFactory(section=section)
    return fix(draft)


def refused(statement, *values):
    with pytest.raises(IntegrityError, match="fixed version"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE surveys_version SET number = 9 WHERE id = %s",
        "UPDATE surveys_version SET frozen_at = NULL, frozen_by_id = NULL WHERE id = %s",
        "DELETE FROM surveys_version WHERE id = %s",
        "UPDATE surveys_section SET title = 'anders' WHERE instrument_version_id = %s",
        "DELETE FROM surveys_section WHERE instrument_version_id = %s",
        "UPDATE surveys_question SET text = 'anders' WHERE section_id IN"
        " (SELECT id FROM surveys_section WHERE instrument_version_id = %s)",
        "DELETE FROM surveys_question WHERE section_id IN"
        " (SELECT id FROM surveys_section WHERE instrument_version_id = %s)",
    ],
)
def test_database_refuses_to_change_what_is_fixed(fixed, statement):
    refused(statement, fixed.pk)


def test_database_refuses_to_add_to_what_is_fixed(fixed, section):
    for make in (
        lambda: SectionFactory(instrument_version=fixed, position=9),
        lambda: QuestionFactory(section=section, position=9),
    ):
        with pytest.raises(IntegrityError, match="fixed version"), transaction.atomic():
            make()


def test_nothing_moves_into_or_out_of_what_is_fixed(fixed, section):
    other = QuestionFactory(section__instrument_version=VersionFactory())

    refused("UPDATE surveys_question SET section_id = %s WHERE id = %s", section.pk, other.pk)
    refused("UPDATE surveys_question SET section_id = %s WHERE section_id = %s", other.section_id, section.pk)
    refused("UPDATE surveys_section SET instrument_version_id = %s WHERE id = %s", fixed.pk, other.section_id)


def test_only_the_name_of_a_person_goes_out(fixed, section, editor):
    Question.objects.filter(section=section).update(changed_by=None)
    editor.memberships.all().delete()
    editor.delete()

    fixed.refresh_from_db()
    assert (fixed.frozen_by, fixed.frozen_at is None) == (None, False)


def test_draft_changes_and_goes(section):
    question = QuestionFactory(section=section)
    Question.objects.filter(pk=question.pk).update(text="Anders?")

    section.instrument_version.instrument.delete()

    assert not Question.objects.exists()


def test_instrument_has_one_draft(draft):
    with pytest.raises(IntegrityError, match="one_draft"):
        VersionFactory(instrument=draft.instrument, number=2)
