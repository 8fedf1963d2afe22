"""Start the servers of the tests before pytest-django reads the settings; a conftest would come too late.

Loaded by `-p` in pyproject.toml.
"""

import os

import pytest

from kansrijkestart import embedded
from kansrijkestart.embedded.paths import VAR
from kansrijkestart.embedded.postgres import Postgres
from kansrijkestart.embedded.secrets import ensure_secrets

PREFIX = "test_run_"


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config):
    """A wrapper runs before every plain hook, so before the settings are read.

    The workers of xdist find the addresses in the environment that they inherit.
    """
    ensure_secrets(VAR / "secrets")
    if "DATABASE_URL" not in os.environ:
        early_config.add_cleanup(embedded.ensure(purpose="test"))
        # Two runs at once share the server, not the database.
        os.environ["TEST_DATABASE_NAME"] = f"{PREFIX}{os.getpid()}"
        drop_leftovers(Postgres(VAR / "pg-test", durable=False))
    return (yield)


def drop_leftovers(server):
    """Drop what killed runs left behind: databases that carry the number of a process that is gone."""
    for name in server.databases():
        run = name.removeprefix(PREFIX).partition("_")[0]
        if name.startswith(PREFIX) and not is_alive(int(run)):
            server.drop_database(name)


def is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
