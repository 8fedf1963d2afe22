"""A whole edition goes to another day or place: who is registered gets one mail, and their calendar moves along.

Not at once: whoever typed the wrong day puts it right within ten minutes, and then nobody hears of it.
"""

import re
import unicodedata
from datetime import timedelta

from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.formats import date_format

from symposium.entrance import emails
from symposium.models import DayChange, Edition, Registration, RegistrationState

SETTLES = timedelta(minutes=10)
STANDING = (RegistrationState.COMING, RegistrationState.OFFERED, RegistrationState.WAITING)
PLACE = ("venue", "address")
WHAT = ("held_on", *PLACE)


def is_told(was: dict, edition: Edition) -> bool:
    """Whether somebody who goes by what was, comes on the wrong day or at the wrong door. A capital is no news."""
    return was["held_on"] != edition.held_on or _is_elsewhere(was, edition)


def _is_elsewhere(was, edition):
    return any(_bare(was[name]) != _bare(getattr(edition, name)) for name in PLACE)


def _bare(text):
    """Its letters and its numbers: the rest is typography. But 1, 2 is another door than 12."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return [letter for letter in plain if letter.isalpha()], re.findall(r"\d+", plain)


def people(edition: Edition):
    """Who hears of it: everybody who is registered, on the waiting list too."""
    return Registration.objects.filter(edition=edition, state__in=STANDING).exclude(email="")


def note(edition: Edition, was: dict, *, now) -> None:
    """Remember what it was before; changed again before anybody was told, what it was at first."""
    if edition.held_on < timezone.localdate(now):  # somebody puts the archive in order
        return
    if not waiting(edition).update(changed_at=now) and people(edition).exists():
        DayChange.objects.create(edition=edition, changed_at=now, first_at=now, **was)


def waiting(edition: Edition):
    return DayChange.objects.filter(edition=edition, told_at=None)


def sentence(edition: Edition) -> str:
    """When who is told, for the coordinator; empty when nothing waits."""
    change = waiting(edition).first()
    if change is None:
        return ""
    at, count = timezone.localtime(change.changed_at + SETTLES), people(edition).count()
    who = "1 persoon" if count == 1 else f"{count} mensen"
    return (
        f"Om {date_format(at, 'G.i')} uur gaat er een mail naar {who}, met het nieuwe moment en de nieuwe plek voor "
        "hun agenda. Zet je het voor die tijd terug, dan gaat er niets weg."
    )


def tell_due(now) -> None:
    """Mail what settled. Twice, late or beside itself: everybody gets it once."""
    due = DayChange.objects.filter(told_at=None, changed_at__lte=now - SETTLES)
    for pk in due.order_by("pk").values_list("pk", flat=True):
        _tell(pk, now)


@transaction.atomic
def _tell(pk, now):
    open_ones = DayChange.objects.select_for_update(skip_locked=True, of=("self",)).filter(told_at=None)
    change = open_ones.filter(pk=pk, changed_at__lte=now - SETTLES).select_related("edition").first()
    if change is None:
        return
    edition, was = change.edition, {name: getattr(change, name) for name in WHAT}
    if is_told(was, edition) and timezone.localdate(now) <= edition.held_on:
        # Who came since then, came for what it is now.
        before = people(edition).annotate(came_at=Coalesce("confirmed_at", "created_at"))
        for person in before.filter(came_at__lte=change.first_at).select_related("user").order_by("pk"):
            person.edition = edition
            emails.day_moved(person, change, is_elsewhere=_is_elsewhere(was, edition)).send()
    change.told_at = now
    change.save(update_fields=["told_at"])
