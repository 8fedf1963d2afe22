import datetime

import pytest
from django.utils import timezone

from tests.themetables.tables.factories import JoinRequestFactory
from themetables.models import JoinRequest
from themetables.tables.retention import purge


@pytest.mark.django_db
def test_what_was_asked_is_kept_a_year():
    now = timezone.now()

    def ago(days):
        return now - datetime.timedelta(days=days)

    JoinRequestFactory(why="wacht", asked_at=ago(364))
    JoinRequestFactory(why="vergeten", asked_at=ago(366))
    JoinRequestFactory(why="net besloten", asked_at=ago(500), decided_at=ago(364), outcome="accepted")
    JoinRequestFactory(why="lang besloten", asked_at=ago(500), decided_at=ago(366), outcome="withdrawn")

    assert [purge(now), purge(now)] == [2, 0]
    assert {one.why for one in JoinRequest.objects.all()} == {"wacht", "net besloten"}
