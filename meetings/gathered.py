"""Meetings that were held, and who was there, for rooms that want to ask those people something."""

from datetime import timedelta

from django.urls import Resolver404, resolve

from meetings.day import people as people_of_the_day
from meetings.models import Answer, Meeting

# Who remembers how a meeting was, remembers that for a season.
RECENT = timedelta(days=120)
MOST = 30


def recent(on):
    """Yield (label, address) of the meetings of the last months, the last one first."""
    held = Meeting.objects.filter(cancelled_at=None, day__lte=on, day__gt=on - RECENT)
    for one in held.select_related("circle").order_by("-starts_at", "-pk")[:MOST]:
        yield f"{one}, {one.when} ({one.circle})", one.get_absolute_url()


def people(url):
    """Return (number of the account, "") of who was at the meeting with this page; nobody for another page."""
    meeting = meeting_at(url)
    return [(user, "") for user in who_was_there(meeting)] if meeting else []


def who_was_there(meeting):
    """By the attendance that was written down; without any, who said that they would come."""
    there = people_of_the_day.were_there(meeting.pk)
    if there.exists():
        return list(there.values_list("pk", flat=True))
    coming = meeting.invitees.invited().filter(answer=Answer.YES)
    return list(coming.order_by("pk").values_list("user", flat=True))


def meeting_at(url):
    try:
        found = resolve(url)
    except Resolver404:
        return None
    if found.view_name != "meetings:meeting_detail":
        return None
    return Meeting.objects.filter(cancelled_at=None, **found.kwargs).first()
