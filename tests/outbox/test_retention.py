from datetime import timedelta

import pytest
from django.utils import timezone

from outbox.models import DemoMessage, Email
from outbox.retention import purge
from tests.outbox.factories import DemoMessageFactory, EmailFactory

DAY = timedelta(days=1)


@pytest.mark.django_db
def test_bodies_go_after_30_days_and_rows_after_180():
    now = timezone.now()
    long_ago = now - 400 * DAY
    EmailFactory(to="wacht", created_at=long_ago)
    EmailFactory(to="onderweg", created_at=long_ago, inflight_since=long_ago)
    EmailFactory(to="vers", sent_at=now - 29 * DAY)
    EmailFactory(to="tekst weg", sent_at=now - 30 * DAY)
    EmailFactory(to="mislukt, tekst weg", bounced=True, bounced_at=now - 31 * DAY)
    EmailFactory(to="al gewist", sent_at=now - 31 * DAY, mime=b"", wiped_at=now - 31 * DAY)
    EmailFactory(to="weg", sent_at=now - 180 * DAY)
    EmailFactory(to="mislukt, weg", bounced=True, bounced_at=now - 180 * DAY)
    DemoMessageFactory(to="demo, vers", received_at=now - 29 * DAY)
    DemoMessageFactory(to="demo, weg", received_at=now - 30 * DAY)

    assert purge(now) == 5
    assert purge(now) == 0

    assert dict(Email.objects.values_list("to", "wiped_at")) == {
        "wacht": None,
        "onderweg": None,
        "vers": None,
        "tekst weg": now,
        "mislukt, tekst weg": now,
        "al gewist": now - 31 * DAY,
    }
    assert {mail.to for mail in Email.objects.all() if bytes(mail.mime)} == {"wacht", "onderweg", "vers"}
    assert [str(mail) for mail in DemoMessage.objects.all()] == [f"{DemoMessage.objects.get().subject} – demo, vers"]
