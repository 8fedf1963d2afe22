"""The PostgreSQL that the portal brings along, really started: in a folder of its own."""

import os
import shutil
import signal
import stat
import subprocess
import threading

import psycopg
import pytest

from kansrijkestart.embedded import postgres
from kansrijkestart.embedded.paths import EmbeddedError
from kansrijkestart.embedded.postgres import Postgres


def ask(server, question, database="postgres"):
    with psycopg.connect(server.url(database)) as connection:
        return connection.execute(question).fetchone()[0]


def postmaster(server):
    return int((server.folder / "postmaster.pid").read_text().split()[0])


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
    waiting.join()
    assert dying.returncode == 0


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


def test_tail_of_a_log_that_is_not_there(place):
    assert postgres.tail(place / "server.log") == ""
