"""Who gives a workshop, as people type it: one person a line, with commas between name, organisation and address."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from members.models.text import single_line
from symposium.registering.forms import address_of

MOST = 6
LONGEST = 100
# What somebody meant as an address: "bo(at)proef.nl", "bo.proef.nl".
LIKE_ADDRESS = re.compile(r"\S+\s*[(\[]at[)\]]\s*\S+|\S+ at \S+\.\S+|[a-z0-9._+-]+\.[a-z]{2,}")
# Behind name and organisation: a place has a capital.
ONE_WORD = re.compile(r"[a-z0-9._+-]+")


class NotUnderstood(ValueError):
    """The text says in Dutch which line, and what to do."""


@dataclass(frozen=True)
class Person:
    name: str
    organisation: str
    email: str


def read(text: str) -> list[Person]:
    """Return the people of a text, each once. Raises NotUnderstood."""
    people = [_person(line) for line in text.splitlines() if line.strip()]
    if not people:
        raise NotUnderstood("Schrijf op wie de workshop geven: één per regel, met naam, organisatie en mailadres.")
    if len(people) > MOST:
        raise NotUnderstood(f"Dit zijn {len(people)} mensen. Noem er hoogstens {MOST}.")
    return list({person.email or person.name: person for person in people}.values())


def check(text: str) -> None:
    """Refuse also what was meant as an address and is none: nobody would be reached there.

    Only of what somebody types; what is stored is read as it is. Raises NotUnderstood.
    """
    for person in read(text):
        try:
            address_of(person.email)
        except ValidationError as error:
            raise NotUnderstood(f"Kijk de regel “{person.name[:40]}” na: {error.messages[0]}") from error
    for line in text.splitlines():
        parts = _parts(line)
        meant = [part for part in parts if LIKE_ADDRESS.fullmatch(part)]
        meant += [part for part in parts[2:] if ONE_WORD.fullmatch(part)]
        if meant and "@" not in line:
            raise NotUnderstood(
                f"Op de regel “{parts[0][:40]}” lijkt “{meant[0][:60]}” een mailadres, maar het klopt niet. Verbeter "
                "het, of haal het weg."
            )


def _parts(line):
    return list(filter(None, map(str.strip, line.split(","))))


def _person(line):
    parts = _parts(line)
    addresses = [part for part in parts if "@" in part]
    rest = [part for part in parts if "@" not in part]
    if len(addresses) > 1 or not rest:
        raise NotUnderstood(f"Schrijf op de regel “{line.strip()[:60]}” één naam, met daarachter één mailadres.")
    name, organisation = rest[0], ", ".join(rest[1:])
    if len(name) > LONGEST or len(organisation) > LONGEST:
        raise NotUnderstood(f"De regel “{name[:40]}…” is te lang. Schrijf alleen naam, organisatie en mailadres.")
    try:
        single_line(name + organisation)
        if addresses:
            validate_email(addresses[0])
    except ValidationError as error:
        raise NotUnderstood(f"Kijk de regel “{name[:40]}” na: {error.messages[0]}") from error
    return Person(name, organisation, addresses[0].lower() if addresses else "")
