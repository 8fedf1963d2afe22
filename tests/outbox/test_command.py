"""`manage.py dispatch_mail` as what it is: a process that can be killed."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from urllib.parse import quote, urlencode

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from kansrijkestart.embedded.paths import ROOT
from outbox.models import Email
from tests.outbox.factories import EmailFactory
from tests.races import LONG


def start(sink, *options):
    database = connection.settings_dict
    url = f"postgres://{quote(database['USER'])}:{quote(database['PASSWORD'])}@/{quote(database['NAME'])}"
    environment = os.environ | {
        "DATABASE_URL": f"{url}?{urlencode({'host': database['HOST'], 'port': database['PORT'] or '5432'})}",
        "REDIS_URL": "redis://127.0.0.1:9",
        "DEMO": "1",
        "SMTP_HOST": "127.0.0.1",
        "SMTP_PORT": str(sink.port),
    }
    command = [sys.executable, "manage.py", "dispatch_mail", *options]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def end(process):
    out, errors = process.communicate(timeout=LONG)
    return process.returncode, out, errors


@pytest.mark.django_db
def test_once_delivers_and_says_how_many(sink, capsys):
    EmailFactory.create_batch(2)
    EmailFactory(inflight_since=timezone.now() - timedelta(minutes=6), attempts=1)

    call_command("dispatch_mail", once=True)

    assert capsys.readouterr().out == "3 verstuurd\n"


@pytest.mark.django_db(transaction=True)
def test_killed_before_it_could_mark_it_loses_nothing(sink):
    """SIGKILL at the worst moment: the mail server has the mail, the dispatcher has not heard it yet."""
    EmailFactory.create_batch(5)
    process = start(sink)
    sink.on_mail = lambda: len(sink.received) == 3 and process.kill()

    assert end(process)[0] == -signal.SIGKILL
    assert Email.objects.filter(state="sent").count() == 2
    assert Email.objects.filter(state="in_flight").count() == 3
    sink.on_mail = lambda: None
    time.sleep(0.1)
    code, out, errors = end(start(sink, "--once", "--hold", "0.1"))

    assert (code, out) == (0, "3 verstuurd\n"), errors
    assert Email.objects.filter(state="sent").count() == 5
    assert len(sink.received) == 6
    assert len(set(sink.received)) == 5


@pytest.mark.django_db(transaction=True)
def test_asked_to_stop_it_finishes_the_mail_and_puts_the_rest_back(sink):
    EmailFactory.create_batch(5)
    process = start(sink)
    sink.on_mail = lambda: len(sink.received) == 2 and process.terminate()

    code, _out, errors = end(process)

    assert code == 0, errors
    assert len(sink.received) in {2, 3}  # the signal may come just after the next has begun
    assert Email.objects.filter(state="sent").count() == len(sink.received)
    assert Email.objects.filter(state="waiting", attempts=0).count() == 5 - len(sink.received)


@pytest.mark.django_db(transaction=True)
def test_it_keeps_looking_for_new_mail(sink):
    process = start(sink)
    for expected in (1, 2):
        EmailFactory()
        deadline = time.monotonic() + LONG
        while len(sink.received) < expected and time.monotonic() < deadline:
            time.sleep(0.05)
    process.terminate()

    assert end(process)[0] == 0
    assert len(sink.received) == 2
