"""Bare pages of the same kind: what each measured page is compared with.

"A bare Django page that does session, user and the same query": it asks for session and user, and for the same rows as
the page it stands beside, with the same queryset of the portal (its `visible_to`, its joins, its annotations), through
the ORM. It prints the same texts of those rows in one flat template, a post as the HTML that is stored. It has nothing
else of the portal: no navigation, filters, buttons or counts, no middleware of ours; and nothing to make it slow.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.template import engines
from django.utils import timezone

from community.models import Topic
from community.topics import filters, lines, thread
from library.search import finding, searching
from library.search.headlines import headline
from library.search.queries import ask
from surveys.answering.doors import SHEETS
from surveys.answering.filling import questions_of
from surveys.models import Question
from surveys.results import texts
from surveys.results.access import reads_all, results
from surveys.results.collecting import circles_of, collected, one_result
from surveys.results.places import on_map
from surveys.results.trends import trend
from symposium.models import Session
from symposium.programme.showing import people
from themetables.bottlenecks import filters as bottleneck_filters
from themetables.bottlenecks import rows as bottleneck_rows
from themetables.bottlenecks.views.lists import PER_PAGE
from themetables.models import Bottleneck

HEAD = "<!doctype html><html lang=nl><title>Kaal</title><h1>Dag {{ user.name }}</h1>"


def template(text):
    return engines["django"].from_string(HEAD + text)


STREAM = template(
    "<ul>{% for row in rows %}<li><h2><a href='/{{ row.pk }}/'>{{ row.title }}</a></h2> {{ row.kind }}"
    "<p>{{ row.snippet }}</p>{{ row.author__name }}, {{ row.published_at|date:'j F' }}. {{ row.post_count }} reacties,"
    " de laatste {{ row.last_post_at|date:'j F' }} door {{ row.last_post_by__name }}.</li>{% endfor %}</ul>"
)


@login_not_required
def bare_stream(request):
    topics = Topic.objects.visible_to(request.user).newest_first().with_snippet()
    if place := request.GET.get("na"):
        topics = filters.after(topics, place)
    rows = list(lines.annotated(topics, request.user).values(*lines.SHOWN)[: lines.PER_PAGE])
    return answer(request, STREAM, rows)


TOPIC = template(
    "<h2>{{ topic.title }}</h2>{{ topic.author }}, {{ topic.published_at|date:'j F Y' }}"
    "{% for post in rows %}<article id='{{ post.number }}'><h3><a href='/{{ post.author_id }}/'>{{ post.author }}</a>"
    "</h3>{{ post.author.function }} {{ post.written_at|date:'j F' }}{{ post.html }}"
    "{{ post.thanks_count }} bedankjes</article>{% endfor %}"
)


@login_not_required
def bare_topic(request, pk):
    topic = thread.topics_for(request.user).visible_to(request.user).get(pk=pk)
    rows = list(thread.posts_of(topic, request.user, thread.numbers_of(1)))
    return answer(request, TOPIC, rows, topic=topic)


BOTTLENECKS = template(
    "<ul>{% for row in rows %}<li><h2><a href='/{{ row.0 }}/'>{{ row.1 }}</a></h2>{{ row.2 }} {{ row.4 }}"
    " Genoemd door {{ row.6 }} in {{ row.3|date:'F Y' }}. {{ row.7|length }} gemeenten</li>{% endfor %}</ul>"
)


@login_not_required
def bare_bottlenecks(request):
    order = bottleneck_filters.ORDERS[bottleneck_filters.MOST_RECOGNISED]
    found = Bottleneck.objects.visible_to(request.user).current().order_by(*order)
    rows = list(bottleneck_rows.asked(found[:PER_PAGE]))
    return answer(request, BOTTLENECKS, rows)


PROGRAMME = template(
    "<table>{% for row in rows %}<tr><th>{{ row.slot.starts|date:'G.i' }} {{ row.slot.title }}</th><td>"
    "<a href='/{{ row.pk }}/'>{{ row.title }}</a> {{ row.room.name }}"
    "{% for one in row.people %} {{ one.name }}{% endfor %}</td></tr>{% endfor %}</table>"
)


@login_not_required
def bare_programme(request, year):
    sessions = Session.objects.visible_to(request.user).filter(edition__year=year).select_related("slot", "room")
    return answer(request, PROGRAMME, list(sessions.prefetch_related(people(named_only=True))))


SESSION = template(
    "{% for row in rows %}<h2>{{ row.title }}</h2>{{ row.edition.held_on|date:'j F Y' }} {{ row.slot.title }}"
    " {{ row.room.name }}<p>{{ row.summary }}</p>{% for one in row.people %}<h3>{{ one.name }}</h3>{% endfor %}"
    "{% endfor %}"
)


@login_not_required
def bare_session(request, pk):
    sessions = Session.objects.visible_to(request.user).select_related("edition", "slot", "room", "table", "block")
    return answer(request, SESSION, list(sessions.filter(pk=pk).prefetch_related(people(named_only=True))))


FOUND = template(
    "{{ count }} gevonden<ul>{% for row in rows %}<li><h2><a href='{{ row.url }}'>{{ row.title }}</a></h2>"
    "{{ row.context }} {{ row.said }}</li>{% endfor %}</ul>"
)


@login_not_required
def bare_found(request):
    """Asks the index who may see it, as the portal does, and takes the sentence in the same way."""
    question = ask(request.GET.get("zoek", ""))
    groups = finding.find(request.user, question)
    best = finding.ranked(groups, question, timezone.localdate())[: searching.PER_PAGE]
    rows = list(finding.texts(best).values())
    for row in rows:
        row.said = headline(row.title, row.context, row.body, question.asked).excerpt
    return answer(request, FOUND, rows, count=sum(group.count for group in groups))


RESULTS = template(
    "{{ round.title }}{% for result in rows %}<article id='{{ result.anchor }}'><h2>{{ result.question.text }}</h2>"
    "<ul>{% for row in result.rows %}<li>{{ row.label }}: {{ row.number }}, {{ row.share }}% {{ row.own }}</li>"
    "{% endfor %}"
    "</ul>{{ result.mean_words }} {{ result.strip.words }} {{ result.strip.own_words }} {{ result.text_count }}"
    "{% for text in result.first_texts %}<p>{{ text.words }} {{ text.sheet.circle.name }}</p>{% endfor %}</article>"
    "{% endfor %}"
)


@login_not_required
def bare_results(request, pk):
    """Reads the same counts and texts, kept or not, and not what grew out of them or what came out the time before."""
    one_round = results().visible_to(request.user).with_questionnaire().get(pk=pk)
    circle = None if reads_all(request.user) else circles_of(one_round, request.user).first()
    found = collected(one_round, request.user, circle=circle)
    return answer(request, RESULTS, found.results, round=one_round)


FORM = template(
    "{{ sheet.round.title }}<form method=post>{% for question, value in rows %}<fieldset><legend>{{ question.text }}"
    "</legend>{{ question.help_text }}{% for code, label in question.lines %}<label><input type=radio "
    "name='q{{ question.pk }}' value='{{ code }}'> {{ label }}</label>{% endfor %}"
    "{% for code, label in question.steps %}"
    "<label><input type=radio name='q{{ question.pk }}' value='{{ code }}'> {{ label }}</label>{% empty %}"
    "<input name='q{{ question.pk }}' value='{{ value }}'>{% endfor %}</fieldset>{% endfor %}"
    "<button>Insturen</button></form>"
)


@login_not_required
def bare_form(request, pk):
    """The sheet, what is asked and what was answered; a field for each, and nothing from before."""
    sheet = SHEETS.visible_to(request.user).get(pk=pk)
    said = dict(sheet.answers.values_list("question", "value"))
    rows = [(one, said.get(one.pk, "")) for one in questions_of(sheet.round.instrument_version)]
    return answer(request, FORM, rows, sheet=sheet)


QUESTION = template(
    "{{ round.title }}<h2>{{ question.text }}</h2>"
    "<ul>{% for row in result.rows %}<li>{{ row.label }}: {{ row.number }}, {{ row.share }}% {{ row.own }}</li>"
    "{% endfor %}"
    "</ul>{{ result.mean_words }} {{ result.strip.words }}"
    "<ul>{% for one in rows %}<li>{{ one.round.title }} {{ one.result.answered }} {{ one.words }} {{ one.own_words }}"
    "</li>"
    "{% endfor %}</ul>{% for one in shapes %}<path d='{{ one.path }}'/><p>{{ one.name }}: {{ one.state_label }}</p>"
    "{% endfor %}{% for answer in texts %}<p>{{ answer.words }} {{ answer.sheet.circle.name }}</p>{% endfor %}"
)


@login_not_required
def bare_question(request, pk, question):
    one_round = results().visible_to(request.user).with_questionnaire().get(pk=pk)
    question = Question.objects.select_related("section").get(pk=question)
    circle = None if reads_all(request.user) else circles_of(one_round, request.user).first()
    result = one_result(one_round, question, circle=circle)
    moments = trend(one_round, question, request.user, circle=circle).moments
    drawn = on_map(one_round, result, on=timezone.localdate(), with_numbers=False)
    said = texts.of_question(one_round, question, request.user).select_related("sheet__circle")[:25]
    more = {"round": one_round, "question": question, "result": result, "shapes": drawn and drawn["shapes"]}
    return answer(request, QUESTION, moments, texts=said if result.has_texts else (), **more)


def answer(request, page, rows, **more):
    user = request.user
    assert user.is_authenticated
    assert rows or page is FOUND  # a small set may hold no rare word
    return HttpResponse(page.render({"user": user, "rows": rows, **more}, request=None))
