"""Writing the index: what a thing says now takes the place of what stood there, and nothing is written twice."""

import hashlib
import uuid
from collections import Counter

from django.db import connection, transaction

from language.words import words
from library.search.analysis import VERSION, heading, lexemes, vector
from library.search.models import Entry, Word
from library.search.sources import sources

CHUNK = 500
COMPARED = ("group_id", "title", "context", "url", "digest", "body_id", "moment", "low_from", "note", "analysis")
KEPT = (*COMPARED, "text", "heading", "vector")
# Shorter words are not corrected: nearly everything is like them.
SHORTEST_WORD = 4


def renew(kind: str, object_ids: list[int], seen: set[str]) -> Counter:
    """Make the entries of these things say what the things say now; what is gone goes. Words seen come in `seen`."""
    source = sources[kind]
    wanted, parts = {}, {}
    for thing in source.objects().filter(pk__in=object_ids):
        for part in source.parts(thing):
            wanted[thing.pk, part.number] = entry(kind, thing.pk, part)
            parts[thing.pk, part.number] = part
    standing = {
        (one.object_id, one.part): one
        for one in Entry.objects.filter(kind=kind, object_id__in=object_ids).defer("text", "heading", "vector")
    }
    gone = [one.pk for key, one in standing.items() if key not in wanted]
    fresh = [one for key, one in wanted.items() if differs(one, standing.get(key))]
    for one in fresh:
        part = parts[one.object_id, one.part]
        one.heading = heading(one.title) if part.is_found_by_title else None
        one.vector = vector(found_by(one.title, part))
    Entry.objects.filter(pk__in=gone).delete()
    Entry.objects.bulk_create(
        fresh, update_conflicts=True, unique_fields=["kind", "object_id", "part"], update_fields=KEPT, batch_size=CHUNK
    )
    seen.update(word for one in fresh for word in words(found_by(one.title, parts[one.object_id, one.part])))
    return Counter(written=len(fresh), removed=len(gone))


def entry(kind, object_id, part):
    return Entry(
        kind=kind,
        object_id=object_id,
        part=part.number,
        group_id=part.group or object_id,
        title=part.title[:200],
        context=part.context[:200],
        url=part.url,
        text="" if part.body else part.text,
        body_id=part.body,
        digest=digest(found_by("", part)),
        moment=part.moment,
        low_from=part.low_from,
        note=part.note,
        analysis=VERSION,
    )


def found_by(title, part):
    return "\n".join([title if part.is_found_by_title else "", part.text, part.also])


def digest(text):
    return uuid.UUID(bytes=hashlib.md5(text.encode(), usedforsecurity=False).digest())


def differs(new, old):
    return old is None or any(getattr(new, name) != getattr(old, name) for name in COMPARED)


def keep_words(seen: set[str]):
    """Remember how words are written. In one order, so that two tasks never wait for each other."""
    fresh = sorted(word for word in seen if len(word) >= SHORTEST_WORD and word.isalpha())
    Word.objects.bulk_create(
        [Word(word=word, stem=lexemes(word)[0][:60]) for word in fresh if lexemes(word)],
        ignore_conflicts=True,
        batch_size=2000,
    )


def lock(keys: set[tuple[str, int]]):
    """Wait until nobody else writes about these things; until the end of the transaction they are ours.

    Without it a task that read before a change could write after one that read what came of it.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(number) FROM unnest(%s::bigint[]) AS number",
            [sorted({number_of(*key) for key in keys})],
        )


def number_of(kind, object_id):
    """A number for the lock: the kinds side by side, in one order everywhere. Two alike only wait for each other."""
    return int.from_bytes(kind.encode()[:3].rjust(3), "big") << 32 | object_id & 0xFFFFFFFF


def rebuild() -> Counter:
    """Go through everything that can be found. A second time nothing changes."""
    count = Counter()
    for source in sources.values():
        ids = list(source.objects().order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(ids), CHUNK):
            count += renew_locked(source.kind, ids[start : start + CHUNK])
        gone = Entry.objects.filter(kind=source.kind).exclude(object_id__in=source.objects().values("pk"))
        count["removed"] += gone.delete()[0]
    count["removed"] += Entry.objects.exclude(kind__in=sources).delete()[0]
    return count


@transaction.atomic
def renew_locked(kind, object_ids):
    lock({(kind, pk) for pk in object_ids})
    seen: set[str] = set()
    count = renew(kind, object_ids, seen)
    keep_words(seen)
    return count


def forget_words() -> int:
    """Take away what stands in no entry any more: a name that is gone everywhere is gone here too."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM library_word WHERE NOT stem IN (SELECT word FROM ts_stat('SELECT vector FROM library_entry'))"
        )
        return cursor.rowcount
