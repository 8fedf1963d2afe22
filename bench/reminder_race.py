"""Whether a reminder leaves after somebody submitted: 2,000 people submit while the reminder run is active, 20 times.

The mail server writes down at which moment it took a mail, and whoever submits at which moment their transaction had
committed: both from the one clock of this machine. A mail that was taken after the submit of its person is late. The
negative control does the same without the lock that both hold, and must have late mails. `PEOPLE` and `RUNS` are for a
busy machine.
"""

import asyncio
import multiprocessing
import os
import random
import time
from contextlib import suppress
from datetime import timedelta
from queue import Empty

from aiosmtpd.smtp import SMTP

from bench import figure
from bench._house import own_database

PEOPLE, RUNS = int(os.environ.get("PEOPLE", "2000")), int(os.environ.get("RUNS", "20"))
HANDS = 4  # processes that submit
SLOW = 0.0005  # seconds the mail server thinks about a mail, so that submitting and sending meet
# In the control, where its guard is asked some milliseconds before: as long as a submit takes.
SLOW_CONTROL = 0.02


def run():
    os.environ.update(LOG_LEVEL="ERROR")
    fork = multiprocessing.get_context("fork")
    ports, taken, arriving = fork.Queue(), fork.Queue(), fork.Queue()
    thinks = fork.Value("d", SLOW)
    sink = fork.Process(target=serve, args=(ports, taken, arriving, thinks), daemon=True)
    sink.start()
    os.environ.update(SMTP_HOST="127.0.0.1", SMTP_PORT=str(ports.get(timeout=30)))
    try:
        with own_database():
            race("reminder_race", taken, arriving, RUNS, is_control=False)
            thinks.value = SLOW_CONTROL
            race("reminder_race.without_the_lock", taken, arriving, 1, is_control=True)
    finally:
        sink.kill()


def serve(ports, taken, arriving, thinks):
    """A mail server that says of every mail for whom it comes, and when it had all of it."""

    class Handler:
        async def handle_RCPT(self, server, session, envelope, address, options):
            arriving.put(address)
            envelope.rcpt_tos.append(address)
            return "250 OK"

        async def handle_DATA(self, server, session, envelope):
            await asyncio.sleep(thinks.value)
            taken.put((envelope.rcpt_tos[0], time.monotonic()))
            return "250 OK"

    async def forever():
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: SMTP(Handler(), hostname="sink", loop=loop), "127.0.0.1", 0)
        ports.put(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(forever())


def race(name, taken, arriving, runs, *, is_control):
    from outbox.models import Email
    from surveys.models import Sheet

    late = left = both = 0
    for _ in range(runs):
        pk, moment = prepare()
        done = submitting(pk, moment, arriving, is_control=is_control)
        mails = arrived(taken, arriving)
        late += sum(done[address] < at for address, at in mails if address in done)
        left += len(mails)
        both += len(done.keys() & dict(mails).keys())
        assert len(done) == PEOPLE == Sheet.objects.filter(round=pk, submitted_at__isnull=False).count()
        Email.objects.all().delete()
    said = f"{runs} runs of {PEOPLE} people; {left} reminders left, {both} of them to people who submitted in that run"
    if is_control:
        figure(name, late, unit="late mails", goal="> 0: the control", ok=late > 0, baseline=said)
    else:
        figure(name, late, unit="late mails", goal="0", ok=late == 0 and left > 0, baseline=said)


def prepare():
    """Return a round in which everybody was invited, and the moment of its first reminder."""
    from django.utils import timezone

    from bench.survey_dispatch import prepare_round
    from outbox.models import Email
    from surveys.models import Invitation, Reminder, Round
    from surveys.sending import opening

    pk = prepare_round(PEOPLE)
    now = timezone.now()
    opening.open_round(pk, now=now)
    Invitation.objects.filter(round=pk).update(invited_at=now)
    Round.objects.exclude(pk=pk).filter(closed_at=None).update(closed_at=now)
    Email.objects.all().delete()
    due = Reminder.objects.filter(round=pk, done_at=None).earliest("due_at").due_at
    return pk, due + timedelta(seconds=1)


def submitting(pk, moment, arriving, *, is_control):
    """Run the reminder and the dispatcher while everybody submits; return when each was through, by address.

    The first mails are written before: otherwise everybody has submitted when the first one leaves.
    """
    from django.db import connections

    from surveys.following import reminding
    from surveys.models import Invitation

    reminding.remind_due(moment)

    sheets = dict(Invitation.objects.filter(round=pk).values_list("address", "sheet"))
    people = sorted(sheets)
    random.Random(pk).shuffle(people)
    fork = multiprocessing.get_context("fork")
    done, start = fork.Queue(), fork.Event()
    connections.close_all()
    hands = [
        fork.Process(target=submit, args=(sheets, people[place::HANDS], moment, arriving, start, done), daemon=True)
        for place in range(HANDS)
    ]
    sender = fork.Process(target=remind, args=(moment, start, is_control), daemon=True)
    for process in (*hands, sender):
        process.start()
    start.set()
    found = {}
    for _ in hands:
        for address, at in done.get(timeout=600):
            found[address] = min(at, found.get(address, at))
    for process in (*hands, sender):
        process.join(300)
        assert process.exitcode == 0, process
    return found


def submit(sheets, people, moment, arriving, start, done):
    """Submit for these people, and first for whoever's mail is arriving; tell when each was through."""
    from surveys.answering import filling
    from surveys.models import Sheet

    def through(address):
        filling.submit(Sheet.objects.get(pk=sheets[address]), by=None, now=moment)
        return address, time.monotonic()

    start.wait()
    found = []
    for address in people:
        with suppress(Empty):
            found.append(through(arriving.get_nowait()))
        found.append(through(address))
    done.put(found)
    done.close()
    done.join_thread()


def remind(moment, start, is_control):
    from outbox.dispatch import drain
    from surveys.following import guarding, reminding

    if is_control:
        guarding.hold = lambda pk, sheet: True
    start.wait()
    for _ in range(3):  # what was busy is tried again
        drain(clock=lambda at=moment: at, seconds=300)
        moment += timedelta(seconds=11)
        reminding.remind_due(moment)


def arrived(taken, arriving):
    """Return all mail that the server took, and leave nothing for the next run."""
    time.sleep(0.5)
    mails = []
    while not arriving.empty():
        arriving.get()
    while not taken.empty():
        mails.append(taken.get())
    return mails
