"""The access matrix: every path, every role."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse

from tests import house
from tests.access.matrix import MATRIX
from tests.access.rows import ROLES
from tests.urls import named_views
from tests.world import make_world

# The technical admin is Django's own; tests/members/accounts holds that only staff with a second factor get in.
OUTSIDE_THE_MATRIX = ("admin:",)


@pytest.fixture
def world(db, settings):
    return make_world(settings)


@pytest.fixture(params=ROLES)
def role(request):
    return request.param


def test_every_path_has_a_row():
    names = {name for name, _ in named_views(get_resolver()) if not name.startswith(OUTSIDE_THE_MATRIX)}

    assert {row.name for row in MATRIX} == names


WRITES_OF_THE_FRAME = ("django_session", '"cache"', "usersessions_usersession")


def writes(queries):
    """Return the statements that change rows, but for the session and the rate limits."""
    return [
        query["sql"][:200]
        for query in queries
        if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))
        and not any(table in query["sql"][:80] for table in WRITES_OF_THE_FRAME)
    ]


def inline_code(response):
    is_page = response.headers.get("Content-Type", "").startswith("text/html") and not response.streaming
    return house.inline_code(response.content.decode()) if is_page else []


def post(client, path):
    """Return the response; whatever the request changed is undone."""
    with transaction.atomic():
        response = client.post(path)
        transaction.set_rollback(True)
    return response


def test_each_role_gets_what_the_matrix_says(client, world, role, login):
    """Who gets in, whether a GET writes, and whether a page holds inline code: asked of the same answer.

    Every path is fetched, also those of which the matrix holds a POST.
    """
    if world.users[role]:
        login(world.users[role])

    statuses, wrote, inline = {}, {}, {}
    for row in MATRIX:
        path = reverse(row.name, args=row.url_args(world))
        with CaptureQueriesContext(connection) as queries:
            response = client.get(path)
        if changed := writes(queries):
            wrote[row.name] = changed
        if code := inline_code(response):
            inline[row.name] = code
        if row.method == "post":
            response = post(client, path)
        statuses[row.name, row.method] = response.status_code

    assert statuses == {(row.name, row.method): row.statuses[ROLES.index(role)] for row in MATRIX}
    assert wrote == {}
    assert inline == {}


def test_a_write_is_found(world):
    with CaptureQueriesContext(connection) as queries:
        world.circle.save()

    assert len(writes(queries)) == 1
