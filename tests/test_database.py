"""The migrated database that tests copy is another one as soon as a migration differs."""

from tests import database


def test_other_migrations_are_another_database(tmp_path, monkeypatch):
    (tmp_path / "requirements").mkdir()
    (tmp_path / "kansrijkestart").mkdir()
    (tmp_path / "members" / "migrations").mkdir(parents=True)
    for name in ("requirements/dev.txt", "kansrijkestart/settings.py", "members/migrations/0001_initial.py"):
        (tmp_path / name).write_text("")
    monkeypatch.setattr(database, "ROOT", tmp_path)
    before = database.fingerprint()

    (tmp_path / "members" / "migrations" / "0001_initial.py").write_text("operations = []")
    changed = database.fingerprint()
    (tmp_path / "members" / "migrations" / "0002_more.py").write_text("")

    assert len({before, changed, database.fingerprint()}) == 3
