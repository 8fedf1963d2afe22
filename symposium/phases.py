"""How far an edition is, for who reads its page: from announcement to archive."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils import timezone
from django.utils.formats import date_format

from symposium.models import Edition


class Phase(StrEnum):
    DRAFT = "draft"
    ANNOUNCED = "announced"
    CALL = "call"
    PROGRAMME = "programme"
    REGISTRATION = "registration"
    TODAY = "today"
    ARCHIVE = "archive"


SENTENCES = {
    Phase.DRAFT: "Alleen de aanjager ziet deze pagina.",
    Phase.ANNOUNCED: "Datum en plaats zijn bekend. Het programma volgt.",
    Phase.CALL: "Je kunt nu een workshop voorstellen.",
    Phase.PROGRAMME: "Het programma is bekend.",
    Phase.REGISTRATION: "Je kunt je nu aanmelden.",
    Phase.TODAY: "Het symposium is vandaag.",
    Phase.ARCHIVE: "Dit symposium is geweest.",
}


def phase_of(edition: Edition, now) -> Phase:
    on = timezone.localdate(now)
    if not edition.is_published:
        return Phase.DRAFT
    if edition.held_on < on:
        return Phase.ARCHIVE
    if edition.held_on == on:
        return Phase.TODAY
    if edition.takes_registrations(now):
        return Phase.REGISTRATION
    if edition.is_call_open(on):
        return Phase.CALL
    return Phase.PROGRAMME if edition.has_programme else Phase.ANNOUNCED


@dataclass(frozen=True)
class Step:
    """One thing on the way to the day, with when it is, in words."""

    label: str
    when: str
    is_past: bool = False


def way_to(edition: Edition, now) -> list[Step]:
    """What is going to happen, in the order of the days; what nobody planned yet is not in it."""
    on = timezone.localdate(now)
    steps = []
    if edition.call_opens_on:
        when = f"{_day(edition.call_opens_on)} tot en met {_day(edition.call_closes_on)}"
        steps.append((edition.call_opens_on, Step("Workshops voorstellen", when, edition.call_closes_on < on)))
    if edition.registration_opens_at:
        opens, closes = edition.registration_opens_at, edition.registration_closes_at
        when = f"vanaf {_moment(opens)}" + (f" tot {_moment(closes)}" if closes else "")
        is_past = closes is not None and closes <= now
        steps.append((timezone.localdate(opens), Step("Aanmelden", when, is_past)))
    if edition.is_fair:
        until = edition.wishes_until
        steps.append((timezone.localdate(until), Step("Wensen opgeven", f"tot {_moment(until)}", until <= now)))
    steps.append((edition.held_on, Step("Het symposium", _day(edition.held_on), edition.held_on < on)))
    return [step for _, step in sorted(steps, key=lambda pair: pair[0])]


def _day(day):
    return date_format(day, "j F Y")


def _moment(moment):
    return date_format(timezone.localtime(moment), r"j F Y, G.i \u\u\r")
