"""What is thrown away here, and when. See also: kansrijkestart/retention/."""

from datetime import timedelta

import structlog

from library import set_aside
from library.models import Document, Version
from library.storage import closed_storage

logger = structlog.get_logger(__name__)

WITHDRAWN = timedelta(days=30)
# A file without a row may be one that is being stored at this moment.
UNKNOWN_FILE = timedelta(days=1)
# So many files at once that nobody knows: then it is rather the database that is not the right one.
MOST_UNKNOWN = 100


class TooManyUnknownFiles(Exception):
    pass


def purge(now) -> dict[str, int]:
    """Delete withdrawn documents; their files go with `purge_files`, when it is certain that the rows are gone."""
    past = Document.objects.filter(withdrawn_at__lt=now - WITHDRAWN)
    return {"documents": set_aside.leave_out(past).delete()[0]}


def purge_files(now) -> dict[str, int]:
    """Remove files that no version knows: of purged documents, and of uploads that died half-way."""
    storage = closed_storage()
    old = [name for name in files(storage) if storage.get_modified_time(name) < now - UNKNOWN_FILE]
    known = set(Version.objects.values_list("file", flat=True))
    unknown = [name for name in old if name not in known]
    if len(unknown) > MOST_UNKNOWN and len(unknown) * 2 > len(old):
        raise TooManyUnknownFiles(f"{len(unknown)} of {len(old)} files are not in the database; nothing is removed")
    for name in unknown:
        storage.delete(name)
    return {"files": len(unknown)}


def files(storage):
    if not storage.exists(""):
        return
    for folder in storage.listdir("")[0]:
        for name in storage.listdir(folder)[1]:
            yield f"{folder}/{name}"
