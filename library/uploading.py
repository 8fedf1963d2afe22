"""Keeping a file that was looked into: first the file, then its row, so that no row is ever without its file.

A process that dies in between leaves a file that nobody knows; library/retention.py clears those away.
"""

from contextlib import contextmanager

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from library import intervals
from library.extracting import READABLE_ENDINGS
from library.inspection.names import ending_of
from library.models import CheckState, Document, TextState, Version
from library.storage import closed_storage, random_name
from members.conflicts import lock


class SameFile(Exception):
    """This file is there already; `document` says where."""

    def __init__(self, document):
        super().__init__(document.title)
        self.document = document


def add_version(document, inspected, *, by, now, note="") -> Version:
    """Store the next version. It counts as looked at: whoever adds it knows that it holds."""
    with kept(inspected) as name, transaction.atomic():
        locked = lock(Document.objects.all(), document.pk)
        newest = locked.versions.exclude(check_state=CheckState.REFUSED).first()
        if newest and newest.sha256 == inspected.sha256:
            raise SameFile(locked)
        number = (locked.versions.aggregate(last=Max("number"))["last"] or 0) + 1
        version = store_version(locked, number, name, inspected, by=by, now=now, note=note)
        locked.reviewed_on = timezone.localdate(now)
        locked.review_on = intervals.next_review(locked.kind, locked.reviewed_on)
        locked.save_version(by=by, now=now)
    return version


def twin_of(inspected, circle):
    """The document of this circle whose newest version is this very file, if there is one."""
    same = Version.objects.filter(document__circle=circle, document__withdrawn_at=None, sha256=inspected.sha256)
    for version in same.exclude(check_state=CheckState.REFUSED).select_related("document"):
        if not version.document.versions.filter(number__gt=version.number).exists():
            return version.document
    return None


@contextmanager
def kept(inspected):
    """Put the file on the disk; take it away again when its row cannot be stored."""
    storage = closed_storage()
    inspected.file.seek(0)
    name = storage.save(random_name(None, None), inspected.file)
    try:
        yield name
    except BaseException:
        storage.delete(name)
        raise


def store_version(document, number, name, inspected, *, by, now, note=""):
    has_words = ending_of(inspected.name) in READABLE_ENDINGS
    return Version.objects.create(
        document=document,
        number=number,
        file=name,
        name=inspected.name,
        size=inspected.size,
        sha256=inspected.sha256,
        content_type=inspected.content_type,
        note=note,
        uploaded_by=by,
        uploaded_at=now,
        check_state=CheckState.WAITING if settings.CLAMD_URL else CheckState.UNSCANNED,
        # The privacy guard reads it first; in what holds no words there is nothing to read.
        text_state=TextState.WAITING if has_words else TextState.NONE,
        text_read_at=None if has_words else now,
    )
