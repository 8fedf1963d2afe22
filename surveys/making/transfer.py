"""A questionnaire as a file, to keep, to share with another province, and to come with the portal (data/instruments/).

What is read is judged by the forms that people fill in: the same rules, the same sentences.
"""

import json

from django import forms
from django.db import transaction

from surveys.making import versions
from surveys.making.conditions import answers
from surveys.making.forms import InstrumentForm, QuestionForm, SectionForm
from surveys.models import Instrument, Kind, Question, Section, Version

FORMAT = "kansrijke-start-vragenlijst"
LARGEST = 500_000  # bytes
MOST_QUESTIONS = 200


class Unreadable(Exception):
    """The file cannot be taken in; `problems` are Dutch sentences that say where and why."""

    def __init__(self, *problems):
        super().__init__(*problems)
        self.problems = list(problems)


def write(version: Version) -> str:
    """Return the file: JSON, the same for the same questions."""
    instrument = version.instrument
    numbers = {}
    sections = []
    for section in version.sections.prefetch_related("questions"):
        questions = []
        for question in section.questions.all():
            numbers[question.pk] = len(numbers) + 1
            questions.append(_question(question, numbers))
        sections.append({"title": section.title, "intro": section.intro, "questions": questions})
    said = {
        "format": FORMAT,
        "title": instrument.title,
        "purpose": instrument.purpose,
        "reference_label": instrument.reference_label,
        "reference_url": instrument.reference_url,
        "sections": sections,
    }
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def _question(question, numbers):
    said = {"kind": question.kind, "text": question.text, "is_required": question.is_required}
    for name in ("help_text", "scale", "unit"):
        if getattr(question, name):
            said[name] = getattr(question, name)
    if question.options:
        said["options"] = [text for _, text in question.lines]
    if question.depends_on_id:
        said["shown"] = {
            "question": numbers[question.depends_on_id],
            "when": question.shown_when,
            "value": question.shown_value,
        }
    return said


def parse(content: bytes) -> dict:
    """Return what stands in the file. Raises Unreadable when it is not one of ours."""
    if len(content) > LARGEST:
        raise Unreadable("Dit bestand is te groot voor een vragenlijst.")
    try:
        said = json.loads(content)
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise Unreadable("Dit is geen vragenlijst. Kies een bestand dat met “Bewaar als bestand” is gemaakt.")
    return said


@transaction.atomic
def take_in(said: dict, *, by, now, key=None) -> Version:
    """Make a questionnaire of what `parse` returned: all of it, or nothing. Raises Unreadable with every problem."""
    reader = Reader(by, now)
    draft = reader.read(said, key)
    if reader.problems:
        raise Unreadable(*reader.problems)
    return draft


class Reader:
    """Fills in the forms of the making room with what stands in a file, and gathers what they say."""

    def __init__(self, by, now):
        self.by, self.now = by, now
        self.problems = []
        self.questions = []

    def read(self, said, key):
        form = InstrumentForm(said, instance=Instrument(key=key))
        self._judge(form, "Bovenaan")
        sections = said.get("sections")
        if not isinstance(sections, list) or not sections:
            self.problems.append("Er staan geen onderdelen in.")
        if self.problems:
            return None
        form.save(commit=False)
        draft = versions.start(form.instance, by=self.by, now=self.now)
        for position, section in enumerate(sections, start=1):
            self._section(section, draft, position)
        return draft

    def _section(self, said, draft, position):
        where = f"Onderdeel {position}"
        said = said if isinstance(said, dict) else {}
        form = SectionForm(said, instance=Section(instrument_version=draft, position=position))
        if not self._judge(form, where):
            return
        form.save_by(self.by, self.now)
        questions = said.get("questions")
        for number, question in enumerate(questions if isinstance(questions, list) else [], start=1):
            if len(self.questions) == MOST_QUESTIONS:
                self.problems.append(f"Er staan meer dan {MOST_QUESTIONS} vragen in.")
                return
            self._question(question if isinstance(question, dict) else {}, form.instance, number, where)

    def _question(self, said, section, number, where):
        where = f"{where}, vraag {number}"
        self.questions.append(None)
        kind = said.get("kind")
        if kind not in Kind.values:
            self.problems.append(f"{where}: deze soort vraag kennen we niet.")
            return
        options = said.get("options")
        data = said | {"options": "\n".join(map(str, options)) if isinstance(options, list) else ""}
        question = Question(section=section, position=number, kind=kind)
        form = QuestionForm(data, instance=question)
        if self._judge(form, where) and self._depend(question, said.get("shown"), where):
            self.questions[-1] = form.save_by(self.by, self.now)

    def _depend(self, question, shown, where):
        """Connect a question with the earlier one that decides whether it is shown."""
        if shown is None:
            return True
        try:
            decider = self.questions[:-1][shown["question"] - 1] if shown["question"] > 0 else None
            compared = shown["when"], shown["value"]
        except (TypeError, KeyError, IndexError):
            decider = compared = None
        known = decider and [(when, value) for when, value, _ in answers(decider)]
        if not known or compared not in known:
            self.problems.append(f"{where}: wanneer deze vraag komt, hangt aan een antwoord dat er eerder niet is.")
            return False
        question.depends_on, (question.shown_when, question.shown_value) = decider, compared
        return True

    def _judge(self, form, where):
        for name, faults in form.errors.items():
            label = "" if name == forms.forms.NON_FIELD_ERRORS else f"{form[name].label}: "
            self.problems += [f"{where}: {label}{fault}" for fault in faults]
        return form.is_valid()
