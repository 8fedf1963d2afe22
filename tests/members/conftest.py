import datetime

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
def celery_eager():
    """What a task queues, runs at once."""
    celery_app.conf.task_always_eager = True
    yield
    celery_app.conf.task_always_eager = False
