"""Deliver what waits: claim, send, mark. At least once, and a repeat is the same message.

A row is claimed in one short transaction and marked sent right after its own sending, so a dispatcher that is
killed has at most one mail that left without its mark. The sweep gives its claims to the next dispatcher.
"""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from smtplib import SMTPException

import structlog
from django.core.mail import mailers
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from outbox.faults import Fault, diagnose, no_connection
from outbox.models import Email

logger = structlog.get_logger(__name__)

BATCH = 50
HOLD = timedelta(minutes=5)
# After these waits, two days in all, the mail counts as bounced.
WAITS = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 120, 240, 480, 480, 480, 480, 480)]


@dataclass(frozen=True)
class ReadyMail:
    """A row as any of Django's mail backends takes it: the bytes are there already."""

    email: Email

    @property
    def from_email(self):
        return self.email.sender

    def recipients(self):
        return [self.email.to]

    def message(self, **_policy):
        return self

    def as_bytes(self):
        return bytes(self.email.mime)


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
    with lazy_commits():
        try:
            while not stopping() and clock() < end:
                run = dispatch(clock=clock, transport=transport, stopping=stopping, batch=batch, hold=hold)
                total += run.sent
                if not run.goes_on:
                    break
        finally:
            hang_up(transport)
    return total


def dispatch(*, clock, transport, stopping=never, batch=BATCH, hold=HOLD):
    """Deliver one batch."""
    started = clock()
    emails = claim(started, batch)
    sent = 0
    for position, email in enumerate(emails):
        # Past half of its time a claim may be swept before the mail server answers, and go out twice.
        if stopping() or clock() - started > hold / 2:
            put_back(emails[position:])
            break
        fault = send(transport, email)
        if fault is None:
            mark_sent(email, clock())
            sent += 1
        else:
            settle(email, fault, clock())
            if fault.ends_connection:
                hang_up(transport)
                put_back(emails[position + 1 :], fault)
                return Run(sent, goes_on=sent > 0)
    return Run(sent, goes_on=bool(emails))


def claim(now, batch):
    """Take rows that nobody else takes; two dispatchers beside each other get different ones."""
    with transaction.atomic():
        emails = list(Email.objects.due(now).select_for_update(skip_locked=True)[:batch])
        Email.objects.filter(pk__in=[email.pk for email in emails]).update(
            inflight_since=now, attempts=F("attempts") + 1
        )
    for email in emails:
        email.attempts += 1
    return emails


def send(transport, email):
    """Hand one mail to the mail server; return what went wrong, or None."""
    try:
        transport.open()  # does nothing while the connection stands
    except (SMTPException, OSError) as error:
        return no_connection(error)
    try:
        transport.send_messages([ReadyMail(email)])
    except (SMTPException, OSError) as error:
        return diagnose(error)
    except Exception as error:
        # One mail that breaks our own code must not hold up all the others.
        logger.exception("mail_broke", email_id=email.pk)
        return Fault(f"onverwacht: {error!r}", ends_connection=True)
    return None


def mark_sent(email, now):
    private = {"mime": b"", "wiped_at": now} if email.is_private else {}
    Email.objects.filter(pk=email.pk).update(sent_at=now, inflight_since=None, last_error="", **private)


def settle(email, fault, now):
    """Write down why a mail did not leave: later again, bounced, or as if it was never tried."""
    if fault.is_ours:
        put_back([email], fault)
    elif fault.is_final or email.attempts > len(WAITS):
        private = {"mime": b"", "wiped_at": now} if email.is_private else {}
        Email.objects.filter(pk=email.pk).update(bounced_at=now, inflight_since=None, last_error=fault.text, **private)
        logger.warning("mail_bounced", email_id=email.pk, category=email.category)
    else:
        wait = WAITS[email.attempts - 1]
        Email.objects.filter(pk=email.pk).update(
            next_attempt_at=now + wait, inflight_since=None, last_error=fault.text
        )


def put_back(emails, fault=None):
    """Undo a claim without costing an attempt."""
    why = {"last_error": fault.text} if fault else {}
    Email.objects.filter(pk__in=[email.pk for email in emails]).update(
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


@contextmanager
def lazy_commits():
    """Don't wait for the disk at each mark; that would cost more than the sending itself.

    A killed process loses nothing by this. Only when the database server itself dies, the marks of the last
    moment may go, and then their mails are sent again: never lost.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET synchronous_commit")
