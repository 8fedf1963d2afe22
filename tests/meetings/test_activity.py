"""A circle that met is not silent."""

import pytest

from coalitions.activity import last_activity
from meetings.activity import last_met
from tests.meetings.factories import MeetingFactory

pytestmark = pytest.mark.django_db


def test_what_was_held_counts_and_what_was_called_off_or_is_still_to_come_does_not():
    held = MeetingFactory(past=True)
    MeetingFactory(circle=held.circle, days=-30)
    others = [MeetingFactory(past=True, cancelled=True), MeetingFactory()]

    circles = [one.circle_id for one in (held, *others)]

    assert list(last_met(circles)) == [(held.circle_id, held.starts_at)]
    assert last_activity(circles)[held.circle_id] == held.starts_at
