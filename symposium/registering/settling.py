"""What cannot be in the settings of registering, said at its field; and how it stands once they are kept."""

from django.utils import timezone
from django.utils.formats import date_format

from symposium.models import Edition, Mode, Seat
from symposium.seats import deadlines


def wrong(edition: Edition, told: dict):
    """Yield (field, sentence). `edition` is as it was, under the lock of its places; `told` what the form says."""
    start = deadlines.at(edition, edition.starts_at)
    too_late = f"Het symposium begint op {_moment(start)}. Kies een moment daarvoor."
    opens, closes, until = (
        told.get(name) for name in ("registration_opens_at", "registration_closes_at", "wishes_until")
    )
    if opens and opens >= start:
        yield "registration_opens_at", too_late
    if closes and closes > start:
        yield "registration_closes_at", too_late
    elif opens and closes and closes <= opens:
        yield "registration_closes_at", "Aanmelden moet later sluiten dan het opengaat."
    mode = told.get("mode")
    if mode == Mode.FAIR and until is None and "wishes_until" in told:
        yield "wishes_until", "Vul in tot wanneer iedereen wensen kan opgeven."
    elif mode == Mode.FAIR and until:
        if until > start:
            yield "wishes_until", too_late
        elif opens and until <= opens:
            yield "wishes_until", "Dan is aanmelden nog niet open. Kies een moment daarna."
    if mode and mode != edition.mode and (why := _bound(edition)):
        yield "mode", why


def _bound(edition):
    """Why places have to be given out as they are now: people chose or wished already."""
    if edition.allocated_at:
        return "De plekken zijn al verdeeld. Dat verandert niet meer."
    if edition.is_fair:
        count = edition.registrations.filter(wishes__isnull=False).distinct().count()
        who = "1 mens gaf" if count == 1 else f"{count} mensen gaven"
        return count and f"{who} al wensen op, en die zouden dan niet tellen. Laat het bij eerlijk verdelen."
    count = Seat.objects.filter(registration__edition=edition).values("registration").distinct().count()
    who = "1 mens koos" if count == 1 else f"{count} mensen kozen"
    return count and f"{who} al een workshop. Laat het bij wie het eerst komt."


def said(edition: Edition, now) -> str:
    """Whether one can register now."""
    opens = edition.registration_opens_at
    if not edition.is_published:
        return "Bewaard. Aanmelden kan pas als het symposium gepubliceerd is."
    if opens is None:
        return "Bewaard. Aanmelden kan nog niet: kies daarvoor eerst een moment."
    if now < opens:
        return f"Bewaard. Aanmelden gaat open op {_moment(opens)}."
    if deadlines.has_begun(edition, now) or not edition.takes_registrations(now):
        return "Bewaard. Aanmelden is gesloten."
    return "Bewaard. Zo kan iedereen zich nu aanmelden."


def _moment(moment):
    return date_format(timezone.localtime(moment), r"j F Y \o\m G.i \u\u\r")
