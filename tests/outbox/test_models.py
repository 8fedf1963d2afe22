import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from outbox.models import Email
from outbox.reasons import explain
from tests.outbox.factories import EmailFactory

NOW = timezone.now()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"sent_at": NOW, "inflight_since": NOW}, "one_state"),
        ({"sent_at": NOW, "bounced_at": NOW, "last_error": "550"}, "one_state"),
        ({"bounced_at": NOW}, "bounced_with_a_reason"),
        ({"mime": b"", "wiped_at": NOW}, "wiped_only_after_its_end"),
        ({"mime": b""}, "wiped_only_after_its_end"),
        ({"sent_at": NOW, "mime": b"x", "wiped_at": NOW}, "wiped_only_after_its_end"),
        ({"sent_at": NOW, "category": "account"}, "private_wiped_at_its_end"),
        ({"bounced_at": NOW, "last_error": "550", "category": "invitation"}, "private_wiped_at_its_end"),
        ({"message_id": "<0@twee>"}, "one_per_message_id"),
        ({"dedupe_key": "sleutel"}, "one_per_cause"),
    ],
)
def test_database_refuses(fields, constraint):
    EmailFactory(message_id="<0@twee>", dedupe_key="sleutel")

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        EmailFactory(**fields)
    assert Email.objects.count() == 1


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("550 5.1.1 No such user", "bestaat niet"),
        ("550 Mailbox unavailable", "bestaat niet"),
        ("452 4.2.2 Over quota", "is vol"),
        ("552 Mailbox full", "is vol"),
        ("550 5.2.1 Disabled", "uitgeschakeld"),
        ("552 Message size exceeds limit", "te groot"),
        ("451 4.4.1 No route", "niet te bereiken"),
        ("554 5.7.1 Spam", "ongewenste reclame"),
        ("503 Bad sequence", "weigert deze mail"),
        ("450 Busy", "later nog eens"),
        ("verbinding: timed out", "geen verbinding"),
        ("onverwacht: KeyError()", "iets mis"),
    ],
)
def test_answer_of_a_mail_server_becomes_a_dutch_sentence(error, words):
    assert words in explain(error)
