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
from library.search.headlines import excerpt
from library.search.queries import ask
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
        row.said = excerpt(row.body, question.marks)
    return answer(request, FOUND, rows, count=sum(group.count for group in groups))


def answer(request, page, rows, **more):
    user = request.user
    assert user.is_authenticated
    assert rows or page is FOUND  # a small set may hold no rare word
    return HttpResponse(page.render({"user": user, "rows": rows, **more}, request=None))
