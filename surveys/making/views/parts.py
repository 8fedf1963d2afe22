"""Sections and questions of a draft."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.access import get_editable
from members.refused import Refused, unless_refused
from surveys.making import conditions, drafting, moving
from surveys.making.forms import ConditionForm, KindForm, MoveForm, PlaceForm, QuestionForm, SectionForm
from surveys.models import Kind, Question, Section, Version

SECTIONS = Section.objects.select_related("instrument_version__instrument")
QUESTIONS = Question.objects.select_related("section__instrument_version__instrument", "depends_on", "origin")
TEMPLATES = {Section: "surveys/making/section_form.html", Question: "surveys/making/question_form.html"}


def back_to(part):
    """The page of the draft, at this section or question."""
    kind = "vraag" if isinstance(part, Question) else "onderdeel"
    return redirect(f"{drafting.version_of(part).instrument.get_absolute_url()}#{kind}-{part.pk}")


@require_http_methods(["GET", "POST"])
def section_create(request, pk):
    draft = get_editable(request.user, Version.objects.select_related("instrument"), instrument=pk, frozen_at=None)
    return write(request, SectionForm, Section(instrument_version=draft))


@require_http_methods(["GET", "POST"])
def section_edit(request, pk):
    return write(request, SectionForm, get_editable(request.user, SECTIONS, pk=pk))


@require_safe
def question_kind(request, pk):
    """First choose how people answer; the next page asks what that needs."""
    section = get_editable(request.user, SECTIONS, pk=pk)
    form = KindForm(request.GET or None)
    if form.is_bound and form.is_valid():
        return redirect("surveys:question_create", section.pk, form.cleaned_data["kind"])
    return render(request, "surveys/making/question_kind.html", {"form": form, "section": section})


@require_http_methods(["GET", "POST"])
def question_create(request, pk, kind):
    section = get_editable(request.user, SECTIONS, pk=pk)
    if kind not in Kind.values:
        raise Http404
    return write(request, QuestionForm, Question(section=section, kind=kind))


@require_http_methods(["GET", "POST"])
def question_edit(request, pk):
    return write(request, QuestionForm, get_editable(request.user, QUESTIONS, pk=pk))


def write(request, form_class, part):
    """Draw and save the form of a section or question. What is refused keeps what was typed on the page."""
    form = form_class(request.POST or None, instance=part)
    if form.is_valid() and unless_refused(form, drafting.save, form, by=request.user, now=timezone.now()):
        messages.success(request, f"“{form.instance}” is bewaard. {form.merge_sentence}".strip())
        return back_to(form.instance)
    context = {"form": form, "part": part, "instrument": drafting.version_of(part).instrument}
    return render(request, TEMPLATES[type(part)], context)


@require_http_methods(["GET", "POST"])
def question_condition(request, pk):
    question = get_editable(request.user, QUESTIONS, pk=pk)
    form = ConditionForm(request.POST if request.method == "POST" else None, question=question)
    if form.is_bound and form.is_valid():
        try:
            conditions.decide(question, *form.decision, by=request.user, now=timezone.now())
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, f"Wanneer “{question}” komt, is bewaard.")
        return back_to(question)
    return render(request, "surveys/making/question_condition.html", {"form": form, "question": question})


@require_POST
def section_move(request, pk):
    section = get_editable(request.user, SECTIONS, pk=pk)
    return move(request, section, moving.move_section)


@require_POST
def question_move(request, pk):
    question = get_editable(request.user, QUESTIONS, pk=pk)
    return move(request, question, moving.move_question)


def move(request, part, verb):
    form = MoveForm(request.POST)
    if form.is_valid():
        try:
            verb(part, up=form.cleaned_data["direction"] == "up")
        except Refused as refused:
            messages.error(request, str(refused))
    return back_to(part)


@require_POST
def question_place(request, pk):
    """Where a question was dropped; asked by static/js/reorder.js, which draws the page anew."""
    question = get_editable(request.user, QUESTIONS, pk=pk)
    sections = drafting.version_of(question).sections.all()
    form = PlaceForm(request.POST, sections=sections)
    if form.is_valid():
        try:
            moving.place(question, form.cleaned_data["section"], form.cleaned_data["index"])
        except Refused as refused:
            messages.error(request, str(refused))
    return HttpResponse(status=204)


@require_http_methods(["GET", "POST"])
def section_remove(request, pk):
    section = get_editable(request.user, SECTIONS, pk=pk)
    return remove(request, section, drafting.remove_section)


@require_http_methods(["GET", "POST"])
def question_remove(request, pk):
    question = get_editable(request.user, QUESTIONS, pk=pk)
    return remove(request, question, drafting.remove_question)


def remove(request, part, verb):
    instrument = drafting.version_of(part).instrument
    if request.method == "POST":
        try:
            verb(part)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, f"“{part}” is weggehaald.")
        return redirect(instrument)
    return render(request, "surveys/making/part_remove.html", {"part": part, "instrument": instrument})
