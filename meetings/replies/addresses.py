"""The address a calendar program answers to: of one invitation, and signed, so that nobody answers for somebody else.

In lower case and short: a mail server may change the case, and takes 64 letters before the @.
"""

import re

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from meetings.models import Invitee

SIGNED = re.compile(r"\+(\d{1,12})-([0-9a-f]{24})@")


def is_on() -> bool:
    """Whether there is a mailbox that answers come to; without one people answer on the page."""
    return bool(settings.CALENDAR_MAILBOX and settings.CALENDAR_ADDRESS)


def address_of(invitee: Invitee) -> str:
    if not is_on():
        return settings.CONTACT_EMAIL
    name, _, host = settings.CALENDAR_ADDRESS.partition("@")
    return f"{name}+{invitee.pk}-{_mark(invitee.pk, settings.SECRET_KEY)}@{host}"


def invitee_in(addresses: str) -> int | None:
    """Return whose invitation one of these addresses is; None when we made none of them."""
    for pk, mark in SIGNED.findall(addresses.lower()):
        secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
        if any(constant_time_compare(mark, _mark(pk, secret)) for secret in secrets):
            return int(pk)
    return None


def _mark(pk, secret):
    return salted_hmac("meetings.replies", str(pk), secret=secret, algorithm="sha256").hexdigest()[:24]
