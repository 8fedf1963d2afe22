"""The start page: for a visitor what this is, for a member what waits for them."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from coalitions.province_map import map_context
from community.models import Topic
from kansrijkestart.waiting import waiting_for
from symposium.models import Edition

RECENT = 3


@login_not_required
@require_safe
def home(request):
    today = timezone.localdate()
    context = {"edition": Edition.objects.visible_to(request.user).coming(today).first()}
    topics = Topic.objects.announcements().visible_to(request.user)
    if request.user.is_member:
        context |= {
            "waiting": waiting_for(request.user, today),
            "memberships": sorted(request.user.current_memberships, key=lambda one: one.circle.sort_name),
            "topics": topics.filter(withdrawn_at=None).select_related("circle")[:RECENT],
        }
        return render(request, "kansrijkestart/home_member.html", context)
    context |= map_context(today) | {"topic": topics.only("title", "text", "published_at").first()}
    return render(request, "kansrijkestart/home.html", context)
