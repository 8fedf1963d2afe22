"""Two at once, for tests of a lock. See also: the fixture `meeting_point`, for the negative control."""

import threading
import time

from django.db import DatabaseError, connection, connections

# Seconds to wait for what surely comes: more than the slowest machine needs, and over as soon as it came.
LONG = 120
# Seconds to wait for what must not come, where a lock holds it up. Too short only makes such a test see less.
SHORT = 0.5


def at_once(*calls):
    """Run the calls in threads that start together; return what each gave or raised."""
    start = threading.Barrier(len(calls))
    outcomes = [None] * len(calls)

    def run(number, call):
        try:
            start.wait(timeout=LONG)
            outcomes[number] = call()
        except Exception as problem:
            outcomes[number] = problem
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=item) for item in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=LONG)
    return outcomes


def wait_in_transaction(event):
    """Wait until `event` came, or until somebody waits for what this transaction locked."""
    end = time.monotonic() + LONG
    with connection.cursor() as cursor:
        while not event.wait(0.02) and time.monotonic() < end:
            cursor.execute(
                "SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
            )
            if cursor.fetchone():
                return


def kinds(outcomes):
    """Name what `at_once` returned, sorted.

    The database refuses the second of two in more than one way: by a constraint or, where both wait for each other,
    by ending one of them as a deadlock. Which one it is depends on the moment, so they are one kind here.
    """
    return sorted("DatabaseError" if isinstance(one, DatabaseError) else type(one).__name__ for one in outcomes)
