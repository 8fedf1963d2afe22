"""For who moderates: hiding a post, showing it again, and what was reported."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.models import Moderation, Report
from community.topics import attaching, moderating
from community.topics.forms import HideForm
from community.topics.views.posts import get_post
from members.access import members_only
from members.refused import Refused

MOST_STEPS = 30


def get_moderated(request, pk, number):
    """Who may read the post and not moderate here gets a 403."""
    post = get_post(request, pk, number)
    if not post.topic.is_moderated_by(request.user):
        raise PermissionDenied
    return post


@require_http_methods(["GET", "POST"])
@members_only
def post_hide(request, pk, number):
    post = get_moderated(request, pk, number)
    form = HideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            moderating.hide(post, form.cleaned_data["reason"], by=request.user, now=timezone.now())
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, "De bijdrage is verborgen. De schrijver krijgt een mail met de reden.")
        return redirect(post)
    context = {"form": form, "post": post, "topic": post.topic, "attached": attaching.going_with(post)}
    return render(request, "community/topics/post_hide.html", context)


@require_POST
@members_only
def post_unhide(request, pk, number):
    post = get_moderated(request, pk, number)
    try:
        moderating.unhide(post, by=request.user, now=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "De bijdrage staat er weer.")
    return redirect(post)


@require_POST
@members_only
def post_leave(request, pk, number):
    post = get_moderated(request, pk, number)
    if post.author == request.user and not request.user.is_coordinator:
        raise PermissionDenied
    moderating.leave(post, by=request.user, now=timezone.now())
    messages.success(request, "De melding is afgehandeld. De bijdrage blijft staan.")
    return redirect("community:report_list")


@require_safe
@members_only
def report_list(request):
    user = request.user
    if not user.is_coordinator and not user.led_circle_ids:
        raise Http404
    reports = Report.objects.visible_to(user).open().select_related("by", "post__topic__circle", "post__author")
    steps = Moderation.objects.visible_to(user).select_related("topic", "by")[:MOST_STEPS]
    return render(request, "community/topics/report_list.html", {"reports": reports, "steps": steps})
