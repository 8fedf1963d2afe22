"""How long `bin/start` takes the second time, and what the whole demo holds in memory."""

import http.client
import os
import shutil
import signal
import socket
import statistics
import subprocess
import time
from contextlib import closing
from pathlib import Path

from bench import ROOT, figure

ROUNDS = 3
GOAL = 6  # seconds
PATIENCE = 300  # seconds; the first start fetches, builds and fills
FOLDER = ROOT / "var" / "bench_start"


def run():
    """Start in a folder of its own: the first time fills it, the next ones count."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    try:
        first, _ = start()
        rounds = [start() for _ in range(ROUNDS)]
    finally:
        shutil.rmtree(FOLDER, ignore_errors=True)
    seconds = statistics.median(seconds for seconds, _ in rounds)
    listed = ", ".join(f"{seconds:.1f}" for seconds, _ in rounds)
    busy = f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    figure(
        "start.seconds",
        round(seconds, 2),
        unit="s",
        goal=f"< {GOAL}",
        ok=seconds < GOAL,
        baseline=f"rounds {listed}; the very first {first:.1f}; {busy}",
    )
    memory = rounds[-1][1]
    web = [kb for name, kb in memory if name == "web"]
    figure(
        "start.web_worker_pss",
        round(max(web) / 1024, 1),
        unit="MB",
        goal="none",
        ok=True,
        baseline="largest of all web processes",
    )
    parts = {
        name: sum(kb for other, kb in memory if other == name) / 1024 for name in sorted({name for name, _ in memory})
    }
    listed = ", ".join(f"{name} {mb:.0f}" for name, mb in parts.items())
    figure("start.demo_pss", round(sum(parts.values()), 1), unit="MB", goal="none", ok=True, baseline=listed)


def start():
    """Return the seconds until the start page came, and the memory of every process; then stop it all."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    began = time.monotonic()
    process = subprocess.Popen(
        ["bin/start", "--port", str(port)],
        cwd=ROOT,
        env=environment | {"VAR_DIR": str(FOLDER)},
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        while not answers(port):
            assert process.poll() is None, "bin/start stopped"
            assert time.monotonic() - began < PATIENCE, "no page"
            time.sleep(0.02)
        seconds = time.monotonic() - began
        time.sleep(5)  # the worker comes after the first page
        return seconds, memory()
    finally:
        os.killpg(process.pid, signal.SIGINT)
        process.wait(60)


def answers(port):
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        try:
            connection.request("GET", "/")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False


def memory():
    """Return (kind, kB) of every process of this demo; PSS, so that shared pages count once."""
    ours, parents, commands = set(), {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            environment = (folder / "environ").read_bytes()
            parents[folder] = folder.with_name((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:  # ended meanwhile, or somebody else's
            continue
        commands[folder] = command
        if str(FOLDER) in command or str(FOLDER).encode() in environment:
            ours.add(folder)
    # PostgreSQL writes its titles over its environment: its processes are known by their parent.
    ours |= {folder for folder, parent in parents.items() if parent in ours}
    return [(kind(commands[folder]), pss(folder)) for folder in ours]


def pss(folder):
    try:
        rollup = (folder / "smaps_rollup").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")), 0)


def kind(command):
    words = {"gunicorn": "web", "celery": "worker", "postgres": "postgres", "valkey": "valkey"}
    return next((name for word, name in words.items() if word in command), "launcher")
