from datetime import timedelta

import pytest
from django.utils import timezone

from surveys.following import retention
from surveys.models import Audience, Call, Listed, Mode, Round
from tests.surveys.factories import RoundFactory, SheetFactory
from tests.surveys.rounds import DAY, draft


@pytest.mark.django_db
def test_calls_and_forgotten_addresses_go_after_ninety_days(coordinator):
    now = timezone.now()
    for days in (89, 91):
        closed = now - days * DAY
        over = RoundFactory(mode=Mode.EACH, opens_at=closed - 9 * DAY, closed_at=closed)
        Call.objects.create(sheet=SheetFactory(round=over), at=closed, outcome=Call.Outcome.MISSED)
        said = {"mode": Mode.EACH, "audience": Audience.LIST, "addresses": [f"a{days}@voorbeeld.invalid"]}
        Round.objects.filter(pk=draft(coordinator, **said).pk).update(changed_at=now - timedelta(days=days))

    assert retention.purge(now) == 2
    assert retention.purge(now) == 0

    assert Listed.objects.get().address == "a89@voorbeeld.invalid"
    assert Call.objects.count() == 1
