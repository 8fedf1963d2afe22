"""One question of a joint sheet: who answers it, what is said about it, and who sees it otherwise."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from language.guard.forms import GuardedFormMixin
from members.access import get_editable
from members.models import User
from members.refused import Refused
from surveys.answering import filling, talking, values
from surveys.answering.doors import SHEETS
from surveys.answering.forms import SurveyForm
from surveys.models import Mode

ASSIGN, REMARK, DISAGREE, AGREE = "assign", "remark", "disagree", "agree"


class WhatForm(forms.Form):
    what = forms.ChoiceField(choices=[(one, one) for one in (ASSIGN, REMARK, DISAGREE, AGREE)])


class AssignForm(forms.Form):
    to = forms.ModelChoiceField(
        User.objects.none(),
        label="Wie beantwoordt deze vraag?",
        required=False,
        empty_label="niemand in het bijzonder",
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = people


class RemarkForm(GuardedFormMixin, forms.Form):
    text = forms.CharField(label="Je opmerking", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class WhyForm(GuardedFormMixin, forms.Form):
    why = forms.CharField(
        label="Waarom zie jij het anders?", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


@require_http_methods(["GET", "POST"])
def question_talk(request, pk, question_pk):
    now = timezone.now()
    sheet = get_editable(request.user, SHEETS.filter(mode=Mode.JOINT), pk=pk)
    section, question = found_in(sheet, question_pk)
    what = WhatForm(request.POST)
    chosen = what.cleaned_data["what"] if request.method == "POST" and what.is_valid() else None
    people = talking.people_of(sheet, timezone.localdate(now))
    assigned = talking.assigned(sheet, question)
    assign = AssignForm(request.POST if chosen == ASSIGN else None, people=people, initial={"to": assigned})
    remark = RemarkForm(request.POST if chosen == REMARK else None)
    view = SurveyForm(request.POST if chosen == DISAGREE else None, sections=[section])
    why = WhyForm(request.POST if chosen == DISAGREE else None)
    if chosen and all(form.is_valid() for form in (assign, remark, view, why) if form.is_bound):
        try:
            said = do(chosen, sheet, question, (assign, remark, view, why), by=request.user, now=now)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, said)
            return redirect("surveys:question_talk", sheet.pk, question.pk)
    answer = sheet.answers.filter(question=question).select_related("changed_by").first()
    context = {
        "sheet": sheet,
        "question": question,
        "answer": answer,
        "words": values.in_words(question, answer.value) if answer else "",
        "is_open": sheet.is_open(now),
        "assign": assign,
        "remark": remark,
        "view": view,
        "why": why,
        "remarks": sheet.remarks.filter(question=question).select_related("by"),
        "views": talking.views_of(sheet, question),
    }
    return render(request, "surveys/answering/question_talk.html", context)


def found_in(sheet, question_pk):
    """The section with only this question in it; without what decides whether it is shown: here it always is."""
    for section in sheet.round.instrument_version.sections.prefetch_related("questions"):
        for question in section.questions.all():
            if question.pk == question_pk:
                question.depends_on = None
                section._prefetched_objects_cache = {"questions": [question]}
                return section, question
    raise Http404


def do(chosen, sheet, question, given, *, by, now):
    assign, remark, view, why = given
    if chosen == ASSIGN:
        return talking.assign(sheet, question, assign.cleaned_data["to"], by=by, now=now)
    if chosen == REMARK:
        return talking.remark(sheet, question, remark.cleaned_data["text"], by=by, now=now)
    if chosen == AGREE:
        return talking.agree(sheet, question, by=by, now=now)
    value = values.from_cleaned(question, view.cleaned_data)
    if value is None:
        raise Refused("Vul in hoe jij deze vraag zou beantwoorden.")
    filling.disagree(sheet, question, value, why=why.cleaned_data["why"], by=by, now=now)
    return "Jullie antwoord en dat van jou staan nu naast elkaar."
