import datetime
import threading
from contextlib import suppress

import pytest
from celery import current_app as celery_app
from django.utils import timezone

from outbox.models import Email
from tests.members.factories import CircleFactory, MembershipFactory


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def yesterday(today):
    return today - datetime.timedelta(days=1)


@pytest.fixture
def circle(db):
    return CircleFactory(name="Coalitie Waadhoeke")


@pytest.fixture
def leadership(circle):
    """Who leads `circle`: `leadership.user`."""
    return MembershipFactory(circle=circle, leader=True, user__name="Lieke Leider")


@pytest.fixture
def partnership(circle):
    """Somebody else who is in `circle`."""
    return MembershipFactory(circle=circle, user__name="Pier Partner")


@pytest.fixture
def mailed(db):
    """Who was mailed what, oldest first: (address, subject)."""
    return lambda: list(Email.objects.order_by("pk").values_list("to", "subject"))


@pytest.fixture
def said():
    """The notices on the page that a redirect led to."""
    return lambda response: [str(message) for message in response.context["messages"]]


@pytest.fixture
def meeting_point(monkeypatch):
    """Make `name` in a module wait, after it looked, until as many threads as there are have looked too.

    With the lock only one thread gets that far, and the wait ends by itself; without it they all decide on
    what they saw before the others wrote.
    """

    def install(module, name, threads=2):
        original = getattr(module, name)
        barrier = threading.Barrier(threads)

        def waits(*args, **kwargs):
            answer = original(*args, **kwargs)
            with suppress(threading.BrokenBarrierError):
                barrier.wait(timeout=0.5)
            return answer

        monkeypatch.setattr(module, name, waits)

    return install


@pytest.fixture
def celery_eager():
    """What a task queues, runs at once."""
    celery_app.conf.task_always_eager = True
    yield
    celery_app.conf.task_always_eager = False
