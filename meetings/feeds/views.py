"""The page where somebody makes a link for their calendar, and what a program gets at that link."""

from allauth.core.internal import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from language import calendars
from meetings.feeds import reading
from meetings.feeds.forms import FeedForm
from meetings.models import Feed
from members.access import get_editable, members_only
from members.models import Circle


@require_safe
@members_only
def feed_list(request):
    feeds = {feed.circle_id: feed for feed in Feed.objects.visible_to(request.user).select_related("circle")}
    circles = Circle.objects.filter(pk__in=request.user.circle_ids).existing(timezone.localdate())
    context = {
        "mine": feeds.get(None),
        "circles": [(circle, feeds.get(circle.pk)) for circle in circles.order_by("sort_name", "pk")],
    }
    return render(request, "meetings/feeds/feed_list.html", context)


@require_POST
@members_only
def feed_make(request):
    form = FeedForm(request.POST, user=request.user)
    if form.is_valid():
        made = {"made_at": timezone.now()}
        Feed.objects.get_or_create(user=request.user, circle=form.cleaned_data["circle"], defaults=made)
        messages.success(request, "De link staat klaar. Zet hem nu in je agenda: hieronder staat hoe.")
    else:
        messages.error(request, "Van deze kring kun je geen link maken.")
    return redirect("meetings:feed_list")


@require_POST
def feed_renew(request, pk):
    get_editable(request.user, Feed.objects.all(), pk=pk).renew(now=timezone.now())
    messages.success(request, "Dit is een nieuwe link. De oude werkt niet meer: zet de nieuwe in je agenda.")
    return redirect("meetings:feed_list")


@require_POST
def feed_revoke(request, pk):
    get_editable(request.user, Feed.objects.all(), pk=pk).delete()
    messages.success(request, "De link werkt niet meer. Haal de agenda ook weg in je telefoon of computer.")
    return redirect("meetings:feed_list")


@login_not_required
@require_safe
def calendar_feed(request, token):
    """For a program, so without logging in: who has the link, reads along. It says nothing about who may not."""
    feed = Feed.objects.of_token(token)
    if feed is None or not feed.user.is_member:
        raise Http404
    if not may_look(request, feed):
        response = HttpResponse("Te vaak gevraagd. Probeer het over een uur opnieuw.", status=429)
        response["Retry-After"] = "3600"
        return response
    response = calendars.subscribed(request, reading.written(feed, timezone.localdate()))
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def may_look(request, feed):
    """Count this look. The public function of allauth counts no GET."""
    return ratelimit.consume(request, app="allauth.account", action="calendar_feed", key=feed.key, limit_get=True)
