"""Several dispatchers beside each other: each mail leaves once. With a negative control."""

import threading

import pytest
from django.db import connection, transaction
from django.utils import timezone

from outbox import dispatch
from outbox.dispatch import drain
from outbox.models import EmailQuerySet
from tests.outbox.factories import EmailFactory
from tests.races import LONG, at_once, wait_in_transaction


def two_claims():
    """What two dispatchers get when the second claims while the first has not committed yet."""
    first_has_claimed, second_has_claimed = threading.Event(), threading.Event()

    def first():
        with transaction.atomic():
            claimed = dispatch.claim(timezone.now(), 10, None)
            first_has_claimed.set()
            wait_in_transaction(second_has_claimed)
        return claimed

    def second():
        first_has_claimed.wait(LONG)
        claimed = dispatch.claim(timezone.now(), 10, None)
        second_has_claimed.set()
        return claimed

    return [{mail.pk for mail in claimed} for claimed in at_once(first, second)]


@pytest.mark.django_db(transaction=True)
def test_two_dispatchers_take_different_mails():
    EmailFactory.create_batch(15)

    first, second = two_claims()

    assert (len(first), len(second)) == (10, 5)
    assert not first & second


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_they_would_take_the_same(monkeypatch):
    EmailFactory.create_batch(15)
    monkeypatch.setattr(EmailQuerySet, "select_for_update", lambda self, **options: self)

    first, second = two_claims()

    assert first & second


@pytest.mark.django_db(transaction=True)
def test_four_dispatchers_send_each_mail_once(sink):
    EmailFactory.create_batch(60)

    sent = at_once(*[lambda: drain(batch=5)] * 4)

    assert sum(sent) == 60
    assert len(sink.addresses) == len(set(sink.addresses)) == 60


@pytest.mark.django_db(transaction=True)
def test_marks_do_not_wait_for_the_disk_and_others_do(sink):
    EmailFactory()
    seen = []

    def setting():
        with connection.cursor() as cursor:
            cursor.execute("SHOW synchronous_commit")
            return cursor.fetchone()[0]

    before = setting()
    drain(stopping=lambda: seen.append(setting()) or False)

    assert set(seen) == {"off"}
    assert setting() == before
