"""A draft is changed by one person at a time: every verb of this room locks its version first.

Who writes in an old window hears that the version was fixed, instead of an error of the database.
"""

from django.db import transaction
from django.db.models import Max

from members.refused import Refused
from surveys.models import Question, Section, Version

FIXED = "Deze versie is intussen vastgesteld en verandert niet meer. Maak een nieuwe versie om verder te schrijven."


def lock(version: Version) -> Version:
    """Return the version as it is now, if it is still a draft. Raises Refused. Ends with the transaction."""
    found = Version.objects.select_for_update(no_key=True).filter(pk=version.pk).first()
    if found is None:
        raise Refused("Deze versie is intussen weggegooid.")
    if not found.is_draft:
        raise Refused(FIXED)
    return found


def lock_newest(instrument) -> Version:
    """Return the newest version, draft or fixed. Ends with the transaction."""
    return Version.objects.select_for_update(no_key=True).filter(instrument=instrument).order_by("-number")[0]


@transaction.atomic
def save(form, *, by, now):
    """Save a form of a section or question; None when somebody else changed the same words: draw it again."""
    lock(version_of(form.instance))
    if form.instance._state.adding:
        form.instance.position = next_position(siblings(form.instance))
    return form.save_by(by, now)


def version_of(part):
    return part.instrument_version if isinstance(part, Section) else part.section.instrument_version


def siblings(part):
    """The rows among which this one has its place."""
    if isinstance(part, Section):
        return Section.objects.filter(instrument_version=part.instrument_version)
    return Question.objects.filter(section=part.section)


def next_position(rows):
    return (rows.aggregate(last=Max("position"))["last"] or 0) + 1


@transaction.atomic
def remove_section(section: Section) -> None:
    """Take an empty section out. Raises Refused: questions are never thrown away with their section by accident."""
    lock(section.instrument_version)
    if section.questions.exists():
        raise Refused(f"In “{section}” staan nog vragen. Haal die eerst weg, of zet ze in een ander onderdeel.")
    section.delete()


@transaction.atomic
def remove_question(question: Question) -> None:
    """Take a question out. Raises Refused when another one is shown by its answer."""
    lock(version_of(question))
    dependents = list(question.dependents.all())
    if dependents:
        names = ", ".join(f"“{one}”" for one in dependents)
        raise Refused(f"Deze vraag bepaalt of een andere getoond wordt: {names}. Wijzig daar eerst wanneer die komt.")
    question.delete()
