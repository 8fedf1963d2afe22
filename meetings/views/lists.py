"""The meetings somebody may see: of everything, and of one circle."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.models import Meeting
from members.access import members_only
from members.circle_home import home_of
from members.models import Circle

PER_PAGE = 20


@require_safe
@members_only
def meeting_list(request):
    now = timezone.now()
    meetings = Meeting.objects.visible_to(request.user).with_circles()
    context = {
        "undated": meetings.undated(),
        "coming": meetings.coming(now),
        "page": Paginator(meetings.past(now), PER_PAGE).get_page(request.GET.get("page")),
        "may_call_for": Circle.objects.editable_by(request.user).existing(timezone.localdate(now)),
    }
    return render(request, "meetings/meeting_list.html", context)


@require_safe
@members_only
def circle_list(request, slug):
    """That a circle is there is no secret to members; what they find in it is what they may see."""
    now = timezone.now()
    circle = Circle.objects.select_related("coalition", "table").filter(slug=slug).first()
    if circle is None:
        raise Http404
    meetings = Meeting.objects.visible_to(request.user).of(circle).with_circles()
    context = {
        "circle": circle,
        "home": home_of(circle),
        "undated": meetings.undated(),
        "coming": meetings.coming(now),
        "page": Paginator(meetings.past(now), PER_PAGE).get_page(request.GET.get("page")),
        "may_call": may_call(request.user, circle, timezone.localdate(now)),
    }
    return render(request, "meetings/circle_list.html", context)


def may_call(user, circle, on):
    """Who leads a circle calls its meetings, as long as it is there."""
    return (user.is_coordinator or circle.pk in user.led_circle_ids) and not circle.has_ended(on)
