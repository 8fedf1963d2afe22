"""The link in the mails about somebody's own day: it opens a page with buttons and changes nothing by itself.

It is made from the number of the ticket and the portal's own key: a copy of the database gives nobody a link, and with
another ticket the old link opens nothing.
"""

import base64

from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from outbox.links import absolute
from symposium.models import Registration


def token(registration: Registration) -> str:
    told = f"{registration.pk}:{registration.ticket}"
    digest = salted_hmac("symposium.registering.link", told, algorithm="sha256").digest()
    return f"{registration.pk}-{base64.urlsafe_b64encode(digest[:18]).decode()}"


def url_of(registration: Registration) -> str:
    return absolute(reverse("symposium:my_day", args=[token(registration)]))


def ticket_url_of(registration: Registration) -> str:
    return absolute(reverse("symposium:ticket", args=[token(registration)]))


def wishes_url_of(registration: Registration) -> str:
    return absolute(reverse("symposium:wishes", args=[token(registration)]))


def registration_of(text: str) -> Registration | None:
    """Return whose link this is; None for what we did not make, or threw away since."""
    number = text.partition("-")[0]
    if not (number.isascii() and number.isdigit() and len(number) < 18):
        return None
    found = (
        Registration.objects.select_related("edition", "municipality", "registered_by").filter(pk=int(number)).first()
    )
    return found if found and constant_time_compare(token(found), text) else None
