"""An import beside another, and beside somebody who saves."""

import threading
import time

import pytest
from django.db import transaction
from django.utils import timezone

from coalitions.directory import importing
from coalitions.models import ImportDraft, Organisation
from members.conflicts import lock
from members.models import User
from tests.races import LONG, at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def draft(data_editor, kraamzorg):
    content = b"naam;telefoon\nIsis Kraamzorg;0582222222\n"
    return importing.upload(content, name="x.csv", by=data_editor, now=timezone.now())


def test_confirming_at_once_confirms_once(data_editor, kraamzorg, draft):
    seen = importing.plan(draft).fingerprint

    def confirm_it():
        mine = ImportDraft.objects.get(pk=draft.pk)
        importing.confirm(mine, seen=seen, by=User.objects.get(pk=data_editor.pk), now=timezone.now())
        return "done"

    outcomes = at_once(*[confirm_it] * 3)

    kraamzorg.refresh_from_db()
    assert outcomes == ["done"] * 3
    assert (kraamzorg.version, kraamzorg.changes.count()) == (2, 1)


def test_who_is_saving_during_an_import_loses_nothing(data_editor, kraamzorg, draft):
    """Without the lock on the table the import reads what stood there before, and writes over what is being saved."""
    seen = importing.plan(draft).fingerprint
    locked = threading.Event()

    def save_slowly():
        with transaction.atomic():
            row = lock(Organisation.objects.all(), kraamzorg.pk)
            locked.set()
            time.sleep(1)
            row.phone = "058 3333333"
            row.save_version(by=None, now=timezone.now())
        return "saved"

    def confirm_it():
        locked.wait(timeout=LONG)
        importing.confirm(draft, seen=seen, by=data_editor, now=timezone.now())

    saved, refused = at_once(save_slowly, confirm_it)

    kraamzorg.refresh_from_db()
    assert (saved, type(refused)) == ("saved", importing.Moved)
    assert (kraamzorg.phone, kraamzorg.version) == ("058 3333333", 2)
