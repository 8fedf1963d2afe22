"""`bin/start` and what it runs. The portal is really started here, once, in a folder and on a port of its own."""

import contextlib
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
from celery.beat import PersistentScheduler
from kombu.utils.imports import symbol_by_name

from kansrijkestart import launcher
from kansrijkestart.embedded.paths import EmbeddedError
from kansrijkestart.embedded.postgres import Postgres
from kansrijkestart.embedded.valkey import Valkey
from kansrijkestart.launcher import children, stamps
from kansrijkestart.launcher.children import MARK, Children, end_leftovers
from kansrijkestart.launcher.stamps import Stamp, files_below
from tests.house import ROOT
from tests.races import LONG

OURS = ["DATABASE_URL", "REDIS_URL", "TEST_DATABASE_NAME", "SECRET_KEY", "FIELD_ENCRYPTION_KEYS", "DEMO", "BASE_URL"]


@pytest.fixture
def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Portal:
    """One `manage.py up` after another, in one folder."""

    def __init__(self, place, port):
        self.place = place
        self.port = port
        self.printed = place / "printed"
        self.process = None

    def start(self, *options, **environment):
        keep = {name: value for name, value in os.environ.items() if name not in OURS}
        with self.printed.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "up", "--port", str(self.port), *options],
                cwd=ROOT,
                env=keep | {"VAR_DIR": str(self.place)} | environment,
                stdout=output,
                stderr=subprocess.STDOUT,
                # Under nohup a closed terminal is ignored, and that is inherited.
                preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL),
            )
        return self

    def wait_until_open(self):
        wait_for(lambda: "staat open" in self.text() or self.process.poll() is not None)
        assert "staat open" in self.text()
        return self.text()

    def wait_until_ended(self):
        return self.process.wait(LONG), self.text()

    def text(self):
        return self.printed.read_text()

    def get(self, path):
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=LONG)) as connection:
            connection.request("GET", path)
            return connection.getresponse().status

    def pid_of(self, word):
        """Return the oldest of our processes with this word in its command: the first of its group."""
        mark = f"{MARK}={self.place}".encode()
        marked = [path for path in Path("/proc").glob("[0-9]*") if mark in children.environment(path)]
        found = [int(path.name) for path in marked if word in (path / "cmdline").read_text().split("\0")]
        return min(found, default=None)


@pytest.fixture
def portal(place, free_port):
    portal = Portal(place, free_port)
    yield portal
    if portal.process and portal.process.poll() is None:  # pragma: no cover -- only when the test below fails
        portal.process.terminate()
        portal.process.wait(LONG)


def wait_for(condition):
    deadline = time.monotonic() + 600  # on an idle machine half a minute
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_day_in_the_life(portal, place):
    """One test, because each step builds on what the one before left behind."""
    first = portal.start().wait_until_open()
    assert "Tabellen bijwerken" in first
    assert portal.get("/gezond/leeft") == 200
    wait_for(lambda: portal.pid_of("celery"))
    # The mails of the demo lead to this portal, and not to the port that is usual.
    with psycopg.connect(Postgres(place / "pg").url("portal")) as connection:
        mails = [bytes(mime) for (mime,) in connection.execute("SELECT mime FROM outbox_email WHERE mime IS NOT NULL")]
    assert any(f"http://127.0.0.1:{portal.port}/".encode() in mail for mail in mails)

    # A second one from the same folder is refused, in words.
    second = Portal(place, portal.port)
    second.printed = place / "second"
    assert second.start().wait_until_ended() == (
        1,
        f"Vanuit deze map draait het portaal al: http://127.0.0.1:{portal.port} "
        f"(proces {portal.process.pid}). Stop dat eerst met Ctrl-C.\n",
    )

    # Killed outright: the children follow, the servers are found again, and only what is missing is done.
    gunicorn = portal.pid_of("gunicorn")
    portal.process.kill()
    portal.process.wait()
    shutil.rmtree(place / "static")
    left = subprocess.Popen(["sleep", "600"], env=os.environ | {MARK: str(place)})
    again = portal.start().wait_until_open()
    assert left.wait() == -signal.SIGTERM
    assert "Resten van een vorige keer" in again
    assert "Stijl en script klaarzetten" in again
    assert "Tabellen bijwerken" not in again
    assert portal.pid_of("gunicorn") != gunicorn
    assert portal.get("/gezond/leeft") == 200

    # Stopped politely: everything is gone.
    portal.process.send_signal(signal.SIGHUP)
    code, text = portal.wait_until_ended()
    assert (code, text.splitlines()[-1]) == (0, "  Gestopt")
    assert [portal.pid_of("gunicorn"), portal.pid_of("celery")] == [None, None]
    assert not Postgres(place / "pg").is_running()
    assert not Valkey(place / "kv").is_running()

    # The empty network has a database of its own, and a process that ends takes the portal down in words.
    empty = portal.start("--empty").wait_until_open()
    assert "Demonetwerk" not in empty
    assert "demomensen" not in empty
    assert "invite_coordinator" in empty
    wait_for(lambda: portal.pid_of("beat"))
    os.kill(portal.pid_of("beat"), signal.SIGKILL)
    code, text = portal.wait_until_ended()
    assert code == 1
    assert "Onverwacht gestopt: timetable" in text

    # A web server that cannot start: the end of its log is shown.
    code, text = portal.start("--empty", WEB_WORKERS="geen getal").wait_until_ended()
    assert code == 1
    assert "De webserver start niet" in text
    assert "geen getal" in text

    # A step of the preparation that fails, here a database server that is not there.
    code, text = portal.start(DATABASE_URL=f"postgres://niemand@/niets?host={place}").wait_until_ended()
    assert code == 1
    assert text.endswith("Het klaarzetten lukte niet; de reden staat hierboven.\n")


def test_any_command_brings_the_servers_and_takes_them_along(place):
    environment = {name: value for name, value in os.environ.items() if name not in OURS}
    question = "from django.db import connection as c; c.ensure_connection(); print(c.connection.info.dbname)"

    result = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v0", "-c", question],
        cwd=ROOT,
        env=environment | {"VAR_DIR": str(place), "EMBEDDED": "los"},
        capture_output=True,
        text=True,
    )

    assert (result.returncode, result.stdout) == (0, "portal\n"), result.stderr
    assert (place / "pg-los" / "PG_VERSION").exists()
    assert not Postgres(place / "pg-los").is_running()


# The door


def test_bin_start_installs_nothing_under_a_running_portal(place, monkeypatch):
    monkeypatch.setattr(launcher, "VAR", place)
    with launcher.only_one(8123):
        result = subprocess.run(
            [ROOT / "bin/start"], capture_output=True, text=True, env=os.environ | {"VAR_DIR": str(place)}
        )

    assert (result.returncode, result.stdout) == (1, "")
    assert "draait het portaal al: http://127.0.0.1:8123" in result.stderr


def test_timetable_keeps_no_file_that_can_break():
    scheduler = symbol_by_name(launcher.TIMETABLE[launcher.TIMETABLE.index("--scheduler") + 1])

    assert not issubclass(scheduler, PersistentScheduler)


def test_port_out_of_range_is_refused():
    with pytest.raises(SystemExit):
        launcher.parse(["--port", "65536"])


@pytest.mark.parametrize("wish", [None, 65535])
def test_taken_port_is_answered_with_another(wish, free_port, monkeypatch):
    port = wish or free_port
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()

        other = 8000 if wish else port + 1
        with pytest.raises(EmbeddedError, match=rf"Poort {port} is al bezet .* bin/start --port {other}"):
            launcher.refuse_taken_port(port)

    launcher.refuse_taken_port(port)


def test_port_of_the_administrator_is_answered_with_another(monkeypatch):
    class Forbidding(socket.socket):
        def bind(self, address):
            raise PermissionError

    monkeypatch.setattr(socket, "socket", Forbidding)

    with pytest.raises(EmbeddedError, match="Poort 80 mag je niet gebruiken"):
        launcher.refuse_taken_port(80)


def test_web_server_that_stays_silent_is_given_up(monkeypatch, free_port):
    monkeypatch.setattr(launcher, "PATIENCE", 0)

    with pytest.raises(EmbeddedError, match="antwoordt niet binnen 0 seconden"):
        launcher.wait_for_page(Children(), free_port)


@pytest.mark.parametrize(("before", "after"), [(signal.SIG_DFL, "caught"), (signal.SIG_IGN, "ignored")])
def test_closed_terminal_stops_the_portal_except_under_nohup(before, after):
    signals = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    handlers = {number: signal.getsignal(number) for number in signals}
    try:
        signal.signal(signal.SIGHUP, before)
        launcher.stop_on_signals()

        assert (signal.getsignal(signal.SIGHUP) == signal.SIG_IGN) == (after == "ignored")
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGTERM)
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)


# Children


STUBBORN = "import signal, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('klaar', flush=True); "
STUBBORN += "time.sleep(600)"


def test_child_that_does_not_listen_is_killed(place, monkeypatch):
    monkeypatch.setattr(children, "VAR", place)
    monkeypatch.setattr(children, "GRACE", 0.2)
    family = Children()
    family.start("koppig", [sys.executable, "-c", STUBBORN])
    wait_for(lambda: "klaar" in family.log("koppig").read_text())

    family.stop()

    assert family.processes["koppig"].returncode == -signal.SIGKILL


def test_children_die_with_their_parent(place):
    parent = "import os, sys, signal; from kansrijkestart.launcher.children import Children; family = Children(); "
    parent += "family.start('kind', [sys.executable, '-c', 'import time; time.sleep(600)']); "
    parent += "print(family.processes['kind'].pid, flush=True); os.kill(os.getpid(), signal.SIGKILL)"
    environment = os.environ | {"VAR_DIR": str(place)}

    printed = subprocess.run([sys.executable, "-c", parent], cwd=ROOT, env=environment, stdout=subprocess.PIPE).stdout

    wait_for(lambda: is_gone(int(printed)))


def is_gone(pid):
    """A machine without a proper first process leaves zombies; those are gone enough."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def test_what_a_killed_launcher_left_is_ended(place, monkeypatch):
    monkeypatch.setattr(children, "VAR", place)
    assert not end_leftovers()
    marked = os.environ | {MARK: str(place)}
    slow = "import signal, sys, time; signal.signal(signal.SIGTERM, lambda *_: (time.sleep(0.5), sys.exit(7))); "
    slow += "print('klaar', flush=True); time.sleep(600)"
    left = subprocess.Popen([sys.executable, "-c", slow], env=marked, stdout=subprocess.PIPE)
    assert left.stdout.readline() == b"klaar\n"

    assert end_leftovers()

    left.communicate()
    assert left.returncode == 7


def test_process_that_is_gone_already_is_no_problem():
    gone = subprocess.Popen(["true"])
    gone.wait()

    children.send(signal.SIGTERM, [gone.pid])
    children.kill_group(gone.pid)

    assert children.environment(Path(f"/proc/{gone.pid}")) == []


# Stamps


@pytest.fixture
def sources(place, monkeypatch):
    monkeypatch.setattr(stamps, "ROOT", place)
    monkeypatch.setattr(stamps, "VAR", place / "var")
    (place / "app" / "__pycache__").mkdir(parents=True)
    (place / "app" / "models.py").write_text("1")
    return place / "app"


def test_stamp_holds_until_a_source_changes(sources):
    def stamp():
        return Stamp("proef", files_below([sources]))

    assert not stamp().is_fresh()
    stamp().write()
    assert stamp().is_fresh()

    (sources / "__pycache__" / "models.pyc").write_text("no source")
    assert stamp().is_fresh()

    (sources / "models.py").write_text("12")
    assert not stamp().is_fresh()


def test_stamp_does_not_hold_when_what_was_made_is_gone(sources, place):
    stamp = Stamp("proef", files_below([sources / "models.py"]), made=place / "static")
    stamp.write()

    assert not stamp.is_fresh()
    (place / "static").mkdir()
    assert stamp.is_fresh()


def test_somebodys_own_server_is_always_brought_up_to_date(sources, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://db/portaal")

    stamp = launcher.database_stamp("portal")
    stamp.write()

    assert not stamp.is_fresh()
