"""Searching: the page, what is proposed while somebody types, and telling that something was not found."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from library.search import missed, searching, suggesting
from library.search.forms import SearchForm
from members.access import members_only


@login_not_required
@require_safe
def search(request):
    asked = SearchForm(request.GET).asked
    results = searching.search(
        request.user, asked["zoek"], kind=asked["soort"], number=asked["page"], on=timezone.localdate()
    )
    return render(request, "library/search/search.html", {"results": results})


@login_not_required
@require_safe
def search_suggest(request):
    suggestions = suggesting.suggest(request.user, SearchForm(request.GET).asked["zoek"])
    return render(request, "library/search/search_suggest.html", {"suggestions": suggestions})


@require_POST
@members_only
def search_missed(request):
    text = SearchForm(request.POST).asked["zoek"]
    is_noted = missed.note(request.user, text, on=timezone.localdate())
    if request.htmx:  # static/js/tell.js, behind the page
        return HttpResponse(status=204)
    if is_noted:
        messages.success(request, "Dank je. De aanjager ziet dat hiernaar gezocht is, zonder jouw naam.")
    else:
        messages.info(request, "Dit hebben we niet bewaard: er is iets over te vinden, of het zegt te weinig.")
    return redirect(searching.address(text))
