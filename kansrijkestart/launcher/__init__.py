"""`manage.py up`: the whole portal on one's own machine, from database to first page, until Ctrl-C."""

import argparse
import fcntl
import http.client
import os
import signal
import socket
import sys
import time
from contextlib import closing, contextmanager

from kansrijkestart import embedded
from kansrijkestart.embedded.paths import ROOT, VAR, EmbeddedError
from kansrijkestart.embedded.postgres import Postgres, tail
from kansrijkestart.embedded.secrets import ensure_secrets
from kansrijkestart.launcher.children import Children, end_leftovers
from kansrijkestart.launcher.stamps import Stamp, files_below

PATIENCE = 90  # seconds for the first page; a slow machine needs ten
EMPTY_DATABASE = "portal_leeg"

WEB = [sys.executable, "-m", "gunicorn", "kansrijkestart.wsgi"]
CELERY = [sys.executable, "-m", "celery", "-A", "kansrijkestart.celery"]
# Without the talk between workers: there is only one.
WORKER = [*CELERY, "worker", "-P", "threads", "-c", "2", "--loglevel", "WARNING"]
WORKER += ["--without-gossip", "--without-mingle", "--without-heartbeat"]
# A process of its own, so that its death is noticed. It stays in memory: the file that Celery would keep is SQLite in
# WAL mode since Python 3.13, which broke once ("locking protocol").
TIMETABLE = [*CELERY, "beat", "--scheduler", "celery.beat:Scheduler", "--pidfile", "", "--loglevel", "WARNING"]
PREPARE = [sys.executable, "-m", "kansrijkestart.launcher.prepare"]


def up(arguments):
    """Return the exit code; raise EmbeddedError when the person has to do something first."""
    began = time.monotonic()
    options = parse(arguments)
    stop_on_signals()
    children = Children()
    try:
        with only_one(options.port):
            if end_leftovers():
                say("Resten van een vorige keer zijn opgeruimd")
            refuse_taken_port(options.port)
            # Before the demo is made: its mails hold addresses of the portal.
            os.environ.setdefault("BASE_URL", f"http://127.0.0.1:{options.port}")
            ensure_secrets(VAR / "secrets")
            say("PostgreSQL en Valkey starten")
            database = EMPTY_DATABASE if options.empty else embedded.DATABASE
            with closing_call(embedded.ensure(database=database)):
                try:
                    make_ready(children, database, empty=options.empty)
                    serve(children, options.port)
                    welcome(options, time.monotonic() - began)
                    return watch(children)
                finally:
                    children.stop()
    except KeyboardInterrupt:
        say("Gestopt")
        return 0


def parse(arguments):
    parser = argparse.ArgumentParser(prog="manage.py up")
    parser.add_argument("--port", type=int, default=8000, choices=range(1, 65536), metavar="N")
    parser.add_argument("--empty", action="store_true", help="the network without demo people")
    return parser.parse_args(arguments)


def say(line):
    sys.stdout.write(f"  {line}\n")
    sys.stdout.flush()


def stop_on_signals():
    """Treat a closed terminal and a polite kill like Ctrl-C; under nohup a closed terminal stays ignored."""

    def stop(_signum, _frame):
        raise KeyboardInterrupt

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, stop)


@contextmanager
def only_one(port):
    """Hold the lock of this checkout, with a note for the next one who tries."""
    VAR.mkdir(parents=True, exist_ok=True)
    with (VAR / "up.lock").open("a+") as lock:
        if not locked(lock):
            lock.seek(0)
            raise EmbeddedError(f"Vanuit deze map draait het portaal al: {lock.read()}")
        lock.truncate(0)
        lock.write(f"http://127.0.0.1:{port} (proces {os.getpid()}). Stop dat eerst met Ctrl-C.")
        lock.flush()
        yield


def locked(file):
    """Try for a moment: bin/start of somebody else may just be looking whether the lock is held."""
    for _attempt in range(5):
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(0.1)
        else:
            return True
    return False


@contextmanager
def closing_call(close):
    try:
        yield
    finally:
        close()


def refuse_taken_port(port):
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as gunicorn does
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            raise EmbeddedError(
                f"Poort {port} mag je niet gebruiken. Kies een andere: bin/start --port 8001"
            ) from None
        except OSError:
            other = port + 1 if port < 65535 else 8000
            raise EmbeddedError(
                f"Poort {port} is al bezet door een ander programma. Kies een andere: bin/start --port {other}"
            ) from None


def make_ready(children, database, *, empty):
    """Bring files and database up to date, unless nothing changed since the last time."""
    stamps = {"static": static_stamp(), "database": database_stamp(database)}
    stale = [name for name, stamp in stamps.items() if not stamp.is_fresh()]
    if not stale:
        return
    code = children.run([*PREPARE, *stale, *(["--empty"] if empty else [])])
    if code:
        raise EmbeddedError("Het klaarzetten lukte niet; de reden staat hierboven.")
    for name in stale:
        stamps[name].write()


def static_stamp():
    sources = [ROOT / "static", ROOT / "requirements/base.txt", ROOT / "kansrijkestart/settings.py"]
    return Stamp("static", files_below(sources), made=VAR / "static")


def database_stamp(database):
    """What the database holds follows from the code and data of the apps, and from which cluster it is.

    Somebody's own server may change behind our back: never trust a stamp there.
    """
    server = Postgres(VAR / "pg")
    if os.environ["DATABASE_URL"] != server.url(database):
        return Stamp("database", None)
    apps = [path.parent for path in ROOT.glob("*/apps.py")]
    return Stamp(database, [server.birth(), *files_below([*apps, ROOT / "requirements/base.txt"])])


def serve(children, port):
    """Start the web server first: the person waits for a page, nobody waits for the timetable."""
    os.environ["WEB_BIND"] = f"127.0.0.1:{port}"
    say("Webserver, werker en tijdschema starten")
    children.start("web", WEB)
    wait_for_page(children, port)
    children.start("worker", WORKER)
    children.start("timetable", TIMETABLE)


def wait_for_page(children, port):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if children.ended():
            raise EmbeddedError(f"De webserver start niet. Het einde van zijn logboek:\n{tail(children.log('web'))}")
        if answers(port):
            return
        time.sleep(0.05)
    raise EmbeddedError(f"De webserver antwoordt niet binnen {PATIENCE} seconden; zie {children.log('web')}.")


def answers(port):
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=5)) as connection:
        try:
            connection.request("GET", "/gezond/leeft")
            return connection.getresponse().status < 500
        except (OSError, http.client.HTTPException):
            return False


def welcome(options, seconds):
    say(f"Klaar in {seconds:.1f} s".replace(".", ","))
    sys.stdout.write(f"\nHet portaal staat open op http://127.0.0.1:{options.port}\n")
    if options.empty:
        sys.stdout.write("Er zijn nog geen mensen. Nodig jezelf uit als aanjager:\n")
        sys.stdout.write(
            f"  EMBEDDED_DATABASE={EMPTY_DATABASE} .venv/bin/python manage.py invite_coordinator naam@voorbeeld.nl\n"
        )
    else:
        sys.stdout.write("Op de inlogpagina staan de demomensen: inloggen met één klik.\n")
    sys.stdout.write(f"Logboeken: {VAR / 'log'}. Stoppen: Ctrl-C.\n")
    sys.stdout.flush()


def watch(children):
    """Wait for Ctrl-C; a process that ends by itself takes the portal down, in words."""
    while not (ended := children.ended()):
        time.sleep(0.5)
    say(f"Onverwacht gestopt: {ended}. Het einde van het logboek:\n{tail(children.log(ended))}")
    return 1
