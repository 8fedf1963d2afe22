"""The dispatcher as a process of its own: for systemd, and for a portal whose broker is gone."""

import signal
import threading
from datetime import timedelta

from django.core.management.base import BaseCommand
from django.db import connection
from django.utils import timezone

from outbox import dispatch

PAUSE = 1.0  # seconds between two looks at an empty queue


class Command(BaseCommand):
    help = "Verstuurt wat in de wachtrij staat, en blijft dat doen tot het stopt."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="één keer, tot er niets meer te versturen is")
        parser.add_argument(
            "--hold",
            type=float,
            default=dispatch.HOLD.total_seconds(),
            metavar="SECONDEN",
            help="hoe lang een mail onderweg mag zijn voor een ander hem overneemt",
        )

    def handle(self, *, once, hold, **options):
        # Stop between two mails, not in the middle of one.
        stop = threading.Event()
        signal.signal(signal.SIGTERM, lambda *_: stop.set())
        signal.signal(signal.SIGINT, lambda *_: stop.set())
        hold = timedelta(seconds=hold)
        while not stop.is_set():
            dispatch.sweep(timezone.now(), hold=hold)
            sent = dispatch.drain(stopping=stop.is_set, hold=hold)
            if once:
                return f"{sent} verstuurd"
            connection.close_if_unusable_or_obsolete()
            stop.wait(PAUSE)
        return None
