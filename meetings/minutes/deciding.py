"""Writing down what was decided. A decision has a number of its circle and year, so that people can name it."""

from django.db import transaction
from django.db.models import Max

from meetings import calling
from meetings.models import Decision, Minutes
from members.models import User
from members.refused import Refused


@transaction.atomic
def decide(decision: Decision, *, by: User, now) -> Decision:
    """Give it its number; return the one that is there when a second click writes it down again."""
    meeting = decision.meeting
    check_open(meeting)
    # Two decisions of one circle wait for each other here, also of two meetings.
    calling.take_turn(meeting.circle_id)
    twins = Decision.objects.filter(meeting=meeting, changed_by=by, created_at__gt=now - calling.DOUBLE)
    if twin := twins.filter(text=decision.text).first():
        return twin
    decision.circle_id, decision.year, decision.created_at = meeting.circle_id, meeting.day.year, now
    decision.number = last_number(decision) + 1
    decision.save_version(by=by, now=now)
    return decision


def last_number(decision):
    same = Decision.objects.filter(circle=decision.circle_id, year=decision.year)
    return same.aggregate(last=Max("number"))["last"] or 0


@transaction.atomic
def remove(decision: Decision) -> None:
    """What was written down by mistake; once the minutes are approved nothing goes."""
    check_open(decision.meeting)
    decision.delete()


def check_open(meeting):
    """Lock the meeting. Raises Refused when what it decided is final."""
    calling.locked(meeting)
    if Minutes.objects.filter(meeting=meeting, approved_at__isnull=False).exists():
        raise Refused("Het verslag van deze bijeenkomst is vastgesteld. De besluiten staan nu vast.")
