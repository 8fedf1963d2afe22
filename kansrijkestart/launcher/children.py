"""The processes of the portal on one's own machine: they live and die with the launcher."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from kansrijkestart.embedded.paths import ROOT, VAR

GRACE = 25  # seconds; above gunicorn's graceful_timeout
MARK = "KANSRIJKESTART_UP"  # in the environment of every child: by this the next start finds what is left
LIBC = ctypes.CDLL(None)
PR_SET_PDEATHSIG = 1


class Children:
    def __init__(self):
        self.processes = {}

    def start(self, name, command):
        """Start a process with a log of its own."""
        self.log(name).parent.mkdir(parents=True, exist_ok=True)
        with self.log(name).open("wb") as log:
            self.processes[name] = self._launch(command, stdout=log, stderr=subprocess.STDOUT)

    def run(self, command):
        """Run a process that speaks to the person, and return its exit code."""
        process = self.processes["once"] = self._launch(command)
        code = process.wait()
        del self.processes["once"]
        return code

    def log(self, name):
        return VAR / "log" / f"{name}.log"

    def ended(self):
        """Return the name of a process that is gone, if any."""
        return next((name for name, process in self.processes.items() if process.poll() is not None), None)

    def stop(self):
        """Ask, wait, and then insist; asked a second time (Ctrl-C again), insist at once."""
        for process in self.processes.values():
            process.terminate()
        deadline = time.monotonic() + GRACE
        try:
            for process in self.processes.values():
                process.wait(max(0.1, deadline - time.monotonic()))
        except (subprocess.TimeoutExpired, KeyboardInterrupt):
            pass
        finally:
            for process in self.processes.values():
                kill_group(process.pid)
                process.wait()

    def _launch(self, command, **output):
        parent = os.getpid()

        def die_with_parent():  # pragma: no cover -- runs between fork and exec, where nothing is measured
            LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
            if os.getppid() != parent:
                os._exit(1)

        return subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | {MARK: str(VAR)},
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C in the terminal reaches the launcher only, which stops all in order
            preexec_fn=die_with_parent if sys.platform == "linux" else None,
            **output,
        )


def kill_group(pid):
    """Also reach what a killed process left behind, such as the workers of a web server."""
    with suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)


def end_leftovers():
    """End the processes of a launcher that was killed; return whether there were any."""
    found = leftovers()
    for number, seconds in ((signal.SIGTERM, 10), (signal.SIGKILL, 5)):
        send(number, leftovers())
        deadline = time.monotonic() + seconds
        while leftovers() and time.monotonic() < deadline:
            time.sleep(0.1)
    return bool(found)


def send(number, pids):
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, number)


def leftovers():
    """Find processes by the mark in their environment. Elsewhere than on Linux: none are found."""
    mark = f"{MARK}={VAR}".encode()
    return [int(entry.name) for entry in Path("/proc").glob("[0-9]*") if mark in environment(entry)]


def environment(entry):
    try:
        return (entry / "environ").read_bytes().split(b"\0")
    except OSError:  # gone meanwhile, or somebody else's
        return []
