"""What happens to a document after it was added: replaced by another, withdrawn, put back."""

from django.db import transaction

from library.models import Document
from members.conflicts import lock


def supersede(document, *, by_document, by, now) -> bool:
    """Point readers to the document that took its place. False when that one was replaced or withdrawn meanwhile."""
    with transaction.atomic():
        # Both rows, in one order: two people who replace each other's document must not wait for ever.
        pks = [document.pk, by_document.pk]
        rows = Document.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=pks).order_by("pk")
        found = {row.pk: row for row in rows}
        old, new = found[document.pk], found.get(by_document.pk)
        if new is None or new.superseded_by_id or new.withdrawn_at:
            return False
        old.superseded_by = new
        old.save_version(by=by, now=now)
    return True


def restore_from(document, *, by, now):
    """It holds again: take the pointer to the other document away."""
    _change(document, by=by, now=now, superseded_by=None)


def withdraw(document, *, by, now):
    """Nobody reads it any more; for 30 days it can be put back (library/retention.py)."""
    _change(document, by=by, now=now, withdrawn_at=now)


def put_back(document, *, by, now):
    _change(document, by=by, now=now, withdrawn_at=None)


def _change(document, *, by, now, **values):
    with transaction.atomic():
        row = lock(Document.objects.all(), document.pk)
        for name, value in values.items():
            setattr(row, name, value)
        row.save_version(by=by, now=now)
