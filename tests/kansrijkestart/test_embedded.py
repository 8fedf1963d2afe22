"""The servers that the portal brings along, really started: in a folder of their own, away from those of this run."""

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from kansrijkestart import embedded
from kansrijkestart.embedded import paths, postgres, pytest_plugin, secrets, valkey
from kansrijkestart.embedded.lease import Lease
from kansrijkestart.embedded.paths import EmbeddedError, private_folder, socket_folder
from kansrijkestart.embedded.postgres import Postgres
from kansrijkestart.embedded.valkey import Valkey
from tests.house import ROOT

# Machines without the wheels


def test_machine_without_the_wheels_hears_what_to_set(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)

    with pytest.raises(EmbeddedError, match="DATABASE_URL"):
        postgres.package_folder()
    with pytest.raises(EmbeddedError, match="REDIS_URL"):
        valkey.program()


# Valkey


def test_valkey_keeps_what_is_queued_after_a_kill(place):
    server = Valkey(place / "kv")
    server.start()
    server.start()
    assert server._say("SET wachtend ja").startswith("+OK")

    # The append-only file is written every second; ask for it now, as a shutdown would.
    assert server._say("CONFIG SET appendfsync always").startswith("+OK")
    os.kill(int((place / "kv" / "pid").read_text()), signal.SIGKILL)
    server.start()

    assert "ja" in server._say("GET wachtend")
    server.stop()
    assert not server.is_running()


def test_valkey_says_where_to_look_when_it_does_not_come_up(place, monkeypatch):
    monkeypatch.setattr(valkey.time, "sleep", lambda seconds: None)

    with pytest.raises(EmbeddedError, match=r"server\.log"):
        Valkey(place / "kv")._wait(running=True)


# Who uses a server


def test_last_one_to_let_go_stops_the_server(place):
    server = Valkey(place / "kv")
    first, second = Lease(server, place), Lease(server, place)
    first.take()
    second.take()

    first.drop()
    first.drop()
    assert server.is_running()

    second.drop()
    assert not server.is_running()


def test_killed_holder_is_not_counted(place):
    server = Valkey(place / "kv")
    holder = "import sys, time; from kansrijkestart.embedded.lease import Lease; from kansrijkestart.embedded.valkey "
    holder += f"import Valkey; from pathlib import Path; place = Path({str(place)!r}); "
    holder += "Lease(Valkey(place / 'kv'), place).take(); print('held', flush=True); time.sleep(600)"
    killed = subprocess.Popen([sys.executable, "-c", holder], cwd=ROOT, stdout=subprocess.PIPE)
    assert killed.stdout.readline() == b"held\n"
    mine = Lease(server, place)
    mine.take()

    killed.kill()
    killed.communicate()
    mine.drop()

    assert not server.is_running()


@pytest.fixture
def bare_environment(place, monkeypatch):
    for name in ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "FIELD_ENCRYPTION_KEYS", "DEMO"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(embedded, "VAR", place)
    return place


def test_ensure_fills_the_environment_and_the_way_back_stops_all(bare_environment, monkeypatch):
    release = embedded.ensure(purpose="test", database="proef")

    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        assert connection.execute("select current_database()").fetchone()[0] == "proef"
    assert os.environ["REDIS_URL"] == f"unix://{bare_environment}/kv-test/socket/valkey"
    assert os.environ["DEMO"] == "1"
    assert os.environ["SECRET_KEY"]

    release()
    servers = [Postgres(bare_environment / "pg-test"), Valkey(bare_environment / "kv-test")]
    assert [server.is_running() for server in servers] == [False, False]
    for name in ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "FIELD_ENCRYPTION_KEYS", "DEMO"):
        monkeypatch.delenv(name)


def test_ensure_leaves_a_machine_with_servers_of_its_own_alone(bare_environment, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://db/portaal")
    monkeypatch.setenv("REDIS_URL", "redis://redis")

    embedded.ensure()()

    assert list(bare_environment.iterdir()) == []
    assert "SECRET_KEY" not in os.environ
    assert "DEMO" not in os.environ


# Folders and keys


def test_socket_stays_beside_its_server_unless_its_path_is_long_or_odd():
    usual = Path("/home/iemand/portaal/var/pg/socket")
    odd = [Path("/home/iemand/mijn map/socket"), Path("/home/é/socket"), Path("/home") / ("x" * 90) / "socket"]

    assert socket_folder(usual) == usual
    assert len({socket_folder(path) for path in odd}) == 3
    assert [path for path in odd if len(str(socket_folder(path))) > paths.LONGEST_SOCKET_FOLDER] == []
    assert {socket_folder(path).parent for path in odd} == {Path("/tmp")}


def test_private_folder_refuses_what_somebody_else_put_there(place):
    (place / "echt").mkdir()
    (place / "link").symlink_to(place / "echt")

    with pytest.raises(EmbeddedError, match="van iemand anders"):
        private_folder(place / "link")


def test_private_folder_belongs_to_its_account(place):
    folder = private_folder(place / "map", os.geteuid())

    assert folder.stat().st_uid == os.geteuid()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_keys_are_made_once_and_read_by_their_owner_only(place, monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    monkeypatch.setenv("FIELD_ENCRYPTION_KEYS", "van de beheerder")

    secrets.ensure_secrets(place / "secrets")
    first = os.environ["SECRET_KEY"]
    monkeypatch.delenv("SECRET_KEY")
    secrets.ensure_secrets(place / "secrets")

    assert os.environ["SECRET_KEY"] == first
    assert len(first) >= 50
    assert [path.name for path in (place / "secrets").iterdir()] == ["secret_key"]
    assert stat.S_IMODE((place / "secrets" / "secret_key").stat().st_mode) == 0o600
    assert os.environ["FIELD_ENCRYPTION_KEYS"] == "van de beheerder"
    monkeypatch.delenv("SECRET_KEY")


def test_field_key_is_one_that_encrypts(place, monkeypatch):
    from cryptography.fernet import Fernet

    monkeypatch.delenv("FIELD_ENCRYPTION_KEYS", raising=False)

    secrets.ensure_secrets(place)

    assert Fernet(os.environ["FIELD_ENCRYPTION_KEYS"]).encrypt(b"geheim")
    monkeypatch.delenv("FIELD_ENCRYPTION_KEYS")


def test_of_two_that_make_a_key_at_once_both_get_the_same(place):
    key = place / "key"

    def overtaken():
        key.write_text("van de ander")
        return "van mij"

    assert secrets.read_or_make(key, overtaken) == "van de ander"
    assert list(place.iterdir()) == [key]


# The tests' own plugin


def test_databases_of_killed_runs_are_dropped(cluster):
    gone = subprocess.Popen(["true"])
    gone.wait()
    alive = f"{pytest_plugin.PREFIX}{os.getpid()}_gw0"
    for name in (f"{pytest_plugin.PREFIX}{gone.pid}_gw1", alive, "portal"):
        cluster.ensure_database(name)

    pytest_plugin.drop_leftovers(cluster)

    assert sorted(cluster.databases()) == ["portal", "postgres", alive]


def test_process_of_somebody_else_is_alive(monkeypatch):
    def refuse(pid, number):
        raise PermissionError

    monkeypatch.setattr(os, "kill", refuse)

    assert pytest_plugin.is_alive(1)


def test_plugin_starts_servers_for_a_run_and_stops_them(place):
    names = {"DATABASE_URL", "REDIS_URL", "TEST_DATABASE_NAME"}
    environment = {name: value for name, value in os.environ.items() if name not in names and "PYTEST" not in name}
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "tests/test_locks.py"]

    result = subprocess.run(
        command, cwd=ROOT, env=environment | {"VAR_DIR": str(place)}, capture_output=True, text=True
    )

    assert result.returncode == 0, result.stdout + result.stderr
    assert (place / "pg-test" / "PG_VERSION").exists()
    assert not Postgres(place / "pg-test").is_running()
    assert not Valkey(place / "kv-test").is_running()


def test_plugin_starts_nothing_where_an_address_is_given(monkeypatch):
    """The workers of xdist inherit the address from the run that started the servers."""
    monkeypatch.setenv("TEST_DATABASE_NAME", "van de hoofdrun")
    hook = pytest_plugin.pytest_load_initial_conftests(early_config=None)

    next(hook)

    assert os.environ["TEST_DATABASE_NAME"] == "van de hoofdrun"
    with pytest.raises(StopIteration):
        hook.send(None)
