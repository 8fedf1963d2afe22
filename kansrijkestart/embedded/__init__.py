"""PostgreSQL and Valkey for a machine that offers none: one's own computer, the demo, the tests.

Production sets DATABASE_URL and REDIS_URL; then nothing here starts anything.
"""

import os
from contextlib import ExitStack

from kansrijkestart.embedded.lease import Lease
from kansrijkestart.embedded.paths import VAR
from kansrijkestart.embedded.postgres import Postgres
from kansrijkestart.embedded.secrets import ensure_secrets
from kansrijkestart.embedded.valkey import Valkey

DATABASE = "portal"


def ensure(*, purpose="", database=DATABASE):
    """Start what the environment does not name, fill in DATABASE_URL and REDIS_URL, return the way to let go.

    Servers with another `purpose` (the tests) are other servers, in other folders.
    """
    # Without an address of its own this is somebody's own machine: then the demo is on, unless they say otherwise.
    own_machine = "DATABASE_URL" not in os.environ
    suffix = f"-{purpose}" if purpose else ""
    with ExitStack() as stack:
        if own_machine:
            ensure_secrets(VAR / "secrets")
            os.environ.setdefault("DEMO", "1")
            server = Postgres(VAR / f"pg{suffix}", durable=purpose != "test")
            hold(stack, server)
            server.ensure_database(database)
            os.environ["DATABASE_URL"] = server.url(database)
        if "REDIS_URL" not in os.environ:
            server = Valkey(VAR / f"kv{suffix}")
            hold(stack, server)
            os.environ["REDIS_URL"] = server.url
        return stack.pop_all().close


def hold(stack, server):
    lease = Lease(server, VAR)
    stack.callback(lease.drop)
    lease.take()
