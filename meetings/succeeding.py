"""Who comes to lead a circle after its people were asked to a meeting, is asked too: a handover forgets nobody."""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from meetings.models import Invitee, Meeting
from members.conflicts import lock
from members.models import Membership


def ask_new_leaders(now) -> int:
    """Return how many were asked. Called before any calendar mail leaves (tasks.py), and safe to run twice."""
    on = timezone.localdate(now)
    return sum(_ask(meeting, on, now) for meeting in _may_have_new_leaders(on, now) if new_leaders(meeting, on))


def new_leaders(meeting, on) -> list[Membership]:
    """Who began to lead a circle of this meeting since the others were asked, and is not on the list.

    Who was taken off the list since, stays off.
    """
    circles = [circle.pk for circle in meeting.circles_on(on)]
    rows = Invitee.objects.filter(meeting=meeting, user=OuterRef("user"))
    stays = Q(withdrawn_at=None) | Q(withdrawn_at__date__gte=OuterRef("since"))
    found = (
        Membership.objects.leading(on)
        .filter(circle__in=circles, since__gte=meeting.asked_on)
        .exclude(Exists(rows.filter(stays)))
    )
    return list(found.select_related("user").order_by("pk"))


def _may_have_new_leaders(on, now):
    """Meetings that still come, to which people were asked, and since then somebody began to lead some circle."""
    new = Membership.objects.leading(on).filter(since__gte=OuterRef("asked_on"))
    return _asked().filter(Q(ends_at__gt=now) | Q(day=None), Exists(new))


def _asked():
    """With the day on which the first were asked: to come, or when they can."""
    asked = Meeting.objects.with_circles().annotate(asked_on=TruncDate(Coalesce("invited_at", "poll__opened_at")))
    return asked.filter(asked_on__isnull=False, cancelled_at=None)


@transaction.atomic
def _ask(meeting, on, now):
    lock(Meeting.objects.all(), meeting.pk)
    # Read again: meanwhile it may have been called off, or somebody else asked them.
    found = [one for meeting in _asked().filter(pk=meeting.pk) for one in new_leaders(meeting, on)]
    for one in found:
        Invitee.objects.ask(meeting, one.user, one.circle_id, now=now)
    return len(found)
