"""What somebody tells about at meetings that still come: who takes over, tells it. See also: members/holdings.py."""

from dataclasses import dataclass

from django.db.models import F, Q
from django.utils import timezone

from meetings.models import AgendaItem, Invitee
from members.holdings import Holding, Owned
from members.models import Membership


def items():
    now = timezone.now()
    coming = Q(meeting__ends_at__gt=now) | Q(meeting__day=None)
    return AgendaItem.objects.filter(coming, meeting__cancelled_at=None).select_related("meeting__circle")


def label(item):
    return f"{item} ({item.meeting}, {item.meeting.when})"


@dataclass(frozen=True)
class Presenting(Owned):
    """It goes with the circle for which somebody comes, not with the one that calls the meeting."""

    def held_by(self, user):
        found = list(self.things().filter(presenter=user).prefetch_related("meeting__guest_circles"))
        circles = _circles_of(user, [item.meeting for item in found]) if found else {}
        return [
            Holding(self.kind, item.pk, self.label(item), self.url(item), circles[item.meeting_id]) for item in found
        ]

    def move(self, pks, *, to, by, now):
        found = self.things().order_by().filter(pk__in=list(pks))
        return found.update(presenter=to, version=F("version") + 1, changed_by=by, changed_at=now)


def _circles_of(user, meetings):
    """By the number of the meeting. Who never was in one of its circles comes as somebody of elsewhere, and stays."""
    on = timezone.localdate()
    asked_for = dict(Invitee.objects.filter(user=user, meeting__in=meetings).values_list("meeting", "circle"))
    own = user.memberships.exclude(role=Membership.Role.READER).select_related("circle").order_by("-since", "-pk")
    own = [(one, one.is_current(on)) for one in own]
    return {meeting.pk: _circle_of(meeting, asked_for.get(meeting.pk), own) for meeting in meetings}


def _circle_of(meeting, asked_for, own):
    """One they are in now before one they left, and of those the one for which they were asked."""
    circles = {circle.pk for circle in meeting.circles} | {asked_for}
    found = [(is_now, one.circle_id == asked_for, one) for one, is_now in own if one.circle_id in circles]
    found = found or [(is_now, False, one) for one, is_now in own]
    return max(found, key=lambda pair: pair[:2])[-1].circle if found else meeting.circle


SOURCE = Presenting("agendapunt", "Agendapunten om te vertellen", items, owner="presenter", label=label)
