"""Two at once, for tests of a lock. See also: the fixture `meeting_point`, for the negative control."""

import threading

from django.db import DatabaseError, connections


def at_once(*calls):
    """Run the calls in threads that start together; return what each gave or raised."""
    start = threading.Barrier(len(calls))
    outcomes = [None] * len(calls)

    def run(number, call):
        try:
            start.wait(timeout=10)
            outcomes[number] = call()
        except Exception as problem:
            outcomes[number] = problem
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=item) for item in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return outcomes


def kinds(outcomes):
    """Name what `at_once` returned, sorted.

    The database refuses the second of two in more than one way: by a constraint or, where both wait for each other,
    by ending one of them as a deadlock. Which one it is depends on the moment, so they are one kind here.
    """
    return sorted("DatabaseError" if isinstance(one, DatabaseError) else type(one).__name__ for one in outcomes)
