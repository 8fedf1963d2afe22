"""Reading the mail that waits in the outbox, as its receiver would."""

import re

from outbox.models import Email
from outbox.reading import read


def mails(to=None):
    found = Email.objects.order_by("pk")
    return list(found.filter(to=to) if to else found)


def text(mail):
    return read(bytes(mail.mime)).text


def last_code(to):
    """The six digits of the newest mail to this address."""
    return re.findall(r"^(\d{6})$", text(mails(to)[-1]), re.MULTILINE)[0]


def link(mail):
    """The path of the first link in the mail."""
    return re.search(r"https?://[^/\s]+(/\S+)", text(mail))[1]
