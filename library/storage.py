"""Where uploaded files stand: outside the web root, under random names, readable for the portal alone."""

import uuid
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, storages
from django.utils.functional import cached_property

FOLDER = "bibliotheek"  # of MEDIA_ROOT, so that the backup holds it


class ClosedStorage(FileSystemStorage):
    """A storage without addresses: nobody gets a file but through the view that asks who they are."""

    def __init__(self):
        super().__init__(file_permissions_mode=0o600, directory_permissions_mode=0o700)

    @cached_property
    def base_location(self):
        return Path(settings.MEDIA_ROOT) / FOLDER

    def url(self, name):
        raise ValueError("A file of the library has no address of its own: library/views/files.py serves it.")


def closed_storage():
    return storages["library"]


def random_name(_version, _name):
    """Nothing of the name somebody gave a file reaches the disk, not even its ending."""
    key = uuid.uuid4().hex
    return f"{key[:2]}/{key}"
