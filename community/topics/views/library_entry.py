"""From an answer to the library."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from community.models import Topic
from community.topics import library_entry
from community.topics.forms import LibraryForm
from members.access import get_visible, members_only
from members.refused import Refused


@require_http_methods(["GET", "POST"])
@members_only
def answer_to_library(request, pk):
    """Whoever looks after the answer after this is who pressed the button."""
    topic = get_visible(request.user, Topic.objects.select_related("circle", "accepted_post__author"), pk=pk)
    if not Topic.objects.answered_to(request.user).filter(pk=pk).exists():
        raise PermissionDenied
    form = LibraryForm(request.POST or None, initial={"title": topic.title})
    if request.method == "POST" and form.is_valid():
        try:
            document = library_entry.make(topic, by=request.user, now=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect(topic)
        messages.success(request, "Het antwoord staat in de bibliotheek. Jij houdt het bij.")
        return redirect(document)
    return render(request, "community/topics/answer_to_library.html", {"form": form, "topic": topic})
