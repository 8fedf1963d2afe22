"""What an agenda item grows out of, on a page of another room. See also: members/sources.py, which signs it."""

from django.urls import reverse

from meetings.models import AgendaItem, Meeting
from members.sources import query_of

# The next few: who wants something on a later agenda, goes to that meeting.
MOST = 3


def offers(user, circle, on):
    """Yield (number of the meeting, text) of the next meetings whose agenda this person writes."""
    found = Meeting.objects.editable_by(user).filter(day__gte=on).order_by("starts_at", "pk")
    for one in found[:MOST]:
        yield str(one.pk), f"Zet het op de agenda van {one}, {one.when}"


def address(slug: str, label: str, url: str) -> str:
    return reverse("meetings:item_create", args=[int(slug)], query=query_of(label, url))


def grown(user, addresses) -> list[tuple]:
    """Return (address, what it is, title, its page) of what grew out of these pages and is there for this reader."""
    meetings = Meeting.objects.visible_to(user).filter(cancelled_at=None)
    items = AgendaItem.objects.filter(source_url__in=addresses, meeting__in=meetings).select_related("meeting")
    return [
        (one.source_url, f"agendapunt, {one.meeting}", one.title, one.meeting.get_absolute_url())
        for one in items.order_by("pk")
    ]
