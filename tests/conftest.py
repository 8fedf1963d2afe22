"""What every test stands on. The suite is strict by itself; see also tests/test_house_rules.py."""

import os
import threading
from contextlib import suppress

import factory
import pytest
from django.db import connection
from django.template import engines
from django.test import Client
from django.utils import timezone
from hypothesis import settings as hypothesis_settings

from members.accounts import demo, sessions
from tests.database import copy_of_migrated
from tests.members.factories import CircleFactory, MembershipFactory, UserFactory
from tests.races import SHORT

# Everywhere as in CI: the same examples each time, and no clock beside them.
hypothesis_settings.load_profile("ci")
# Numbers of one length: "Tafel 10" comes before "Tafel 9", so else it would matter how many were made before a test.
factory.Factory._setup_next_sequence = classmethod(lambda cls: 10_000)


def pytest_collection_modifyitems(items):
    """While one worker migrates (tests/database.py), the other does what needs no database.

    pytest-django, which comes first, put those at the end.
    """
    needs = [
        bool({"db", "transactional_db"} & set(item.fixturenames) or item.get_closest_marker("django_db"))
        for item in items
    ]
    asking = [item for item, needed in zip(items, needs, strict=True) if needed]
    items[:] = [*asking[:2], *(item for item, needed in zip(items, needs, strict=True) if not needed), *asking[2:]]


def pytest_collection_finish(session):
    """A template that is made while a test file is read comes before --fail-on-template-vars, and undoes it."""
    if "templates" in vars(engines):
        raise pytest.UsageError("A test file makes a template when it is imported: make it in the test.")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, django_db_blocker, request):
    option = request.config.getoption
    measured = option("cov_source", None) and not option("no_cov", False)
    with django_db_blocker.unblock():
        copy_of_migrated(os.environ.get("TEST_DATABASE_NAME", "test_run") if measured else None)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """End connections that outlived their test, so that the test database can be dropped.

    A thread of the live server keeps its connection until the browser lets go, and a process that a test killed
    leaves its backend behind. On a busy machine that takes longer than the five seconds PostgreSQL waits.
    """
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(autouse=True)
def mail_is_a_row(settings):
    """Django's test runner swaps the mail backend for its own; ours is what the portal runs with."""
    settings.MAILERS = {**settings.MAILERS, "default": {"BACKEND": "outbox.backend.OutboxBackend"}}


@pytest.fixture(autouse=True)
def files_beside(settings, tmp_path):
    """What a test uploads is gone with the test."""
    settings.MEDIA_ROOT = tmp_path / "media"


class PortalClient(Client):
    """Logs in without a password, but with what every real login leaves in the session."""

    def force_login(self, user, backend=None):
        super().force_login(user, backend)
        session = self.session
        sessions.begin(session, timezone.now())
        if user.is_demo:
            session[demo.SESSION_KEY] = True
        session.save()

    def request(self, **request):
        """Read a file to its end, as a browser does: only then the portal closes it."""
        response = super().request(**request)
        if response.streaming:
            response.streaming_content = [b"".join(response.streaming_content)]
        return response


@pytest.fixture
def client():
    return PortalClient()


@pytest.fixture
def network(db):
    return CircleFactory(network=True)


@pytest.fixture
def coordinator(network):
    return MembershipFactory(circle=network, leader=True).user


@pytest.fixture
def member(network):
    """Somebody of the network without any other role."""
    return MembershipFactory(circle=network).user


@pytest.fixture
def leader(db):
    """The leader of a coalition; `leader.memberships.get().circle` is theirs."""
    return MembershipFactory(leader=True).user


@pytest.fixture
def stranger(db):
    """An account without a current membership: has left, sees what a visitor sees."""
    return UserFactory()


@pytest.fixture
def login(client):
    """Log somebody in and return the client."""

    def _login(user):
        client.force_login(user)
        return client

    return _login


@pytest.fixture
def meeting_point(monkeypatch, request):
    """Make `name` in a module wait, after it looked, until as many threads as there are have looked too.

    With the lock only one thread gets that far, and the wait ends by itself; without it they all decide on
    what they saw before the others wrote. In a negative control (`test_without_...`, or with `locks=False`) all of
    them come, on a busy machine late: it waits longer.
    """
    is_control = request.node.name.startswith("test_without_")

    def install(module, name, threads=2, *, locks=not is_control):
        # Not for ever: where the first holds what the second writes, they never meet, and the wait is how it goes on.
        patience = SHORT if locks else 10
        original = getattr(module, name)
        barrier = threading.Barrier(threads)

        def waits(*args, **kwargs):
            answer = original(*args, **kwargs)
            with suppress(threading.BrokenBarrierError):
                barrier.wait(timeout=patience)
            return answer

        monkeypatch.setattr(module, name, waits)

    return install
