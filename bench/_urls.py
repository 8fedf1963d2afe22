"""The bare page: session, user, and one query of 30 rows in a small template."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.template import engines
from django.urls import include, path

from coalitions.models import Organisation

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


urlpatterns = [path("kaal/", bare), path("", include("kansrijkestart.urls"))]
