"""Deliver what waits: claim, send, mark. At least once, and a repeat is the same message.

A row is claimed in one short transaction and marked sent right after its own sending, so a dispatcher that is
killed has at most one mail that left without its mark. The sweep gives its claims to the next dispatcher.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from smtplib import SMTPException

import structlog
from django.core.mail import mailers
from django.db import DatabaseError, transaction
from django.db.models import F
from django.utils import timezone

from outbox import guards
from outbox.faults import Fault, diagnose, no_connection
from outbox.leaving import Leave, Stopped
from outbox.marks import Marks
from outbox.models import PRIVATE, Email

logger = structlog.get_logger(__name__)

BATCH = 50
HOLD = timedelta(minutes=5)
# After these waits, two days in all, the mail counts as bounced.
WAITS = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 120, 240, 480, 480, 480, 480, 480)]


@dataclass(frozen=True)
class ReadyMail:
    """A claimed row, as any of Django's mail backends takes it: the bytes are there already."""

    pk: int
    category: str
    sender: str
    to: str
    mime: bytes
    attempts: int
    marks: Marks
    guard: str = ""
    leave: Leave | None = None  # of a mail with a guard

    @property
    def is_private(self):
        return self.category in PRIVATE

    @property
    def from_email(self):
        return self.sender

    def recipients(self):
        return [self.to]

    def message(self, **_policy):
        """Every backend asks for this before it sends: from here this mail may count, so the last must be marked, and
        a guard must have said yes. Raises Stopped."""
        self.marks.finish()
        if self.leave:
            self.leave.ask()
        return self

    def as_bytes(self):
        return self.mime


@dataclass(frozen=True)
class Run:
    sent: int
    goes_on: bool  # there may be more, and the mail server listens


def never():
    return False


def drain(*, clock=timezone.now, transport=None, stopping=never, seconds=50, batch=BATCH, hold=HOLD):
    """Deliver until nothing is due, over one connection; return how many mails left."""
    transport = transport or mailers["transport"]
    end = clock() + timedelta(seconds=seconds)
    total = 0
    try:
        with Marks() as marks:
            while not stopping() and clock() < end:
                run = dispatch(clock, transport, marks, stopping, batch, hold)
                total += run.sent
                if not run.goes_on:
                    break
    finally:
        hang_up(transport)
    return total


def dispatch(clock, transport, marks, stopping, batch, hold):
    """Deliver one batch."""
    started = clock()
    mails = claim(started, batch, marks)
    sent = 0
    for position, mail in enumerate(mails):
        # Past half of its time a claim may be swept before the mail server answers, and go out twice.
        if stopping() or clock() - started > hold / 2:
            marks.finish()
            put_back(mails[position:])
            break
        if mail.guard:
            marks.finish()
            fault, has_left = send_guarded(transport, mail, clock)
        else:
            fault = send(transport, mail)
            has_left = fault is None
            if has_left:
                marks.sent(mail, clock())
        if fault is None:
            sent += has_left
            continue
        marks.finish()
        settle(mail, fault, clock())
        if fault.ends_connection:
            hang_up(transport)
            put_back(mails[position + 1 :], fault)
            return Run(sent, goes_on=sent > 0)
    marks.finish()
    return Run(sent, goes_on=bool(mails))


def claim(now, batch, marks):
    """Take rows that nobody else takes; two dispatchers beside each other get different ones."""
    with transaction.atomic():
        due = Email.objects.due(now).select_for_update(skip_locked=True)
        rows = list(due.values_list("pk", "category", "sender", "to", "mime", "attempts", "guard")[:batch])
        Email.objects.filter(pk__in=[row[0] for row in rows]).update(inflight_since=now, attempts=F("attempts") + 1)
    return [
        ReadyMail(pk, category, sender, to, bytes(mime), attempts + 1, marks, guard)
        for pk, category, sender, to, mime, attempts, guard in rows
    ]


def connect(transport):
    """Make sure that there is a connection; return what went wrong, or None."""
    try:
        transport.open()  # does nothing while the connection stands
    except (SMTPException, OSError) as error:
        return no_connection(error)
    return None


def send_guarded(transport, mail, clock):
    """Send one mail if its guard lets it; return (what went wrong, whether it left).

    What the guard locked stays as it is until the mail left: see outbox/leaving.py.
    """
    row = Email.objects.filter(pk=mail.pk)
    leave = Leave(mail.guard, clock)
    with leave.held:
        try:
            fault = send(transport, replace(mail, leave=leave))
        except Stopped as stopped:
            if stopped.verdict is guards.Verdict.NEVER:
                row.delete()
            else:
                later = stopped.now + guards.BREATH
                row.update(next_attempt_at=later, inflight_since=None, attempts=F("attempts") - 1)
            return None, False
        if fault is None:
            now = clock()
            private = {"mime": b"", "wiped_at": now} if mail.is_private else {}
            row.update(sent_at=now, inflight_since=None, last_error="", **private)
    return fault, fault is None


def send(transport, mail):
    """Hand one mail to the mail server; return what went wrong, or None."""
    if fault := connect(transport):
        return fault
    try:
        transport.send_messages([mail])
    except (SMTPException, OSError) as error:
        return diagnose(error)
    except (DatabaseError, Stopped):
        raise
    except Exception as error:
        # One mail that breaks our own code must not hold up all the others.
        logger.exception("mail_broke", email_id=mail.pk)
        return Fault(f"onverwacht: {error!r}", ends_connection=True)
    return None


def settle(mail, fault, now):
    """Write down why a mail did not leave: later again, bounced, or as if it was never tried."""
    if fault.is_ours:
        put_back([mail], fault)
    elif fault.is_final or mail.attempts > len(WAITS):
        private = {"mime": b"", "wiped_at": now} if mail.is_private else {}
        Email.objects.filter(pk=mail.pk).update(bounced_at=now, inflight_since=None, last_error=fault.text, **private)
        logger.warning("mail_bounced", email_id=mail.pk, category=mail.category)
    else:
        wait = WAITS[mail.attempts - 1]
        Email.objects.filter(pk=mail.pk).update(next_attempt_at=now + wait, inflight_since=None, last_error=fault.text)


def put_back(mails, fault=None):
    """Undo a claim without costing an attempt."""
    why = {"last_error": fault.text} if fault else {}
    Email.objects.filter(pk__in=[mail.pk for mail in mails]).update(
        inflight_since=None, attempts=F("attempts") - 1, **why
    )


def sweep(now, *, hold=HOLD):
    """Give back what a dispatcher took and never finished; return how many."""
    return Email.objects.stuck(now - hold).update(inflight_since=None)


def hang_up(transport):
    try:
        transport.close()
    except (SMTPException, OSError):
        logger.info("mail_server_gone_at_goodbye")
