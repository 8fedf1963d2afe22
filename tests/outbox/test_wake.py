import socket
import threading
import time
from contextlib import contextmanager, suppress

import pytest
from celery import current_app

from kansrijkestart.embedded.valkey import Valkey
from outbox import wake as waking
from outbox.models import Email
from outbox.tasks import deliver_mail, sweep_mail
from tests.outbox.factories import EmailFactory
from tests.outbox.sink import free_port
from tests.races import LONG


@pytest.fixture(autouse=True)
def listening_again(monkeypatch):
    monkeypatch.setattr(waking, "_deaf_until", 0.0)


@pytest.fixture
def broker(settings):
    """Point the portal at another broker; Celery itself keeps to the tests' memory."""

    def _broker(url):
        settings.REDIS_URL = settings.CELERY_BROKER_URL = url

    return _broker


@contextmanager
def hung_broker():
    """Takes connections and never says a word; gives its address, and how often it was called since it was asked."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)

        def calls():
            count = 0
            with suppress(BlockingIOError):
                while True:
                    server.accept()[0].close()
                    count += 1
            return count

        yield f"redis://127.0.0.1:{server.getsockname()[1]}/0", calls


def seconds(function):
    start = time.monotonic()
    function()
    return time.monotonic() - start


def test_real_broker_is_asked_whether_it_answers(broker, settings, tmp_path, monkeypatch):
    server = Valkey(tmp_path / "kv")
    server.start()
    try:
        monkeypatch.setattr(waking, "PATIENCE", LONG)  # this one does answer, on a busy machine late
        broker(server.url.replace("unix://", "redis+socket://"))
        settings.REDIS_URL = server.url

        waking.knock()
    finally:
        server.stop()


def test_wake_queues_a_run_of_the_dispatcher():
    with current_app.connection_for_read() as connection:
        queue = connection.SimpleQueue("celery")
        queue.clear()

        waking.wake()

        message = queue.get(block=False)
        message.ack()
        assert message.headers["task"] == deliver_mail.name == "outbox.tasks.deliver_mail"
        queue.close()


@pytest.mark.django_db(transaction=True)
def test_mail_is_queued_while_the_broker_refuses(broker, letter, monkeypatch):
    broker(f"redis://127.0.0.1:{free_port()}/0")
    tried = []  # by Celery's own client, which does so ten times
    monkeypatch.setattr(current_app, "send_task", lambda *args, **options: tried.append(args))

    letter().send()

    assert (tried, Email.objects.count()) == ([], 1)


@pytest.mark.django_db(transaction=True)
def test_mail_is_queued_quickly_while_the_broker_hangs(broker, letter):
    with hung_broker() as (url, calls):
        broker(url)

        assert waking.PATIENCE <= seconds(letter().send) < waking.QUIET
        assert calls() == 1

    assert Email.objects.count() == 1


def test_broker_that_did_not_answer_is_left_alone_for_a_while(broker, monkeypatch):
    monkeypatch.setattr(waking, "QUIET", LONG)
    with hung_broker() as (url, calls):
        broker(url)
        for _ in range(20):
            waking.wake()
        assert calls() == 1

        monkeypatch.setattr(waking, "_deaf_until", time.monotonic() - 1)
        assert seconds(waking.wake) >= waking.PATIENCE
        assert calls() == 1


@pytest.mark.django_db
def test_tasks_deliver_and_sweep(sink):
    EmailFactory()
    deliver_mail()

    assert len(sink.received) == 1
    sweep_mail()
    assert Email.objects.get().state == "sent"


def test_every_thread_calls_our_own_broker():
    found = []
    thread = threading.Thread(target=lambda: found.append(current_app.main))
    thread.start()
    thread.join()

    assert found == ["kansrijkestart"]


def test_timetable_knows_the_tasks():
    from kansrijkestart.celery import app

    assert {"outbox.tasks.deliver_mail", "outbox.tasks.sweep_mail"} <= {
        entry["task"] for entry in app.conf.beat_schedule.values()
    }
    assert {deliver_mail.name, sweep_mail.name} <= set(app.tasks)
