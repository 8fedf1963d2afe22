"""A mail with a guard: asked at the moment it leaves, and what it locked stays locked until it left."""

import datetime
import threading
import time
from types import SimpleNamespace

import pytest
from django.db import connection, transaction
from django.utils import timezone

from outbox import guards, leaving
from outbox.dispatch import drain
from outbox.guards import Verdict
from outbox.messages import Category
from outbox.models import Email
from outbox.smtp import data
from tests.outbox.factories import EmailFactory
from tests.races import LONG


@pytest.fixture
def verdicts(monkeypatch):
    """What the guard of kind "proef" answers, by what the mail is about."""
    said = {}
    monkeypatch.setattr(guards, "_guards", {})
    guards.register("proef", lambda about, now: said[about])
    return said


@pytest.mark.django_db
def test_a_mail_leaves_when_its_guard_says_so(sink, verdicts):
    verdicts["1:a"] = Verdict.SEND
    EmailFactory(guard="proef:1:a", to="een@voorbeeld.invalid")
    EmailFactory(to="twee@voorbeeld.invalid")

    assert drain() == 2

    assert sorted(sink.addresses) == ["een@voorbeeld.invalid", "twee@voorbeeld.invalid"]
    assert set(Email.objects.values_list("state", flat=True)) == {"sent"}


@pytest.mark.django_db
def test_a_guarded_private_mail_is_wiped_when_it_left(sink, verdicts, letter):
    verdicts["1"] = Verdict.SEND
    letter(category=Category.SURVEY, guard="proef:1").send()

    drain()

    mail = Email.objects.get()
    assert (mail.state, bytes(mail.mime)) == ("sent", b"")


@pytest.mark.django_db
def test_a_needless_mail_goes_and_the_others_leave(sink, verdicts):
    verdicts["1"] = Verdict.NEVER
    EmailFactory(guard="proef:1")
    EmailFactory(to="twee@voorbeeld.invalid")

    assert drain() == 1

    assert sink.addresses == ["twee@voorbeeld.invalid"]
    assert Email.objects.get().to == "twee@voorbeeld.invalid"


@pytest.mark.django_db
@pytest.mark.parametrize("guard", ["proef:1", "onbekend:1"])
def test_a_mail_that_has_to_wait_costs_no_attempt(sink, verdicts, guard):
    verdicts["1"] = Verdict.LATER
    EmailFactory(guard=guard)
    now = timezone.now() + datetime.timedelta(seconds=1)

    assert drain(clock=lambda: now) == 0

    mail = Email.objects.get()
    assert (mail.state, mail.attempts, mail.next_attempt_at) == ("waiting", 0, now + guards.BREATH)
    verdicts["1"] = Verdict.SEND
    guards.register("onbekend", lambda about, now: Verdict.SEND)
    assert drain(clock=lambda: now + guards.BREATH) == 1


@pytest.mark.django_db
def test_a_guarded_mail_that_is_refused_bounces_as_any_other(sink, verdicts):
    verdicts["1"] = Verdict.SEND
    EmailFactory(guard="proef:1", to="weg@voorbeeld.invalid")
    sink.answers["weg@voorbeeld.invalid"] = "550 5.1.1 No such user"

    assert drain() == 0

    assert Email.objects.get().state == "bounced"


@pytest.mark.django_db
def test_without_a_mail_server_the_guard_is_not_even_asked(no_mail_server, verdicts):
    EmailFactory(guard="proef:never-asked")

    assert drain() == 0

    assert Email.objects.get().state == "waiting"


@pytest.mark.django_db(transaction=True)
def test_whoever_submits_does_not_wait_for_a_slow_mail_server(sink, monkeypatch):
    """The server answers only after somebody else got the row that the guard locked."""
    mine = EmailFactory(guard="slot:1")
    monkeypatch.setattr(leaving, "TO_ANSWER", 0.05)
    looked, answers = threading.Event(), leaving.answers
    monkeypatch.setattr(leaving, "answers", lambda sock: looked.wait(LONG) and answers(sock))
    monkeypatch.setattr(guards, "_guards", {"slot": lambda about, now: lock() and Verdict.SEND})
    rows = Email.objects.filter(pk=mine.pk)
    free = []

    def lock():
        return list(rows.select_for_update(skip_locked=True))

    def wait_for_it():
        end = time.monotonic() + LONG
        with transaction.atomic():
            free.append(bool(lock()))
        looked.set()  # only from here the time counts that the lock stays
        while not free[-1] and time.monotonic() < end:
            with transaction.atomic():
                free.append(bool(lock()))
        connection.close()

    def answer_late():  # Django asks nothing of a database in the thread of the mail server
        waiting = threading.Thread(target=wait_for_it)
        waiting.start()
        waiting.join()

    sink.on_mail = answer_late

    assert drain() == 1

    assert (free[0], free[-1]) == (False, True)
    mine.refresh_from_db()
    assert mine.state == "sent"


def test_a_server_gets_half_a_second_to_listen_to_a_guarded_mail():
    seconds = []
    sock = SimpleNamespace(gettimeout=lambda: 30, settimeout=seconds.append)
    line = SimpleNamespace(sock=sock, docmd=lambda command: (451, b"later"))  # and no `send`

    assert data(line, b"x", leave=None) == (451, b"later")

    assert seconds == [leaving.TO_LISTEN, 30]
