"""A questionnaire as a form, for whoever answers it and for its maker who looks how it reads."""

from dataclasses import dataclass

from django import forms

from language.guard.forms import GuardedFormMixin
from surveys.answering import fields
from surveys.answering.shown import is_shown
from surveys.models import Kind, Question

NOT_ANSWERED = "Deze vraag moet beantwoord worden."


@dataclass(frozen=True)
class Asked:
    """A question as it stands on the page: its number, and the fields with which it is answered."""

    number: int
    question: Question
    fields: list

    @property
    def is_group(self):
        """Several fields under one question: statements, or things to put in order."""
        return self.question.kind in (Kind.MATRIX, Kind.RANKING)


class SurveyForm(GuardedFormMixin, forms.Form):
    """Its `cleaned_data` holds only what was asked: the answer to a question that was not shown is left out."""

    def __init__(self, *args, sections, **kwargs):
        """`sections` with their questions, and of those `depends_on`, already read."""
        super().__init__(*args, **kwargs)
        self.sections = [(section, list(section.questions.all())) for section in sections]
        self.names = {}
        for _, questions in self.sections:
            for question in questions:
                found = fields.fields_of(question)
                for field in found.values():
                    # Whether it has to be answered depends on whether it is shown: see `clean`.
                    field.is_conditional, field.required = field.required, False
                self.names[question.pk] = list(found)
                self.fields |= found

    @property
    def asked(self):
        """The sections, each with what is asked in it; questions are numbered through."""
        numbers = iter(range(1, len(self.names) + 1))
        return [
            (
                section,
                [Asked(next(numbers), one, [self[name] for name in self.names[one.pk]]) for one in questions],
            )
            for section, questions in self.sections
        ]

    def clean(self):
        answers = {}
        for _, questions in self.sections:
            for question in questions:
                if is_shown(question, answers):
                    answers |= self._answers(question)
                else:
                    for name in self.names[question.pk]:
                        self.errors.pop(name, None)
        return answers

    def _answers(self, question):
        given = {name: self.cleaned_data[name] for name in self.names[question.pk] if name in self.cleaned_data}
        for name, answer in given.items():
            if answer in (None, "", []) and self.fields[name].is_conditional:
                self.add_error(name, NOT_ANSWERED)
        if question.kind == Kind.RANKING and fields.repeated_places(question, given):
            self.add_error(self.names[question.pk][0], "Geef elke plek maar één keer.")
        return given
