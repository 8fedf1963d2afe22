"""Backups for real: on the server of the tests, with its own programs, into databases of their own."""

import datetime
import json
import os
import shutil

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from kansrijkestart import backup, postgres_tools
from kansrijkestart.backup import BackupError
from members.models import DemoMark, User
from tests.members.factories import MembershipFactory

pytestmark = pytest.mark.django_db(transaction=True)

NOW = datetime.datetime(2027, 3, 28, 2, 0, tzinfo=datetime.UTC)


@pytest.fixture
def place(settings, tmp_path):
    """A portal with people and a file, and a folder for its backups."""
    settings.DEMO = False
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.BACKUP_DIR = tmp_path / "backups"
    (settings.MEDIA_ROOT / "2027").mkdir(parents=True)
    (settings.MEDIA_ROOT / "2027" / "plan.pdf").write_bytes(b"%PDF-1.7 echt")
    MembershipFactory(user__name="Jikke Proefpersoon", user__about="Zegt 'hoi', met een \\ en een 💚.\n")
    return settings.BACKUP_DIR


@pytest.fixture
def elsewhere():
    """The address of an empty database on the same server."""
    address = postgres_tools.address_of(connection.settings_dict)
    with postgres_tools.new_database(address, f"{connection.settings_dict['NAME']}_elders") as empty:
        yield empty


def names(address):
    with postgres_tools.session(address) as reader:
        return [name for (name,) in reader.execute("select name from members_user order by name")]


def test_backup_can_be_restored_elsewhere(place, elsewhere, settings):
    made = backup.create(place, NOW)
    shutil.rmtree(settings.MEDIA_ROOT)

    manifest = backup.restore(made, address=elsewhere)

    assert made.name == "20270328-020000"
    assert names(elsewhere) == ["Jikke Proefpersoon"]
    assert (settings.MEDIA_ROOT / "2027" / "plan.pdf").read_bytes() == b"%PDF-1.7 echt"
    assert manifest["tables"]["members_user"]["rows"] == 1
    with postgres_tools.session(elsewhere) as reader:
        assert postgres_tools.sums(reader) == manifest["tables"]


def test_backup_without_files_brings_back_no_files(place, elsewhere, settings):
    shutil.rmtree(settings.MEDIA_ROOT)
    made = backup.create(place, NOW)
    settings.MEDIA_ROOT.mkdir()
    (settings.MEDIA_ROOT / "later.pdf").touch()

    backup.restore(made, address=elsewhere)

    assert list(settings.MEDIA_ROOT.iterdir()) == []


def test_manifest_says_what_is_inside(place):
    DemoMark.objects.create(seeded_at=timezone.now())

    made = backup.create(place, NOW)

    manifest = json.loads((made / "manifest.json").read_text())
    assert manifest["is_demo"] is True
    assert "members.0001_initial" in manifest["migrations"]
    assert manifest["files"].keys() == {"database.dump", "media/2027/plan.pdf"}
    assert "django_session" not in manifest["tables"]
    assert made.stat().st_mode & 0o077 == 0


def test_backup_leaves_no_scratch_database_behind(place):
    backup.create(place, NOW)

    with connection.cursor() as cursor:
        cursor.execute("select datname from pg_database where datname = %s", [f"proef_{os.getpid()}"])
        assert cursor.fetchall() == []


def test_backup_that_does_not_prove_itself_is_no_backup(place, monkeypatch):
    """A dump of another moment than the sums: as if pg_dump had left something out."""
    honest = backup.dump_database

    def forgetful(path):
        sums = honest(path)
        return sums | {"members_user": {"rows": 2, "checksum": "12"}}

    monkeypatch.setattr(backup, "dump_database", forgetful)

    with pytest.raises(BackupError, match="klopt niet met de database: members_user"):
        backup.create(place, NOW)

    assert list(place.iterdir()) == []


@pytest.mark.parametrize("name", ["database.dump", "media/2027/plan.pdf"])
def test_damaged_file_is_found_before_anything_changes(place, elsewhere, name):
    made = backup.create(place, NOW)
    content = bytearray((made / name).read_bytes())
    content[-1] ^= 1
    (made / name).write_bytes(content)

    with pytest.raises(BackupError, match=f"beschadigd: {name}"):
        backup.restore(made, address=elsewhere)

    with psycopg.connect(**elsewhere) as reader:
        assert reader.execute("select count(*) from pg_tables where schemaname = 'public'").fetchone() == (0,)


def test_missing_file_is_found(place, elsewhere):
    made = backup.create(place, NOW)
    (made / "media/2027/plan.pdf").unlink()

    with pytest.raises(BackupError, match="beschadigd: media/2027/plan.pdf"):
        backup.restore(made, address=elsewhere)


@pytest.mark.parametrize("content", [None, "{"])
def test_folder_without_a_readable_manifest_is_refused(place, elsewhere, content):
    place.mkdir()
    if content:
        (place / "manifest.json").write_text(content)

    with pytest.raises(BackupError, match="geen leesbare reservekopie"):
        backup.restore(place, address=elsewhere)


def test_restore_replaces_only_when_asked(place, elsewhere, settings):
    first = backup.create(place, NOW)
    User.objects.update(name="Doutzen Later")
    second = backup.create(place, NOW + datetime.timedelta(days=1))
    backup.restore(second, address=elsewhere)

    with pytest.raises(BackupError, match="staat al iets .account_emailaddress"):
        backup.restore(first, address=elsewhere)
    assert names(elsewhere) == ["Doutzen Later"]

    backup.restore(first, address=elsewhere, replace=True)
    assert names(elsewhere) == ["Jikke Proefpersoon"]


def test_old_database_stays_when_the_swap_fails(place, elsewhere, monkeypatch):
    first = backup.create(place, NOW)
    backup.restore(first, address=elsewhere)
    User.objects.update(name="Doutzen Later")
    second = backup.create(place, NOW + datetime.timedelta(days=1))
    rename = postgres_tools.rename

    def breaks(connection, name, new):
        if not name.endswith("_oud") and name.startswith("herstel_"):
            raise psycopg.errors.ObjectInUse
        rename(connection, name, new)

    monkeypatch.setattr(postgres_tools, "rename", breaks)

    with pytest.raises(psycopg.errors.ObjectInUse):
        backup.restore(second, address=elsewhere, replace=True)

    assert names(elsewhere) == ["Jikke Proefpersoon"]


def test_real_people_do_not_get_onto_a_demo_machine_by_accident(place, elsewhere, settings):
    made = backup.create(place, NOW)
    settings.DEMO = True

    with pytest.raises(BackupError, match="echte mensen"):
        backup.restore(made, address=elsewhere)

    backup.restore(made, address=elsewhere, real_data=True)
    assert names(elsewhere) == ["Jikke Proefpersoon"]


def test_demo_goes_back_onto_a_demo_machine(place, elsewhere, settings):
    DemoMark.objects.create(seeded_at=timezone.now())
    made = backup.create(place, NOW)
    settings.DEMO = True

    backup.restore(made, address=elsewhere)

    assert names(elsewhere) == ["Jikke Proefpersoon"]


def test_backup_of_a_newer_version_is_refused(place, elsewhere):
    made = backup.create(place, NOW)
    manifest = json.loads((made / "manifest.json").read_text())
    manifest["migrations"].append("members.0999_from_the_future")
    (made / "manifest.json").write_text(json.dumps(manifest))

    with pytest.raises(BackupError, match="members.0999_from_the_future is hier onbekend"):
        backup.restore(made, address=elsewhere)


def test_who_may_not_make_a_database_is_told_what_to_do(place):
    with connection.cursor() as cursor:
        cursor.execute("drop role if exists beperkt")
        cursor.execute("create role beperkt login")
    address = postgres_tools.address_of(connection.settings_dict) | {"user": "beperkt"}

    with (
        pytest.raises(BackupError, match="alter role .* createdb"),
        postgres_tools.new_database(address, "mag_niet"),
    ):
        raise AssertionError("never gets here")

    with connection.cursor() as cursor:
        cursor.execute("drop role beperkt")


def test_missing_program_is_named_with_the_remedy(monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)

    with pytest.raises(BackupError, match="pg_dump is er niet. Installeer postgresql-client"):
        postgres_tools.find("pg_dump")


def test_program_of_the_machine_serves_without_the_embedded_one(monkeypatch, tmp_path):
    program = tmp_path / "pg_dump"
    program.touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)

    assert postgres_tools.find("pg_dump") == str(program)


def test_failing_program_tells_why(place):
    address = postgres_tools.address_of(connection.settings_dict) | {"dbname": "bestaat_niet"}

    with pytest.raises(BackupError, match='pg_dump geeft een fout: .*"bestaat_niet" does not exist'):
        postgres_tools.run("pg_dump", address)


def test_backups_are_kept_35_days_and_the_newest_always(place):
    days = [80, 36, 35, 34]
    for day in days:
        (place / f"{NOW - datetime.timedelta(days=day):{backup.NAME}}").mkdir(parents=True)
    (place / "20270230-000000").mkdir()  # not a day

    backup.prune(place, NOW)

    assert [(NOW - made).days for made, _ in backup.backups(place)] == [35, 34]

    backup.prune(place, NOW + datetime.timedelta(days=100))
    assert [(NOW - made).days for made, _ in backup.backups(place)] == [34]


def test_command_makes_a_backup_and_removes_what_is_too_old(place, capsys):
    (place / "20200101-000000").mkdir(parents=True)

    call_command("backup", to=place)

    (made,) = place.iterdir()
    assert made.name[:4] != "2020"
    assert "gelijk bevonden" in capsys.readouterr().out


def test_command_fails_in_words(place, monkeypatch):
    monkeypatch.setattr(backup, "verify", lambda folder: backup.read(folder / "nergens"))

    with pytest.raises(CommandError, match="geen leesbare reservekopie"):
        call_command("backup", to=place)


def test_restore_command_refuses_in_words(place):
    made = backup.create(place, NOW)

    with pytest.raises(CommandError, match="Met --replace"):
        call_command("restore", str(made))


def test_restore_command_replaces_the_portals_own_database(place, elsewhere, monkeypatch, capsys):
    made = backup.create(place, NOW)
    User.objects.update(name="Doutzen Later")
    monkeypatch.setitem(connection.settings_dict, "NAME", elsewhere["dbname"])
    connection.close()
    try:
        call_command("restore", str(made), replace=True)
        found = names(elsewhere)
    finally:
        monkeypatch.undo()
        connection.close()

    assert found == ["Jikke Proefpersoon"]
    assert "gelijk aan de reservekopie van 2027-03-28T02:00" in capsys.readouterr().out


def test_what_is_written_meanwhile_does_not_spoil_the_proof(place, monkeypatch):
    """Somebody writes between the dump and the sums: both are of one moment."""
    run = postgres_tools.run

    def busy(program, *arguments):
        run(program, *arguments)
        if program == "pg_dump":
            MembershipFactory(user__name="Kwam Ertussen")

    monkeypatch.setattr(postgres_tools, "run", busy)

    made = backup.create(place, NOW)

    assert backup.read(made)["tables"]["members_user"]["rows"] == 1
