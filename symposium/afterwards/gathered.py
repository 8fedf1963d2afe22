"""Who was at an edition, for the round that asks how it was. See also: surveys/sending/gatherings.py, the wiring."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.urls import Resolver404, resolve
from django.utils.formats import date_format

from symposium.models import Edition, Presence, Registration, RegistrationState

# Who remembers how a day was, remembers that for a season.
RECENT = timedelta(days=120)


def recent(on):
    """Yield (label, address) of the editions of the last months, the last one first."""
    held = Edition.objects.filter(published_at__isnull=False, held_on__lte=on, held_on__gt=on - RECENT)
    for one in held.order_by("-held_on"):
        yield f"{one}, {date_format(one.held_on)}", one.get_absolute_url()


def people(url):
    """Return (number of the account or None, address of who has none) of who was there; nobody for another page."""
    edition = edition_at(url)
    if edition is None:
        return []
    there = who_was_there(edition).values_list("user", "email")
    return [(user, "" if user else email) for user, email in there if user or email]


def who_was_there(edition):
    """By who checked in at the door or in a session; where nobody did that, who said that they would come."""
    return were_there().filter(edition=edition).order_by("pk")


def were_there():
    """The same, of every edition."""
    own = Presence.objects.filter(registration=OuterRef("pk"))
    somebody = Presence.objects.filter(registration__edition=OuterRef("edition"))
    return Registration.objects.filter(
        Q(Exists(own)) | Q(state=RegistrationState.COMING) & ~Q(Exists(somebody)),
    )


def edition_at(url):
    try:
        found = resolve(url)
    except Resolver404:
        return None
    if found.view_name != "symposium:edition_detail":
        return None
    return Edition.objects.filter(**found.kwargs).first()
