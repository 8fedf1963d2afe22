"""The servers that the portal brings along, really started: in a folder of their own, away from those of this run."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading
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


@pytest.fixture
def place():
    """A short path that every account may enter; pytest's own folders are neither."""
    folder = Path(tempfile.mkdtemp(prefix="ks-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def cluster(place):
    server = Postgres(place / "pg", durable=False)
    server.start()
    yield server
    server.stop()


def ask(server, question, database="postgres"):
    with psycopg.connect(server.url(database)) as connection:
        return connection.execute(question).fetchone()[0]


def postmaster(server):
    return int((server.folder / "postmaster.pid").read_text().split()[0])


# PostgreSQL


def test_postgres_listens_on_a_private_socket_only(cluster):
    assert ask(cluster, "show listen_addresses") == ""
    assert stat.S_IMODE(cluster.socket.stat().st_mode) == 0o700
    assert stat.S_IMODE(cluster.folder.stat().st_mode) == 0o700


@pytest.mark.parametrize(("durable", "fsync"), [(True, "on"), (False, "off")])
def test_postgres_forgets_only_when_told(place, durable, fsync):
    server = Postgres(place / "pg", durable=durable)
    server.start()

    assert ask(server, "show fsync") == fsync

    server.stop()


def test_postgres_starts_twice_and_stops_twice(place):
    server = Postgres(place / "pg", durable=False)

    server.start()
    first = postmaster(server)
    server.start()
    second = postmaster(server)
    server.stop()
    server.stop()

    assert first == second
    assert not server.is_running()


def test_postgres_keeps_its_data_after_a_kill(place):
    server = Postgres(place / "pg")
    server.start()
    server.ensure_database("proef")
    with psycopg.connect(server.url("proef")) as connection:
        connection.execute("create table woord as select 'bewaard' as woord")

    os.kill(postmaster(server), signal.SIGKILL)
    server.start()

    assert ask(server, "select woord from woord", "proef") == "bewaard"
    server.stop()


def test_postgres_starts_after_an_interrupted_first_time(place):
    (place / "pg.new").mkdir()
    (place / "pg.new" / "PG_VERSION").write_text("half")
    server = Postgres(place / "pg", durable=False)

    server.start()

    assert server.is_running()
    assert not (place / "pg.new").exists()
    server.stop()


def sleep_as_server(server, seconds):
    """Start a process that PostgreSQL takes for another server of its own: same account, named in the pid file."""
    account = server.account
    identity = {"user": account.pw_uid, "group": account.pw_gid} if account else {}
    process = subprocess.Popen(["sleep", str(seconds)], **identity)
    (server.folder / "postmaster.pid").write_text(f"{process.pid}\n{server.folder}\n")
    (server.folder / "postmaster.pid").chmod(0o644)
    return process


def test_postgres_waits_for_a_process_that_still_dies(cluster):
    cluster.stop()
    dying = sleep_as_server(cluster, 1)
    waiting = threading.Thread(target=dying.wait)
    waiting.start()

    cluster.start()

    assert cluster.is_running()
    assert dying.returncode == 0
    waiting.join()


def test_postgres_gives_up_on_a_process_that_does_not_die(cluster, monkeypatch):
    cluster.stop()
    stays = sleep_as_server(cluster, 60)
    monkeypatch.setattr(postgres.time, "sleep", lambda seconds: None)

    with pytest.raises(EmbeddedError, match="PostgreSQL start niet"):
        cluster.start()

    stays.kill()
    stays.wait()
    (cluster.folder / "postmaster.pid").unlink()


def test_postgres_says_why_it_does_not_start(cluster):
    cluster.stop()
    with (cluster.folder / "postgresql.auto.conf").open("a") as config:
        config.write("onzin = 1\n")

    with pytest.raises(EmbeddedError, match='unrecognized configuration parameter "onzin"'):
        cluster.start()


def test_postgres_says_which_program_failed(cluster):
    with pytest.raises(EmbeddedError, match=r"\(psql\)"):
        cluster.drop_database("template1")


def test_database_is_made_once_and_dropped_while_in_use(cluster):
    cluster.ensure_database("proef")
    cluster.ensure_database("proef")
    connection = psycopg.connect(cluster.url("proef"))

    cluster.drop_database("proef")

    assert "proef" not in cluster.databases()
    connection.close()


def test_birth_tells_a_new_cluster_from_the_old(place):
    server = Postgres(place / "pg", durable=False)
    server.start()
    first = server.birth()
    server.stop()
    shutil.rmtree(server.folder)
    server.start()

    assert server.birth() != first
    server.stop()


@pytest.fixture
def as_root(monkeypatch):
    """Like root, without being it: an account to hide behind, for servers that are never run."""
    account = postgres.pwd.getpwuid(os.geteuid())
    monkeypatch.setattr(postgres, "unprivileged_account", lambda: account)
    return account


def test_cluster_takes_shelter_where_its_account_can_enter(place, as_root):
    place.chmod(0o700)
    server = Postgres(place / "pg")

    server._take_shelter()
    server.folder.mkdir()
    (server.folder / "PG_VERSION").touch()
    server._take_shelter()

    assert (place / "pg" / "PG_VERSION").exists()
    (place / "pg").unlink()  # who removes var/ throws the cluster away, wherever it is
    server._take_shelter()
    assert not (place / "pg" / "PG_VERSION").exists()
    shutil.rmtree(server.sheltered)


def test_root_runs_the_server_under_its_account_in_shelter(place):
    place.chmod(0o700)
    server = Postgres(place / "pg", durable=False)

    server.start()

    assert server.is_running()
    assert postmaster(server)
    server.stop()
    shutil.rmtree(server.sheltered, ignore_errors=True)


def test_programs_out_of_reach_are_copied_once(place, as_root, monkeypatch):
    package = place / "site-packages"
    programs = package / postgres.PACKAGE / "pginstall" / "bin"
    for folder in (programs, package / f"{postgres.PACKAGE}.libs", package / f"{postgres.PACKAGE}-1.dist-info"):
        folder.mkdir(parents=True)
    monkeypatch.setattr(postgres, "package_folder", lambda: package)
    server = Postgres(place / "pg")
    assert server._programs() == programs

    package.chmod(0o700)
    copied = server._programs()

    assert copied == server._programs()
    assert copied.is_relative_to(server.sheltered)
    assert sorted(path.name for path in copied.parent.parent.parent.iterdir()) == [
        postgres.PACKAGE,
        f"{postgres.PACKAGE}.libs",
    ]
    shutil.rmtree(server.sheltered)


def test_account_is_only_needed_by_root(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert postgres.unprivileged_account() is None

    monkeypatch.setattr(os, "geteuid", lambda: 0)
    known = {"nobody": "account of nobody"}
    monkeypatch.setattr(postgres.pwd, "getpwnam", known.__getitem__)
    assert postgres.unprivileged_account() == "account of nobody"

    known.clear()
    with pytest.raises(EmbeddedError, match="DATABASE_URL"):
        postgres.unprivileged_account()


def test_machine_without_the_wheels_hears_what_to_set(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)

    with pytest.raises(EmbeddedError, match="DATABASE_URL"):
        postgres.package_folder()
    with pytest.raises(EmbeddedError, match="REDIS_URL"):
        valkey.program()


def test_tail_of_a_log_that_is_not_there(place):
    assert postgres.tail(place / "server.log") == ""


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
    holder += "Lease(Valkey(place / 'kv'), place).take(); print('held', flush=True); time.sleep(60)"
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
