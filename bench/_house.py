"""A portal of its own for one benchmark: embedded servers, an empty database, gone afterwards."""

import os
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

from psycopg import connect, sql

from kansrijkestart import embedded


@contextmanager
def own_database():
    """Set DATABASE_URL to a fresh, migrated database on a durable server, set Django up, and drop it at the end."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kansrijkestart.settings")
    let_go = embedded.ensure(purpose="bench")
    server, name = os.environ["DATABASE_URL"], f"bench_{os.getpid()}"
    os.environ["DATABASE_URL"] = urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    try:
        statement(server, "CREATE DATABASE {}", name)
        try:
            prepare()
            yield
        finally:
            statement(server, "DROP DATABASE {} WITH (FORCE)", name)
    finally:
        os.environ["DATABASE_URL"] = server
        let_go()


def statement(server, text, name):
    with connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL(text).format(sql.Identifier(name)))


def prepare():
    # Django reads its settings here, so everything of Django is imported after this.
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
