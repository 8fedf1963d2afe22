"""The order of sections and questions. A question stays behind the one whose answer decides whether it is shown."""

from django.db import transaction

from members.refused import Refused
from surveys.making import drafting
from surveys.models import Question, Section


@transaction.atomic
def move_section(section: Section, *, up: bool) -> None:
    """Change places with the neighbour; nothing happens at the end."""
    drafting.lock(section.instrument_version)
    sections = list(section.instrument_version.sections.all())
    here = sections.index(section)
    there = here + (-1 if up else 1)
    if 0 <= there < len(sections):
        sections[here], sections[there] = sections[there], sections[here]
        put(sections)
        check_order(section.instrument_version)


@transaction.atomic
def move_question(question: Question, *, up: bool) -> None:
    """One place up or down; from the edge of a section into the one beside it."""
    drafting.lock(drafting.version_of(question))
    sections = {section: list(section.questions.all()) for section in _sections(question)}
    order = list(sections)
    section = next(one for one in order if one.pk == question.section_id)
    here = sections[section].index(question)
    there = here + (-1 if up else 1)
    if 0 <= there < len(sections[section]):
        place(question, section, there)
    else:
        beside = order.index(section) + (-1 if up else 1)
        if 0 <= beside < len(order):
            place(question, order[beside], len(sections[order[beside]]) if up else 0)


@transaction.atomic
def place(question: Question, section: Section, index: int) -> None:
    """Put a question in a section of the same version, before the one that is number `index` there, from 0.

    Raises Refused when it would come before a question on which it depends, or behind one that depends on it.
    """
    version = drafting.lock(drafting.version_of(question))
    if section.instrument_version_id != version.pk:
        raise Refused("Dat onderdeel is van een andere vragenlijst.")
    old = question.section_id
    there = _others(section, question)
    there.insert(index, question)
    # First out of the way of both lists: the places are unique when the transaction ends.
    question.section = section
    question.save(update_fields=["section"])
    put(there)
    if old != section.pk:
        put(list(Question.objects.filter(section=old)))
    check_order(version)


def _others(section, question):
    return [one for one in section.questions.all() if one.pk != question.pk]


def _sections(question):
    return drafting.version_of(question).sections.all()


def put(rows):
    for position, row in enumerate(rows, start=1):
        row.position = position
    if rows:
        type(rows[0]).objects.bulk_update(rows, ["position"])


def check_order(version):
    """Raise Refused when a question would come before the one that decides whether it is shown."""
    seen = set()
    for question in Question.objects.filter(section__instrument_version=version).select_related("depends_on"):
        if question.depends_on_id and question.depends_on_id not in seen:
            raise Refused(
                f"“{question}” wordt getoond door het antwoord op “{question.depends_on}”, en moet daar dus na komen."
            )
        seen.add(question.pk)
