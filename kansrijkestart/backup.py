"""Backups that prove themselves: each one is restored into a scratch database and compared before it counts.

A backup is a folder: database.dump, media/, and manifest.json with what must come out of it again.
See also: docs/beheer.md and the commands `backup` and `restore`.
"""

import contextlib
import datetime
import hashlib
import json
import os
import shutil
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from kansrijkestart import postgres_tools as postgres
from kansrijkestart.postgres_tools import BackupError

KEEP = datetime.timedelta(days=35)
NAME = "%Y%m%d-%H%M%S"
DUMP = "database.dump"
MANIFEST = "manifest.json"
# Filled by migrate itself, so no sign that somebody's work is in a database.
FILLED_BY_MIGRATE = {"auth_permission", "django_content_type", "django_migrations"}


def create(folder, now):
    """Make a backup, prove it, and return its folder. It gets its name only when it is whole."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = folder / f".{now:{NAME}}.{os.getpid()}"
    draft.mkdir(mode=0o700)
    try:
        tables = dump_database(draft / DUMP)
        copy_media(draft / "media")
        manifest = {
            "made_at": now.isoformat(),
            "release": settings.RELEASE,
            "is_demo": is_demo(),
            "migrations": sorted(".".join(key) for key in MigrationLoader(connection).applied_migrations),
            "tables": tables,
            "files": fingerprints(draft),
        }
        (draft / MANIFEST).write_text(json.dumps(manifest, indent=1))
        verify(draft)
        made = draft.rename(folder / f"{now:{NAME}}")
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return made


def dump_database(path):
    """Dump, and return the sums of the very same moment, whatever people write meanwhile."""
    address = postgres.address_of(connection.settings_dict)
    with postgres.session(address) as reader:
        reader.execute("set transaction isolation level repeatable read, read only")
        (snapshot,) = reader.execute("select pg_export_snapshot()").fetchone()
        left_out = [f"--exclude-table-data={name}" for name in postgres.FLEETING]
        options = ["--format=custom", "--no-owner", "--no-privileges", *left_out]
        postgres.run("pg_dump", address, *options, f"--snapshot={snapshot}", f"--file={path}")
        return postgres.sums(reader)


def copy_media(place):
    """Copy the files after the database: whatever a row of the dump names was on the disk before that row.

    What is cleared away meanwhile is not worth a failed backup.
    """
    if not Path(settings.MEDIA_ROOT).exists():
        return

    def copy(source, target):
        with contextlib.suppress(FileNotFoundError):
            shutil.copy2(source, target)

    shutil.copytree(settings.MEDIA_ROOT, place, copy_function=copy)


def is_demo():
    return apps.get_model("members", "DemoMark").objects.exists()


def fingerprints(folder):
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path != folder / MANIFEST:
            with path.open("rb") as file:
                found[str(path.relative_to(folder))] = hashlib.file_digest(file, "sha256").hexdigest()
    return found


def read(folder):
    """Return the manifest of a backup whose files are all there, unchanged."""
    try:
        manifest = json.loads((Path(folder) / MANIFEST).read_text())
    except (OSError, ValueError) as error:
        raise BackupError(f"In {folder} staat geen leesbare reservekopie (manifest.json).") from error
    found = fingerprints(Path(folder))
    if wrong := sorted(name for name, print_ in manifest["files"].items() if found.get(name) != print_):
        raise BackupError(f"Deze reservekopie is beschadigd: {', '.join(wrong[:5])}. Gebruik een andere.")
    return manifest


def verify(folder):
    """Restore into a scratch database and compare every table; whatever differs is an error."""
    address = postgres.address_of(connection.settings_dict)
    with postgres.new_database(address, f"proef_{os.getpid()}") as scratch:
        fill(scratch, folder, read(folder))


def fill(address, folder, manifest):
    """Fill an empty database from a backup and compare the two."""
    options = ["--no-owner", "--no-privileges", "--exit-on-error", "--jobs=2"]
    postgres.run("pg_restore", address, *options, f"--dbname={address['dbname']}", Path(folder) / DUMP)
    with postgres.session(address) as reader:
        found = postgres.sums(reader)
    if found != manifest["tables"]:
        names = found.keys() | manifest["tables"].keys()
        differing = sorted(name for name in names if found.get(name) != manifest["tables"].get(name))
        raise BackupError(f"De reservekopie klopt niet met de database: {', '.join(differing[:5])}.")


def restore(folder, *, address, replace=False, real_data=False):
    """Put a backup in the place of the database at `address` and of the media files.

    The old database and files stay until the new ones stand and were compared with the manifest.
    """
    folder = Path(folder)
    manifest = read(folder)
    refuse_unsafe(manifest, address, replace=replace, real_data=real_data)
    name = f"herstel_{os.getpid()}"
    with postgres.new_database(address, name) as fresh:
        fill(fresh, folder, manifest)
        media = stage_media(folder)
        postgres.swap(address, name)
    swap_media(media)
    return manifest


def refuse_unsafe(manifest, address, *, replace, real_data):
    if settings.DEMO and not manifest["is_demo"] and not real_data:
        raise BackupError(
            "Dit is een demo, en in deze reservekopie staan echte mensen. Alleen met --real-data gaat dat door."
        )
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if unknown := sorted(set(manifest["migrations"]) - known):
        raise BackupError(
            f"Deze reservekopie is van een nieuwere versie van het portaal: {unknown[0]} is hier onbekend."
        )
    if not replace and (filled := filled_tables(address)):
        raise BackupError(f"In de database staat al iets ({filled[0]}). Met --replace wordt dat vervangen.")


def filled_tables(address):
    with postgres.session(address) as reader:
        found = postgres.sums(reader)
    return sorted(name for name, table in found.items() if table["rows"] and name not in FILLED_BY_MIGRATE)


def stage_media(folder):
    """Copy the files beside their place, so that they take it in one step."""
    staged = Path(f"{settings.MEDIA_ROOT}.nieuw")
    shutil.rmtree(staged, ignore_errors=True)
    source = folder / "media"
    if source.exists():
        shutil.copytree(source, staged)
    else:
        staged.mkdir(parents=True)
    return staged


def swap_media(staged):
    place = Path(settings.MEDIA_ROOT)
    old = Path(f"{place}.oud")
    shutil.rmtree(old, ignore_errors=True)
    if place.exists():
        place.rename(old)
    staged.rename(place)
    shutil.rmtree(old, ignore_errors=True)


def backups(folder):
    """Return when each whole backup was made and its folder, oldest first."""
    found = []
    for path in sorted(Path(folder).glob("[0-9]*-[0-9]*")):
        try:
            made = datetime.datetime.strptime(path.name, NAME).replace(tzinfo=datetime.UTC)
        except ValueError:
            continue
        found.append((made, path))
    return found


def prune(folder, now):
    """Remove what is older than we promise to keep; the newest stays, however old."""
    for made, path in backups(folder)[:-1]:
        if made < now - KEEP:
            shutil.rmtree(path)
