"""A certificate is for who was there, and says what they followed and what a register gives for it."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import F
from django.template.defaultfilters import floatformat

from symposium import codes
from symposium.certificates.retention import NUMBERS
from symposium.models import Accreditation, Certificate, Presence, Registration, Session


class NotThere(Exception):
    """Nobody saw this person come in."""


@dataclass(frozen=True)
class Earned:
    """The points one register gives somebody for one day."""

    body: str
    points: Decimal
    numbers: tuple[str, ...]  # of the accreditations

    def as_text(self):
        return {"body": self.body, "points": floatformat(self.points), "number": ", ".join(self.numbers)}


def was_there(registration) -> bool:
    return Presence.objects.filter(registration=registration).exists()


@transaction.atomic
def issue(registration: Registration, *, now) -> Certificate:
    """Make the certificate, or bring it up to date; its code and its name stay what they were."""
    # One at a time for one person, or two clicks would make two codes.
    registration = Registration.objects.select_for_update(of=("self",)).get(pk=registration.pk)
    if not was_there(registration):
        raise NotThere
    certificate = Certificate.objects.filter(registration=registration).first() or Certificate(
        edition_id=registration.edition_id,
        registration=registration,
        code=codes.new_code(),
        # What is printed must stay true. See also: renaming.py.
        name=registration.name,
    )
    certificate.issued_at = now
    certificate.sessions = [session.title for session in followed(registration)]
    certificate.points = [one.as_text() for one in earned(registration)]
    certificate.save()
    return certificate


def followed(registration):
    """Return the sessions this person was seen at, in the order of the day."""
    return Session.objects.filter(presences__registration=registration).order_by("slot__starts", "pk")


def earned(registration) -> list[Earned]:
    """Return the points per register: of the day for who came, of a session for who was in that room."""
    seen = set(Presence.objects.filter(registration=registration).values_list("session_id", flat=True))
    if not seen:
        return []
    return sum_up([one for one in accreditations(registration.edition_id) if one.session_id in seen | {None}])


def takes_numbers(edition, on) -> bool:
    """Whether a number is still of use: after that the points were passed on and what we kept of it goes."""
    return on <= edition.held_on + NUMBERS


# The whole day first.
ORDER = ("body", F("session_id").asc(nulls_first=True), "pk")


def accreditations(edition_id):
    return Accreditation.objects.filter(edition=edition_id).order_by(*ORDER)


def sum_up(given) -> list[Earned]:
    bodies = {}
    for one in given:
        bodies.setdefault(one.body, []).append(one)
    return [
        Earned(body, sum(one.points for one in ones), tuple(dict.fromkeys(one.number for one in ones if one.number)))
        for body, ones in bodies.items()
    ]
