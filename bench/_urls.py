"""The bare page: session, user, and one query of 30 rows in a small template. See also: _same_kind."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpResponse
from django.template import engines
from django.urls import include, path

from bench._same_kind import (
    bare_bottlenecks,
    bare_form,
    bare_found,
    bare_programme,
    bare_question,
    bare_results,
    bare_session,
    bare_stream,
    bare_topic,
)
from coalitions.models import Organisation
from library.search.queries import ask

TEMPLATE = engines["django"].from_string(
    "<!doctype html><html lang=nl><title>Kaal</title><h1>Dag {{ user.name }}</h1>"
    "<ul>{% for row in rows %}"
    "<li><a href='/{{ row.pk }}/'>{{ row.name }}</a> {{ row.description }}</li>"
    "{% endfor %}</ul>"
)


@login_not_required
def bare(request):
    user = request.user
    assert user.is_authenticated
    rows = list(Organisation.objects.order_by("pk")[:30])
    assert len(rows) == 30
    return HttpResponse(TEMPLATE.render({"user": user, "rows": rows}, request=None))


FOUND = engines["django"].from_string(
    "<!doctype html><html lang=nl><title>Kaal</title><h1>Dag {{ user.name }}</h1><p>{{ count }} gevonden</p>"
    "<ul>{% for url, title, text in rows %}<li><a href='{{ url }}'>{{ title }}</a> {{ text }}</li>{% endfor %}</ul>"
)
COUNT = "SELECT count(*) FROM (SELECT FROM library_entry WHERE vector @@ %(query)s::tsquery LIMIT 1001) AS found"
ROWS = """
SELECT url, title, ts_headline('dutch', text, %(query)s::tsquery) FROM (
  SELECT * FROM (
    SELECT * FROM library_entry WHERE vector @@ %(query)s::tsquery ORDER BY moment DESC LIMIT 500
  ) AS newest
  ORDER BY ts_rank(vector, %(query)s::tsquery) DESC LIMIT 20
) AS best
"""


@login_not_required
def bare_search(request):
    """The same search as SQL of its own can do it: a capped count, the newest ranked, twenty headlines. No access."""
    user = request.user
    assert user.is_authenticated
    query = {"query": ask(request.GET.get("zoek", "")).term}
    with connection.cursor() as cursor:
        cursor.execute(COUNT, query)
        (count,) = cursor.fetchone()
        cursor.execute(ROWS, query)
        rows = cursor.fetchall()
    return HttpResponse(FOUND.render({"user": user, "count": count, "rows": rows}, request=None))


urlpatterns = [
    path("kaal/", bare),
    path("kaal/sql/", bare_search),
    path("kaal/zoeken/", bare_found),
    path("kaal/gesprekken/", bare_stream),
    path("kaal/gesprekken/<int:pk>/", bare_topic),
    path("kaal/knelpunten/", bare_bottlenecks),
    path("kaal/programma/<int:year>/", bare_programme),
    path("kaal/sessie/<int:pk>/", bare_session),
    path("kaal/enquetes/lijst/<int:pk>/", bare_form),
    path("kaal/resultaten/<int:pk>/", bare_results),
    path("kaal/resultaten/<int:pk>/<int:question>/", bare_question),
    path("", include("kansrijkestart.urls")),
]
