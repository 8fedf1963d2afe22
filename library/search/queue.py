"""Working off what changed. Triggers fill the queue; this takes it, any number of times, beside itself."""

import datetime
from collections import defaultdict

import structlog
from django.db import transaction
from django.db.models import F

from library.search import indexing
from library.search.models import Changed
from library.search.sources import sources
from outbox.wake import wake as wake_task

logger = structlog.get_logger(__name__)

BATCH = 200
MOST_BATCHES = 2000  # of one run: the next one is on its way
MOST_TRIES = 8
TASK = "library.tasks.index_changes"


def wake():
    """Say that something may have changed; without it the timetable looks by itself."""
    wake_task(TASK)


def work_off(now) -> int:
    """Bring the index up to date; return how many changes were worked off."""
    done = 0
    for _ in range(MOST_BATCHES):
        taken = work_off_batch(now)
        done += taken
        if taken < BATCH:
            break
    return done


@transaction.atomic
def work_off_batch(now):
    """Take some changes, write what came of them, and take them off the queue: all of it or nothing."""
    changes = list(Changed.objects.exclude(due_at__gt=now).select_for_update(skip_locked=True).order_by("pk")[:BATCH])
    if not changes:
        return 0
    indexing.lock({(change.kind, change.object_id) for change in changes})
    by_kind = defaultdict(list)
    for change in changes:
        by_kind[change.kind].append(change)
    seen: set[str] = set()
    for kind, group in by_kind.items():
        renew_group(kind, group, seen, now)
    indexing.keep_words(seen)
    return len(changes)


def renew_group(kind, changes, seen, now):
    """Write a group at once; where that fails one by one, so that one broken thing holds up no other."""
    if kind not in sources:  # an app that left
        Changed.objects.filter(pk__in=[change.pk for change in changes]).delete()
        return
    if attempt(kind, changes, seen):
        return
    for change in changes:
        if not attempt(kind, [change], seen):
            put_off(change, now)


def attempt(kind, changes, seen):
    words: set[str] = set()
    try:
        with transaction.atomic():
            indexing.renew(kind, sorted({change.object_id for change in changes}), words)
            Changed.objects.filter(pk__in=[change.pk for change in changes]).delete()
    except Exception as error:  # whatever an app's own code may raise
        logger.warning("search_source_failed", kind=kind, changes=len(changes), error=repr(error)[:200])
        return False
    seen |= words
    return True


def put_off(change, now):
    """Try again later, ever later; in the end give up: `rebuild_search` finds it again."""
    if change.tries + 1 >= MOST_TRIES:
        logger.error("search_change_given_up", kind=change.kind, object_id=change.object_id)
        change.delete()
        return
    Changed.objects.filter(pk=change.pk).update(
        tries=F("tries") + 1, due_at=now + datetime.timedelta(minutes=2**change.tries)
    )
