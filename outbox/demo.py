"""The inbox of the demo: mail is delivered to a table instead of to a mail server, and shown on a page."""

import email
import email.policy

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.mail.backends.base import BaseEmailBackend

from outbox.models import DemoMessage


def nobody_told():
    return False


# Whether everybody in this database is invented. Only members knows, and outbox stands below it, so
# kansrijkestart/wiring.py puts the question here. Unwired, the page stays closed.
is_demo_database = nobody_told


def inbox_is_open():
    """Everybody's mail lies open here, codes and all: both the settings and the database must say demo."""
    return settings.DEMO and is_demo_database()


class MailboxBackend(BaseEmailBackend):
    """The dispatcher's transport in demo mode."""

    def send_messages(self, email_messages):
        if not settings.DEMO:
            raise ImproperlyConfigured("MailboxBackend delivers to nobody; it is for DEMO=1.")
        for message in email_messages:
            mime = message.message(policy=email.policy.SMTP).as_bytes()
            subject = email.message_from_bytes(mime, policy=email.policy.default)["Subject"]
            for address in message.recipients():
                DemoMessage.objects.create(to=address, subject=subject, mime=mime)
        return len(email_messages)
