"""Which link opens which door, and until when: shown on the day, heard a week longer."""

from datetime import timedelta

from django.utils import timezone

from symposium.models import Door

# A phone that found no network at the venue tells at home what it noted.
HEARD = timedelta(days=7)


def find(token: str) -> Door | None:
    """Return the door of a link, also one that is closed; None for a link that we never made."""
    return Door.objects.of_token(token).select_related("edition").first()


def is_shown(door, now) -> bool:
    """The names are seen on the day alone."""
    return door.revoked_at is None and door.edition.held_on == timezone.localdate(now)


def is_rehearsal(door, now) -> bool:
    """Before the day one tries how it goes: no names, and nothing is noted."""
    return door.revoked_at is None and door.edition.held_on > timezone.localdate(now)


def is_heard(door, now) -> bool:
    today = timezone.localdate(now)
    return door.revoked_at is None and door.edition.held_on <= today <= door.edition.held_on + HEARD


def why_closed(door, now) -> str:
    if door.revoked_at:
        return "Deze link is ingetrokken. Vraag een nieuwe en open die op deze telefoon: wat wacht, gaat dan mee."
    if door.edition.held_on > timezone.localdate(now):
        return "Deze link werkt op de dag van het symposium. Open hem dan opnieuw: er is niets voor te installeren."
    return "Het symposium is voorbij. Wat hier nog wachtte, gaat nu naar het portaal, en de namen zijn gewist."
