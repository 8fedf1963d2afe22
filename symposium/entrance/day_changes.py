"""A whole edition goes to another day, time or place: who is registered gets one mail, and their calendar moves along.

Not at once: whoever typed the wrong day puts it right within ten minutes, and then nobody hears of it. As of a session
(room_changes.py) every step is a row until it is told, so that who registered between two of them hears what changed
since then, and who registered after the last hears nothing. Who speaks hears it too, on another day or elsewhere: at
other hours of the day their own part stays where it is.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import partial

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.formats import date_format

from symposium.entrance import audience, emails
from symposium.entrance.room_changes import SETTLES
from symposium.models import DayChange, Edition, Registration, RegistrationState
from symposium.seats import locking

STANDING = (RegistrationState.COMING, RegistrationState.OFFERED, RegistrationState.WAITING)
PLACE = ("venue", "address")
HOURS = ("starts_at", "ends_at")
WHAT = ("held_on", *HOURS, *PLACE)


def is_told(was: Edition | DayChange, edition: Edition) -> bool:
    """Whether somebody who goes by what was, comes on the wrong day, at the wrong hour or at the wrong door."""
    return moves_sessions(was, edition) or is_at_other_hours(was, edition)


def moves_sessions(was, edition) -> bool:
    """Whether everything in the programme is another appointment: that has hours of its own."""
    return was.held_on != edition.held_on or is_elsewhere(was, edition)


def is_at_other_hours(was, edition) -> bool:
    return any(getattr(was, name) != getattr(edition, name) for name in HOURS)


def is_elsewhere(was, edition) -> bool:
    """A capital is no news."""
    return any(_bare(getattr(was, name)) != _bare(getattr(edition, name)) for name in PLACE)


def _bare(text):
    """Its letters and its numbers: the rest is typography. But 1, 2 is another door than 12."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return [letter for letter in plain if letter.isalpha()], re.findall(r"\d+", plain)


def people(edition: Edition):
    """Who can hear of it: everybody who is registered, on the waiting list too."""
    return Registration.objects.filter(edition=edition, state__in=STANDING).exclude(email="")


def speakers(edition: Edition):
    """Who can know when and where they speak: they were asked, or the programme is there to read."""
    found = edition.speakers.exclude(email="").filter(sessions__slot__isnull=False, sessions__cancelled_at=None)
    if not edition.has_programme:
        found = found.filter(Q(asked_at__isnull=False) | Q(completed_at__isnull=False))
    return found.distinct().order_by("pk")


def note(edition: Edition, was: Edition, *, now) -> None:
    """Remember what it was before."""
    is_over = edition.held_on < timezone.localdate(now)  # somebody puts the archive in order
    if not is_over and (people(edition).exists() or speakers(edition).exists()):
        DayChange.objects.create(edition=edition, changed_at=now, **{name: getattr(was, name) for name in WHAT})


def waiting(edition: Edition) -> list[DayChange]:
    """The steps that nobody heard of yet, the first one first."""
    return list(DayChange.objects.filter(edition=edition).order_by("changed_at", "pk"))


def hearers(edition: Edition, steps: list[DayChange]) -> list[tuple[Registration, DayChange]]:
    """Who hears of it, each with how it was when they registered."""
    found = []
    for person in people(edition).select_related("user").order_by("pk") if steps else ():
        came = audience.came_at(person)
        known = next((step for step in steps if step.changed_at >= came), None)
        if known and is_told(known, edition):
            found.append((person, known))
    return found


def letters(edition: Edition, steps: list[DayChange]) -> list[Callable]:
    """What makes each mail."""
    found = []
    for person, known in hearers(edition, steps):
        person.edition = edition
        hours, place = is_at_other_hours(known, edition), is_elsewhere(known, edition)
        found.append(partial(emails.day_moved, person, known, is_at_other_hours=hours, is_elsewhere=place))
    for speaker in speakers(edition) if steps else ():
        # Who was asked meanwhile read what it was by then.
        known = next((step for step in steps if not speaker.asked_at or step.changed_at >= speaker.asked_at), None)
        if known and moves_sessions(known, edition):
            place = is_elsewhere(known, edition)
            found.append(partial(emails.speaker_day_moved, speaker, edition, known, is_elsewhere=place))
    return found


def sentence(edition: Edition) -> str:
    """When who is told, for the coordinator; empty when nothing waits."""
    steps = waiting(edition)
    if not steps:
        return ""
    count = len(letters(edition, steps))
    if not count:
        return "Het is weer zoals het was: er gaat geen mail weg."
    at = timezone.localtime(steps[-1].changed_at + SETTLES)
    who = "1 persoon" if count == 1 else f"{count} mensen"
    return (
        f"Om {date_format(at, 'G.i')} uur gaat er een mail naar {who}, met het nieuwe moment en de nieuwe plek voor "
        "hun agenda. Zet je het voor die tijd terug, dan gaat er niets weg."
    )


def tell_due(now) -> None:
    """Mail what settled. Twice, late or beside itself: everybody gets it once."""
    due = DayChange.objects.values("edition").annotate(last=Max("changed_at")).filter(last__lte=now - SETTLES)
    for edition in due.order_by("edition").values_list("edition", flat=True):
        _tell(edition, now)


@transaction.atomic
def _tell(edition_pk, now):
    # Nobody changes it while it is told.
    edition = locking.lock(edition_pk)
    steps = waiting(edition)
    if not steps or steps[-1].changed_at > now - SETTLES:
        return
    if timezone.localdate(now) <= edition.held_on:
        for letter in letters(edition, steps):
            letter().send()
    DayChange.objects.filter(pk__in=[step.pk for step in steps]).delete()
