"""The stream of the network, and that of one closed circle."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from community.models import Topic
from community.topics import filters, lines
from members.access import get_visible, members_only
from members.models import Circle


@require_safe
@members_only
def stream(request):
    return answer(request, Topic.objects.visible_to(request.user), "community/topics/stream.html", {})


@require_safe
@members_only
def circle_stream(request, slug):
    circle = get_visible(request.user, Circle.objects.exclude(kind=Circle.Kind.NETWORK), slug=slug)
    topics = Topic.objects.visible_to(request.user).filter(circle=circle)
    context = {"circle": circle, "has_ended": circle.has_ended(timezone.localdate())}
    return answer(request, topics, "community/topics/circle_stream.html", context)


def answer(request, topics, template, context):
    now = timezone.now()
    options = filters.options(timezone.localdate(now))
    names = [name for name in filters.StreamFilter.base_fields if name in request.GET]
    chosen = filters.read(tuple((name, request.GET.get(name)) for name in names), options)
    found = filters.narrow(topics, chosen.chosen, options)
    page = lines.page_of(found, request.user, options, request.GET.get("na", ""), now)
    context |= {"filter": chosen, "page": page}
    return render(request, f"{template}#results" if request.htmx else template, context)
