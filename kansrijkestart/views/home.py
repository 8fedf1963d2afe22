"""The start page: for a visitor what this is, for a member what waits for them."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from coalitions.province_map import map_context
from community.models import Topic
from kansrijkestart.waiting import grouped, waiting_for
from members.models import Circle
from members.rooms import rooms_of
from symposium.models import Edition

RECENT = 3


@login_not_required
@require_safe
def home(request):
    today = timezone.localdate()
    context = {"edition": Edition.objects.visible_to(request.user).coming(today).first()}
    topics = Topic.objects.announcements().visible_to(request.user)
    if request.user.is_member:
        waiting = waiting_for(request.user, today)
        context |= {
            "waiting": waiting,
            "waiting_groups": grouped(waiting, today),
            "places": places_of(request.user),
            "topics": topics.current().with_snippet().select_related("circle")[:RECENT],
        }
        return render(request, "kansrijkestart/home_member.html", context)
    context |= map_context(today) | {"topic": topics.only("title", "kind", "published_at").with_snippet().first()}
    return render(request, "kansrijkestart/home.html", context)


def places_of(user):
    """Where somebody belongs: (membership, the rooms of its circle), by name."""
    # Read anew with what the rooms ask for, in one go; a circle has a coalition, a table or neither.
    circles = Circle.objects.select_related("coalition", "table").in_bulk(user.circle_ids)
    found = [(membership, circles[membership.circle_id]) for membership in user.current_memberships]
    found.sort(key=lambda pair: pair[1].sort_name)
    return [(membership, rooms_of(circle, user)) for membership, circle in found]
