"""For whoever keeps the portal running: is it alive, can it answer? No login, no session, no Redis."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kansrijkestart.migrating import missing_migrations


@login_not_required
@never_cache
@require_safe
def alive(request):
    return plain("leeft")


@login_not_required
@never_cache
@require_safe
def ready(request):
    if reason := why_not_ready():
        return plain(reason, status=503, headers={"Retry-After": "5"})
    return plain("klaar")


def plain(text, **options):
    return HttpResponse(f"{text}\n", content_type="text/plain; charset=utf-8", **options)


def why_not_ready():
    try:
        if missing_migrations():
            return "de database is nog niet bijgewerkt"
    except DatabaseError:
        return "de database is niet bereikbaar"
    return ""
