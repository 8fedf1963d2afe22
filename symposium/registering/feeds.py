"""The day and the workshops of somebody in their own calendar: a link of its own, that opens nothing else.

Calendars are shared, so it is not the link of their day. Replaced or switched off, it stops at once.
"""

import secrets

from django.core import signing
from django.db.models import Q
from django.urls import reverse

from outbox.links import absolute
from symposium.models import Registration, RegistrationState, SeatState, Session, Speaking
from symposium.programme import calendar

# What stands in the database is not the link: a copy of the database reads nobody's calendar.
SIGNER = signing.Signer(salt="symposium.registering.feed", sep=".")


def switch_on(registration: Registration) -> None:
    """Make the link, or another one; then the old one works no more."""
    registration.calendar_key = secrets.token_hex(16)
    registration.save(update_fields=["calendar_key"])


def switch_off(registration: Registration) -> None:
    registration.calendar_key = None
    registration.save(update_fields=["calendar_key"])


def address_of(registration: Registration) -> str:
    """Where a program reads it; empty as long as there is no link."""
    if not registration.calendar_key:
        return ""
    return absolute(reverse("symposium:calendar_feed", args=[SIGNER.sign(registration.calendar_key)]))


def registration_of(token: str) -> Registration | None:
    """Return whose link this is; None when it is not ours, was replaced or was switched off."""
    try:
        key = SIGNER.unsign(token)
    except signing.BadSignature:
        return None
    return Registration.objects.select_related("edition").filter(calendar_key=key).first()


def as_file(registration: Registration) -> bytes:
    edition = registration.edition
    comes = edition if registration.state == RegistrationState.COMING else None
    return calendar.as_file(sessions(registration), edition=comes, name=str(edition), is_feed=True)


def sessions(registration: Registration):
    """Every workshop they have a place in, and where they speak, once the programme can be read."""
    seats = registration.seats.filter(state=SeatState.CONFIRMED)
    theirs = Q(pk__in=seats.values("session")) | Q(pk__in=Speaking.objects.of(registration).values("session"))
    found = Session.objects.filter(theirs, edition__programme_published_at__isnull=False)
    return found.select_related("edition", "slot", "room").order_by("slot__starts", "pk")
