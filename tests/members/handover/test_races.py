"""Two at once. Each has its negative control."""

import pytest
from django.utils import timezone

from members.handover import completing, dividing
from members.models import Handover, HandoverItem, User
from tests.actions.factories import ActionPointFactory
from tests.members.factories import MembershipFactory
from tests.races import at_once, kinds

pytestmark = pytest.mark.django_db(transaction=True)


def complete_together(meeting_point):
    leading, partner = MembershipFactory(leader=True), None
    partner = MembershipFactory(circle=leading.circle, leader=True)
    ActionPointFactory.create_batch(3, circle=leading.circle, owner=leading.user)
    now = timezone.now()
    draft = dividing.start(leading.user, [leading.circle], leaves_on=timezone.localdate(now), by=leading.user, now=now)
    meeting_point(completing, "_lock")
    outcomes = at_once(*[lambda: completing.complete(draft, by=leading.user, now=now)] * 2)
    return outcomes, partner


def test_handover_completed_twice_at_once_is_done_once(meeting_point):
    outcomes, partner = complete_together(meeting_point)

    assert kinds(outcomes) == ["AlreadyCompleted", "Handover"]
    assert HandoverItem.objects.filter(to=partner.user).count() == 3


def test_without_the_lock_it_is_done_twice(meeting_point, monkeypatch):
    def look(handover):
        handover = Handover.objects.get(pk=handover.pk)
        handover.person = User.objects.get(pk=handover.person_id)
        return handover

    monkeypatch.setattr(completing, "_lock", look)

    outcomes, _ = complete_together(meeting_point)

    assert "AlreadyCompleted" not in kinds(outcomes)
