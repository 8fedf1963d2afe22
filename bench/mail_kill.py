"""Whether a killed dispatcher loses mail: 3,000 mails, two dispatchers, twenty times SIGKILL."""

import os
import random
import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager

from bench import ROOT, figure
from bench._house import own_database
from bench._mails import write
from bench._sink import running

MAILS = 3000
KILLS = 20
HOLD = 4  # seconds before another dispatcher takes over; five minutes in real life
PATIENCE = 300  # seconds for the whole run


def run():
    with running() as sink:
        os.environ.update(SMTP_HOST="127.0.0.1", SMTP_PORT=str(sink.port), LOG_LEVEL="ERROR")
        with own_database():
            write(MAILS)
            kills = deliver_under_fire(sink)
            report(queued(), sink.received(), kills)


def queued():
    from outbox.models import Email

    return set(Email.objects.values_list("message_id", flat=True))


def deliver_under_fire(sink):
    """Keep two dispatchers at work and kill one of them again and again; return how often that was."""
    chance = random.Random()
    deadline = time.monotonic() + PATIENCE
    with dispatchers() as crew:
        kills = 0
        while not all_sent() and time.monotonic() < deadline:
            # Spread over the run: each next kill comes somewhere in its own part of the mails.
            wanted = (kills + chance.random()) * MAILS * 0.95 / KILLS
            if kills < KILLS and len(sink.received()) >= wanted:
                time.sleep(chance.random() * 0.02)
                crew.kill_one(chance)
                kills += 1
            time.sleep(0.01)
    return kills


def all_sent():
    from outbox.models import Email

    return not Email.objects.filter(sent_at=None).exists()


class Crew:
    def __init__(self):
        self.processes = [start(), start()]

    def kill_one(self, chance):
        position = chance.randrange(len(self.processes))
        self.processes[position].kill()
        self.processes[position].wait()
        self.processes[position] = start()


@contextmanager
def dispatchers():
    crew = Crew()
    try:
        yield crew
    finally:
        for process in crew.processes:
            process.kill()
            process.wait()


def start():
    command = [sys.executable, "manage.py", "dispatch_mail", "--hold", str(HOLD)]
    return subprocess.Popen(command, cwd=ROOT)


def judge(queued, received):
    """Return (lost, repeats, repeats that were not the same mail) from what was queued and what arrived.

    The same mail means the same Message-ID and the same bytes; an unknown Message-ID is a mail that changed.
    """
    arrived = Counter(message_id for message_id, _content in received)
    contents = {}
    for message_id, content in received:
        contents.setdefault(message_id, set()).add(content)
    lost = queued - arrived.keys()
    repeats = sum(count - 1 for count in arrived.values())
    changed = sum(len(found) - 1 for found in contents.values()) + len(arrived.keys() - queued)
    return len(lost), repeats, changed


def report(queued, received, kills):
    lost, repeats, changed = judge(queued, received)
    against = f"{len(queued)} mails, {kills} kills of one of two dispatchers"
    figure("lost", lost, unit="mails", goal="0", ok=lost == 0 and len(queued) == MAILS, baseline=against)
    figure("kills", kills, unit="kills", goal=str(KILLS), ok=kills == KILLS, baseline=against)
    figure("repeats", repeats, unit="mails", goal=f"<= {kills}", ok=repeats <= kills, baseline=against)
    figure(
        "repeats_with_other_message_id", changed, unit="mails", goal="0", ok=changed == 0, baseline="same bytes too"
    )
