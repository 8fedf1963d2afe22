"""Django's mail backend: sending is an insert, so that a mail commits or rolls back with its cause."""

import email.policy
import uuid
from email.headerregistry import Address

import structlog
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction
from django.utils.encoding import punycode

from outbox.models import Category, Email, Preference
from outbox.wake import wake


class MailPolicy(email.policy.EmailPolicy):
    """Python would fold a long link in a header into encoded words, which no mail program reads as a link."""

    def fold_binary(self, name, value):
        if name.lower() == "list-unsubscribe":
            return f"{name}: {value}\r\n".encode("ascii")
        return super().fold_binary(name, value)


# Seven bits pass through every mail server.
POLICY = MailPolicy(linesep="\r\n", cte_type="7bit")


class OutboxBackend(BaseEmailBackend):
    """One row per receiver. Mail that is not ours (allauth's, Django's own) counts as account mail: private."""

    def send_messages(self, email_messages):
        rows = [
            row(message, address)
            for message in email_messages
            for address in message.recipients()
            if wants(message, address)
        ]
        # A second mail with a dedupe_key that is there already is no error: the first one says it all. The
        # unique index decides, so that two processes at once also queue one mail.
        Email.objects.bulk_create(rows, ignore_conflicts=True)
        if rows and wake not in (hook for _savepoints, hook, _robust in connection.run_on_commit):
            transaction.on_commit(wake, robust=True)  # once per transaction, also for a thousand mails
        return len(rows)


def category_of(message):
    return getattr(message, "category", Category.ACCOUNT)


def wants(message, address):
    """Somebody who said "never" to this category gets nothing; private mail is not asked about."""
    if category_of(message).is_private:
        return True
    preferences = Preference.objects.about(address, getattr(message, "user", None))
    return not preferences.filter(category=category_of(message), frequency=Preference.Frequency.NEVER).exists()


def row(message, address):
    """Build the bytes once, so that a repeat after a crash is the same message with the same Message-ID."""
    sender = envelope(message.extra_headers.get("From", message.from_email))
    message_id = f"<{uuid.uuid4()}@{sender.rpartition('@')[2]}>"
    request_id = structlog.contextvars.get_contextvars().get("request_id", "")
    mail = message.message(policy=POLICY)
    del mail["Message-ID"]
    mail["Message-ID"] = message_id
    mail["Auto-Submitted"] = "auto-generated"  # keeps holiday replies away
    if request_id:
        mail["X-Netwerk-Id"] = request_id
    return Email(
        category=category_of(message),
        to=envelope(address),
        sender=sender,
        user=getattr(message, "user", None),
        subject=message.subject,
        mime=mail.as_bytes(),
        message_id=message_id,
        dedupe_key=getattr(message, "dedupe_key", ""),
        guard=getattr(message, "guard", ""),
        request_id=request_id,
    )


def envelope(address):
    """Return the bare address for the mail server; ValueError for what is not exactly one clean address."""
    parsed = email.policy.SMTP.header_factory("to", address)
    if parsed.defects or len(parsed.addresses) != 1:
        raise ValueError(f"Not one e-mail address: {address!r}")
    found = parsed.addresses[0]
    return Address(username=found.username, domain=punycode(found.domain)).addr_spec
