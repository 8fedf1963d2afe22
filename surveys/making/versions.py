"""From a draft to what is fixed, and from there to a next version or a copy.

A question that goes on into the next version unchanged keeps its line, so that answers can be compared through the
years. A question that asks something else begins a line of its own.
"""

import uuid

from django.db import transaction

from members.refused import Refused
from surveys.making import drafting
from surveys.models import Instrument, Question, Section, Version

# What the answers mean depends on these; other words for the same question do not have to change that.
MEANING = ("kind", "options", "scale", "unit")


@transaction.atomic
def start(instrument: Instrument, *, by, now) -> Version:
    """Save a new questionnaire with an empty draft and return that."""
    instrument.owner = by
    instrument.save_version(by=by, now=now)
    return Version.objects.create(instrument=instrument, number=1)


@transaction.atomic
def fix(version: Version, *, by, now) -> Version:
    """From here on the questions stay as they are. Raises Refused when there is nothing to ask yet."""
    version = drafting.lock(version)
    sections = version.sections.prefetch_related("questions")
    empty = [section for section in sections if not section.questions.all()]
    if not sections:
        raise Refused("Er staat nog geen vraag in. Voeg eerst een onderdeel met vragen toe.")
    if empty:
        raise Refused(f"In “{empty[0]}” staat nog geen vraag. Voeg er een toe, of haal het onderdeel weg.")
    version.frozen_at, version.frozen_by = now, by
    version.save(update_fields=["frozen_at", "frozen_by"])
    return version


@transaction.atomic
def begin_next(instrument: Instrument, *, by, now) -> Version:
    """Return a draft with everything of the newest version in it; the draft that is there, if there is one."""
    Instrument.objects.select_for_update(no_key=True).get(pk=instrument.pk)
    newest = instrument.versions.first()
    if newest.is_draft:
        return newest
    draft = Version.objects.create(instrument=instrument, number=newest.number + 1)
    copy_parts(newest, draft, goes_on=True, by=by, now=now)
    return draft


@transaction.atomic
def copy(version: Version, title: str, *, by, now) -> Version:
    """Make another questionnaire that begins as this one; its answers are lines of their own."""
    old = version.instrument
    instrument = Instrument(
        title=title,
        purpose=old.purpose,
        reference_label=old.reference_label,
        reference_url=old.reference_url,
        copied_from=old,
    )
    draft = start(instrument, by=by, now=now)
    copy_parts(version, draft, goes_on=False, by=by, now=now)
    return draft


def copy_parts(source, target, *, goes_on, by, now):
    """Write the sections and questions of one version into an empty one."""
    copies = {}
    for section in source.sections.all():
        new = Section(instrument_version=target, position=section.position, title=section.title, intro=section.intro)
        new.save_version(by=by, now=now)
        for question in section.questions.all():
            copies[question.pk] = copy_question(question, new, copies, goes_on=goes_on, by=by, now=now)


def copy_question(question, section, copies, *, goes_on, by, now):
    names = ("position", "text", "help_text", "is_required", "shown_when", "shown_value", *MEANING)
    new = Question(
        section=section,
        line=question.line if goes_on else uuid.uuid4(),
        origin=question if goes_on else None,
        # Whatever it depends on stands before it, and is copied already.
        depends_on=copies[question.depends_on_id] if question.depends_on_id else None,
        **{name: getattr(question, name) for name in names},
    )
    new.save_version(by=by, now=now)
    return new


def line_of(question: Question, *, is_same: bool) -> uuid.UUID:
    """Return the line of a question that is about to be saved; `is_same`: the writer only chose other words."""
    origin = question.origin
    if origin is None:
        return question.line
    same_answers = all(getattr(question, name) == getattr(origin, name) for name in MEANING)
    if same_answers and (is_same or question.text == origin.text):
        return origin.line
    return uuid.uuid4() if question.line == origin.line else question.line


@transaction.atomic
def discard(instrument: Instrument) -> None:
    """Throw a questionnaire away of which nothing was ever fixed. Raises Refused."""
    newest = drafting.lock_newest(instrument)
    if newest.number > 1 or not newest.is_draft:
        raise Refused("Van deze vragenlijst is een versie vastgesteld. Berg haar op; dan blijft wat er gevraagd is.")
    instrument.delete()
