"""Everything that the page of a sheet shows, read in a constant number of statements."""

from collections import Counter
from dataclasses import dataclass

from django import forms
from django.utils import timezone

from language.guard.forms import GuardedFormMixin
from surveys.answering import carried, known, shown, values
from surveys.answering.drafts import DraftForm, Talk
from surveys.making.reading import parts_of
from surveys.models import Answer, Mode, Question, Sheet

SAVE, KEEP, SUBMIT = "save", "keep", "submit"


class ActForm(forms.Form):
    """What the button says that was pressed; `part` is the section it stands under."""

    what = forms.ChoiceField(choices=[(SAVE, SAVE), (KEEP, KEEP), (SUBMIT, SUBMIT)], required=False)
    part = forms.IntegerField(required=False)


class PhoneForm(GuardedFormMixin, forms.Form):
    spoke_with = forms.CharField(
        label="Met wie sprak je?", max_length=100, help_text="Naam en functie. Dit staat straks bij de antwoorden."
    )
    unguarded = ("spoke_with",)


def form_of(sheet: Sheet, data=None) -> DraftForm:
    said = sheet.answers.select_related("changed_by") if sheet.circle_id else sheet.answers.all()
    answers = {one.question_id: one for one in said}
    sections = parts_of(sheet.round.instrument_version)
    return DraftForm(data, sections=sections, answers=answers, before=carried.before(sheet), talk=talk_of(sheet))


def talk_of(sheet: Sheet) -> dict[int, Talk]:
    if sheet.mode != Mode.JOINT:
        return {}
    assigned = {one.question_id: one.to for one in sheet.assignments.select_related("to")}
    remarks = Counter(sheet.remarks.order_by().values_list("question_id", flat=True))
    views = Counter(sheet.otherviews.order_by().values_list("question_id", flat=True))
    return {pk: Talk(assigned.get(pk), remarks[pk], views[pk]) for pk in {*assigned, *remarks, *views}}


def facts_of(sheet: Sheet, user, now):
    """Only of a circle that fills in together: who answers for themselves speaks for nobody else."""
    if sheet.mode != Mode.JOINT or user is None:
        return []
    return known.facts(sheet.circle, user, timezone.localdate(now))


@dataclass(frozen=True)
class Said:
    """A question with its answer, on a receipt."""

    number: int
    question: Question
    words: str
    lines: list  # the same, of an answer that has parts
    answer: Answer | None = None
    views: tuple = ()


def said_on(sheet: Sheet) -> list:
    """The sections with what was asked and answered; what was not asked is left out."""
    answers = {one.question_id: one for one in sheet.answers.select_related("changed_by")}
    views = {}
    for view in sheet.otherviews.select_related("by", "question"):
        view.words = values.in_words(view.question, view.value)
        view.lines = values.in_lines(view.question, view.value)
        views.setdefault(view.question_id, []).append(view)
    given = {pk: answer.value for pk, answer in answers.items()}
    return said(parts_of(sheet.round.instrument_version), given, answers, views)


def said(sections, given: dict, answers=None, views=None) -> list:
    questions = [one for section in sections for one in section.questions.all()]
    numbers = {one.pk: number for number, one in enumerate(questions, start=1)}
    asked = {one.pk for one in shown.shown_of(questions, lambda one: values.to_initial(one, given.get(one.pk)))}
    return [
        (
            section,
            [
                Said(
                    number=numbers[one.pk],
                    question=one,
                    words=values.in_words(one, given.get(one.pk)),
                    lines=values.in_lines(one, given.get(one.pk)),
                    answer=(answers or {}).get(one.pk),
                    views=tuple((views or {}).get(one.pk, ())),
                )
                for one in section.questions.all()
                if one.pk in asked
            ],
        )
        for section in sections
    ]
