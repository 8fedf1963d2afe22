"""The test database is a copy of one that is already migrated: a run of one test starts in seconds, not a minute.

Migrating takes most of a minute of processor time. It is done once for as long as the migrations stay the same, and
each worker copies. Where coverage is measured it is done once for the run: migrations run code of ours too.
"""

import hashlib
from contextlib import contextmanager, suppress

from django.conf import settings
from django.db import ProgrammingError, connection
from django.db.utils import OperationalError

from tests.house import ROOT

KEPT = "migrated_"
# One at a time makes it; the others wait and then find it. Any number will do.
TURN = 7_110_427


def copy_of_migrated(run):
    """Let Django make the test database from a migrated one.

    :param run: the name of this run where it migrates for itself; None takes what an earlier run left behind.
    """
    name = f"{run}_migrated" if run else KEPT + fingerprint()
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [TURN])
        if name not in databases(cursor):
            if not run:
                drop_kept(cursor)
            with renamed(f"{name}_draft") as draft:
                connection.creation.create_test_db(verbosity=0, autoclobber=True)
                connection.close()
            cursor.execute(f'ALTER DATABASE "{draft}" RENAME TO "{name}"')
    settings.DATABASES["default"]["TEST"] |= {"TEMPLATE": name, "MIGRATE": False}


@contextmanager
def renamed(name):
    """Have the test database be called `name` for a moment."""
    ours, test = settings.DATABASES["default"], connection.settings_dict["TEST"]
    before, test_before = ours["NAME"], test["NAME"]
    test["NAME"] = name
    yield name
    test["NAME"] = test_before
    ours["NAME"] = connection.settings_dict["NAME"] = before


def databases(cursor):
    cursor.execute("SELECT datname FROM pg_database")
    return {name for (name,) in cursor.fetchall()}


def drop_kept(cursor):
    """Drop what belongs to other migrations. One that is being copied at this moment stays."""
    for name in databases(cursor):
        if name.startswith(KEPT):
            with suppress(OperationalError, ProgrammingError):
                cursor.execute(f'DROP DATABASE "{name}"')


def fingerprint():
    """Change with every migration, every release of a library, and every app."""
    settled = [ROOT / "requirements" / "dev.txt", ROOT / "kansrijkestart" / "settings.py"]
    total = hashlib.sha256()
    for file in sorted([*ROOT.glob("*/migrations/*.py"), *settled]):
        total.update(file.relative_to(ROOT).as_posix().encode() + file.read_bytes())
    return total.hexdigest()[:16]
