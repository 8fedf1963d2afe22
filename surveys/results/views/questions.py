"""One question: through the rounds, on the map, and everything that was written."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from members.access import get_editable, get_visible
from surveys.models import Question
from surveys.results import places, tagging, texts, trends
from surveys.results.access import reads_all, results
from surveys.results.collecting import circles_of, one_result
from surveys.results.forms import MarkForm, QuestionFilter, TagForm

PER_PAGE = 25


def of_round(one_round, pk):
    """Return the question when it was asked in this round."""
    found = Question.objects.filter(section__instrument_version=one_round.instrument_version_id, pk=pk)
    question = found.select_related("section").first()
    if question is None:
        raise Http404
    return question


@require_safe
def question_results(request, round_pk, pk):
    one_round = get_visible(request.user, results().with_questionnaire(), pk=round_pk)
    question = of_round(one_round, pk)
    circles = circles_of(one_round, request.user)
    tags = tagging.of_question(one_round, question)
    form = QuestionFilter(request.GET, circles=circles, tags=list(tags))
    circle = form.circle
    if circle is None and not reads_all(request.user) and "kring" not in request.GET:
        circle = circles.first()
    result = one_result(one_round, question, circle=circle)
    context = {
        "round": one_round,
        "question": question,
        "circle": circle,
        "form": form,
        "result": result,
        "trend": trends.trend(one_round, question, request.user, circle=circle),
        "map": places.on_map(one_round, result, on=timezone.localdate(), with_numbers=reads_all(request.user)),
        "tags": tags.items(),
        "reads_all": reads_all(request.user),
        **(written(request, one_round, result, form) if result.has_texts else {}),
    }
    return render(request, "surveys/results/question_results.html", context)


def written(request, one_round, result, form):
    """The texts that are read, a page of them; of a circle that is too small none."""
    answers = texts.of_question(one_round, result.question, request.user, form.circle)
    if form.tag:
        answers = answers.filter(tags__name=form.tag)
    if not result.text_count:
        answers = answers.none()
    page = Paginator(texts.with_tags(answers), PER_PAGE).get_page(request.GET.get("page"))
    return {
        "page": page,
        "texts": [(texts.mark_of(answer), answer) for answer in page],
        "known": tagging.known(result.question) if reads_all(request.user) else [],
    }


@require_POST
def tag_put(request, round_pk, pk):
    one_round, question, answer = meant(request, round_pk, pk)
    form = TagForm(request.POST)
    if form.is_valid():
        tagging.put(answer, form.cleaned_data["name"])
    else:
        messages.error(
            request,
            "Schrijf één trefwoord van hoogstens 40 tekens, zonder dat het over een ouder, kind of gezin gaat.",
        )
    return back(one_round, question, answer)


@require_POST
def tag_take_away(request, round_pk, pk):
    one_round, question, answer = meant(request, round_pk, pk)
    form = TagForm(request.POST)
    if form.is_valid():
        tagging.take_away(answer, form.cleaned_data["name"])
    return back(one_round, question, answer)


def meant(request, round_pk, pk):
    """Return the round, the question, and the text to which a form belongs."""
    one_round = get_editable(request.user, results(), pk=round_pk)
    question = of_round(one_round, pk)
    form = MarkForm(request.POST)
    form.is_valid()
    answer = texts.by_mark(texts.of_question(one_round, question, request.user), form.cleaned_data.get("mark", ""))
    if answer is None:
        raise Http404
    return one_round, question, answer


def back(one_round, question, answer):
    url = reverse("surveys:question_results", args=[one_round.pk, question.pk])
    return redirect(f"{url}#tekst-{texts.mark_of(answer)}")
