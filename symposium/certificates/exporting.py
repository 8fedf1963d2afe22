"""What a register wants to know after the day, in columns for PE-online: who was there, with which number."""

from symposium.certificates import issuing
from symposium.models import Presence, RegisterNumber

HEADER = ("Register", "Accreditatienummer", "Registernummer", "Naam", "Datum", "Onderdeel", "Punten")


def rows(edition):
    """Yield a row per person and accreditation, of those only who were there and gave their number; three queries."""
    seen = {}
    for registration, session in Presence.objects.filter(registration__edition=edition).values_list(
        "registration_id", "session_id"
    ):
        seen.setdefault(registration, {None}).add(session)
    given = list(issuing.accreditations(edition.pk).select_related("session"))
    numbers = RegisterNumber.objects.filter(registration__edition=edition).select_related("registration")
    for number in numbers.order_by("body", "number", "pk"):
        for one in given:
            if one.body == number.body and one.session_id in seen.get(number.registration_id, ()):
                yield (
                    one.body,
                    one.number,
                    number.number,
                    number.registration.name,
                    f"{edition.held_on:%d-%m-%Y}",
                    one.session.title if one.session else "Hele dag",
                    f"{one.points}".replace(".", ","),
                )
